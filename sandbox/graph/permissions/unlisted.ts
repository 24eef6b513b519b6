import { type Grant, grant } from './grant.ts';

/** What Microsoft's list of permissions leaves out: taken from the pages of the nearest operation that it has. */
export const UNLISTED_GRANTS: readonly Grant[] = [
  grant(
    ['GET /users/{user}/managedDevices'],
    'DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/authentication/signInPreferences'],
    'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(['PATCH /users/{user}/authentication/signInPreferences'], 'UserAuthenticationMethod.ReadWrite.All'),
  grant(
    [
      'GET /reports/authenticationMethods/userEventsSummary',
      'GET /reports/authenticationMethods/userMfaSignInSummary',
    ],
    'AuditLog.Read.All',
  ),
  grant(
    [
      "GET /reports/authenticationMethods/userRegistrationActivity(period='{period}')",
      "GET /reports/authenticationMethods/userSignInsByAuthMethodSummary(period='{period}')",
    ],
    '',
    'AuditLog.Read.All',
  ),
  grant(
    [
      'GET /subscriptions',
      'POST /subscriptions',
      'PATCH /subscriptions/{subscription}',
      'DELETE /subscriptions/{subscription}',
    ],
    'User.Read.All GroupMember.Read.All Group.Read.All Directory.Read.All',
  ),
];
