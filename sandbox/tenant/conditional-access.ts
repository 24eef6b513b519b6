import { GROUPS, groupId } from './groups.ts';
import { ago, idFor } from './ids.ts';

type Policy = {
  readonly name: string;
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  readonly users: Readonly<Record<string, readonly string[]>>;
  readonly clientAppTypes?: readonly string[];
  readonly userActions?: readonly string[];
  readonly grant: { readonly controls?: readonly string[]; readonly strength?: string };
};

const EMERGENCY = { excludeGroups: [groupId(GROUPS.breakGlass)] };

const POLICIES: readonly Policy[] = [
  {
    name: 'Require multifactor authentication for everyone',
    state: 'enabled',
    users: { includeUsers: ['All'], ...EMERGENCY },
    grant: { controls: ['mfa'] },
  },
  {
    name: 'Block legacy authentication',
    state: 'enabledForReportingButNotEnforced',
    users: { includeUsers: ['All'], ...EMERGENCY },
    clientAppTypes: ['exchangeActiveSync', 'other'],
    grant: { controls: ['block'] },
  },
  {
    name: 'Passkeys only for the group Enforced',
    state: 'enabled',
    users: { includeGroups: [groupId(GROUPS.enforced)], ...EMERGENCY },
    grant: { strength: '00000000-0000-0000-0000-000000000004' },
  },
  {
    name: 'Register security info from a compliant device',
    state: 'enabledForReportingButNotEnforced',
    users: { includeUsers: ['All'], excludeUsers: ['GuestsOrExternalUsers'], ...EMERGENCY },
    userActions: ['urn:user:registersecurityinfo'],
    grant: { controls: ['compliantDevice'] },
  },
];

/** Contoso's Conditional Access policies, as Graph lists them. */
export function conditionalAccess(now: Date): Record<string, unknown>[] {
  return POLICIES.map((policy) => ({
    id: idFor('conditional-access', policy.name),
    templateId: null,
    displayName: policy.name,
    createdDateTime: ago(now, 300),
    modifiedDateTime: ago(now, 60),
    state: policy.state,
    conditions: {
      clientAppTypes: [...(policy.clientAppTypes ?? ['all'])],
      userRiskLevels: [],
      signInRiskLevels: [],
      servicePrincipalRiskLevels: [],
      applications: {
        includeApplications: policy.userActions ? [] : ['All'],
        excludeApplications: [],
        includeUserActions: [...(policy.userActions ?? [])],
        includeAuthenticationContextClassReferences: [],
      },
      users: { ...NOBODY, ...structuredClone(policy.users) },
    },
    grantControls: {
      operator: 'OR',
      builtInControls: [...(policy.grant.controls ?? [])],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: policy.grant.strength ? phishingResistant(policy.grant.strength) : null,
    },
    sessionControls: null,
  }));
}

const NOBODY = {
  includeUsers: [],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
};

function phishingResistant(id: string) {
  return {
    id,
    createdDateTime: '2021-12-01T00:00:00Z',
    modifiedDateTime: '2021-12-01T00:00:00Z',
    displayName: 'Phishing-resistant MFA',
    description: 'Phishing-resistant MFA',
    policyType: 'builtIn',
    requirementsSatisfied: 'mfa',
    allowedCombinations: ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'],
  };
}
