import { allOf, type Grant, grant } from './grant.ts';

const DIRECTORY = 'Directory.Read.All Directory.ReadWrite.All';

/** @@policies */
export const POLICY_GRANTS: readonly Grant[] = [
  grant(
    ['GET /directoryRoles', 'GET /directoryRoles/{role}/members'],
    `${DIRECTORY} RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory`,
  ),
  grant(
    ['GET /roleManagement/directory/roleDefinitions'],
    `${DIRECTORY} RoleManagement.Read.All RoleManagement.Read.Directory ` +
      'RoleManagement.ReadWrite.Directory',
  ),
  grant(
    ['GET /roleManagement/directory/roleAssignments'],
    `${DIRECTORY} RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory`,
    `${DIRECTORY} RoleManagement.Read.All RoleManagement.Read.Directory ` +
      'RoleManagement.ReadWrite.Directory',
  ),
  grant(
    ['GET /roleManagement/directory/roleAssignmentScheduleInstances'],
    'RoleAssignmentSchedule.Read.Directory RoleAssignmentSchedule.ReadWrite.Directory ' +
      'RoleManagement.Read.All RoleManagement.Read.Directory ' +
      'RoleManagement.ReadWrite.Directory',
  ),
  grant(
    ['GET /roleManagement/directory/roleEligibilityScheduleInstances'],
    'RoleEligibilitySchedule.Read.Directory RoleEligibilitySchedule.ReadWrite.Directory ' +
      'RoleManagement.Read.All RoleManagement.Read.Directory ' +
      'RoleManagement.ReadWrite.Directory',
  ),
  grant(
    [
      'GET /policies/authenticationMethodsPolicy',
      'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations',
      'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{configuration}',
    ],
    'Policy.Read.All Policy.Read.AuthenticationMethod Policy.ReadWrite.AuthenticationMethod',
  ),
  grant(
    [
      'PATCH /policies/authenticationMethodsPolicy',
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2',
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass',
    ],
    'Policy.ReadWrite.AuthenticationMethod',
  ),
  grant(
    [
      'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2',
      'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/microsoftAuthenticator',
      'GET /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryAccessPass',
    ],
    'Policy.Read.AuthenticationMethod Policy.ReadWrite.AuthenticationMethod',
  ),
  grant(
    [
      'GET /policies/authenticationStrengthPolicies',
      'GET /policies/authenticationStrengthPolicies/{strength}',
      'GET /identity/conditionalAccess/authenticationStrength/policies',
      'GET /identity/conditionalAccess/authenticationStrength/policies/{strength}',
      'GET /identity/conditionalAccess/authenticationStrength/policies/{strength}/combinationConfigurations',
    ],
    'Policy.Read.All Policy.Read.AuthenticationMethod ' +
      'Policy.ReadWrite.AuthenticationMethod Policy.ReadWrite.ConditionalAccess',
  ),
  grant(
    [
      'POST /policies/authenticationStrengthPolicies',
      'POST /policies/authenticationStrengthPolicies/{strength}/updateAllowedCombinations',
      'POST /identity/conditionalAccess/authenticationStrength/policies',
      'POST /identity/conditionalAccess/authenticationStrength/policies/{strength}/updateAllowedCombinations',
    ],
    'Policy.ReadWrite.AuthenticationMethod Policy.ReadWrite.ConditionalAccess',
  ),
  grant(
    ['GET /policies/authenticationStrengthPolicies/{strength}/combinationConfigurations'],
    'Policy.Read.All Policy.Read.AuthenticationMethod',
  ),
  grant(
    ['GET /identity/conditionalAccess/policies', 'GET /identity/conditionalAccess/policies/{policy}'],
    'Policy.Read.All',
  ),
  allOf(
    ['POST /identity/conditionalAccess/policies', 'PATCH /identity/conditionalAccess/policies/{policy}'],
    'Application.Read.All Policy.Read.All Policy.ReadWrite.ConditionalAccess',
  ),
  allOf(
    ['DELETE /identity/conditionalAccess/policies/{policy}'],
    'Policy.Read.All Policy.ReadWrite.ConditionalAccess',
  ),
  grant(
    ['GET /identityProtection/riskyUsers', 'GET /identityProtection/riskyUsers/{user}'],
    'IdentityRiskyUser.Read.All',
  ),
  grant(
    ['GET /identityProtection/riskyUsers/{user}/history'],
    'IdentityRiskyUser.Read.All IdentityRiskyUser.ReadWrite.All',
  ),
  grant(['GET /identityProtection/riskDetections'], 'IdentityRiskEvent.Read.All'),
  grant(
    [
      'POST /identityProtection/riskyUsers/dismiss',
      'POST /identityProtection/riskyUsers/confirmSafe',
      'POST /identityProtection/riskyUsers/confirmCompromised',
    ],
    'IdentityRiskyUser.ReadWrite.All',
  ),
  grant(
    [
      'GET /reports/authenticationMethods/userRegistrationDetails',
      'GET /reports/authenticationMethods/userRegistrationDetails/{user}',
      'GET /auditLogs/signIns',
      'GET /auditLogs/signIns/{signIn}',
    ],
    'AuditLog.Read.All',
  ),
  grant(
    [
      'GET /reports/authenticationMethods/usersRegisteredByMethod',
      `GET /reports/authenticationMethods/usersRegisteredByMethod(includedUserTypes='{types}',includedUserRoles='{roles}')`,
      'GET /reports/authenticationMethods/usersRegisteredByFeature',
    ],
    '',
    'AuditLog.Read.All',
  ),
  grant(['GET /auditLogs/directoryAudits'], 'AuditLog.Read.All Directory.Read.All'),
  grant(
    ['GET /security/alerts_v2', 'GET /security/alerts_v2/{alert}'],
    'SecurityAlert.Read.All SecurityAlert.ReadWrite.All',
  ),
  grant(['PATCH /security/alerts_v2/{alert}'], 'SecurityAlert.ReadWrite.All'),
  grant(['GET /security/incidents'], 'SecurityIncident.Read.All SecurityIncident.ReadWrite.All'),
  grant(
    ['GET /security/secureScores', 'GET /security/secureScoreControlProfiles'],
    'SecurityEvents.Read.All SecurityEvents.ReadWrite.All',
  ),
];
