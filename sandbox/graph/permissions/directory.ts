import { type Grant, grant } from './grant.ts';

const AGENTS = 'AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy';
const INTUNE =
  'DeviceManagementApps.Read.All DeviceManagementApps.ReadWrite.All ' +
  'DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All ' +
  'DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All ' +
  'DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All';
const DIRECTORY = 'Directory.Read.All Directory.ReadWrite.All';
const SETTINGS = 'DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All';
const SERVICE_SETTINGS = 'DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All';
const MEMBERS = 'GroupMember.Read.All GroupMember.ReadBasic.All';

/** @@directory */
export const DIRECTORY_GRANTS: readonly Grant[] = [
  grant(
    ['GET /organization'],
    `${DIRECTORY} ${SETTINGS} ${SERVICE_SETTINGS} Organization.Read.All ` +
      'Organization.ReadWrite.All User.Read.All',
    `${DIRECTORY} ${SETTINGS} ${SERVICE_SETTINGS} Organization.Read.All ` +
      'Organization.ReadWrite.All User.Read User.Read.All',
  ),
  grant(
    ['GET /subscribedSkus'],
    `${DIRECTORY} LicenseAssignment.Read.All Organization.Read.All ` + 'Organization.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/licenseDetails'],
    `${AGENTS} ${DIRECTORY} LicenseAssignment.Read.All User.Read.All User.ReadWrite.All`,
    `${AGENTS} ${DIRECTORY} LicenseAssignment.Read.All User.Read User.Read.All ` + 'User.ReadWrite.All',
  ),
  grant(
    ['GET /users'],
    `${AGENTS} ${INTUNE} ${DIRECTORY} User.Read.All User.ReadBasic.All User.ReadWrite.All ` +
      'User.ReadWrite.CrossCloud',
    `${AGENTS} ${INTUNE} ${DIRECTORY} User.Read.All User.ReadBasic.All User.ReadWrite.All`,
  ),
  grant(
    ['GET /users/{user}'],
    `${AGENTS} ${INTUNE} ${DIRECTORY} User.Read.All User.ReadBasic.All User.ReadWrite.All ` +
      'User.ReadWrite.CrossCloud',
    `${AGENTS} ${INTUNE} ${DIRECTORY} User.Read User.Read.All User.ReadBasic.All ` +
      'User.ReadWrite User.ReadWrite.All',
  ),
  grant(
    ['GET /me'],
    '',
    `${AGENTS} ${DIRECTORY} User.Read User.Read.All User.ReadBasic.All User.ReadWrite ` +
      'User.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/manager', 'GET /users/delta'],
    `${AGENTS} ${DIRECTORY} User.Read.All User.ReadWrite.All`,
  ),
  grant(
    ['GET /users/{user}/memberOf'],
    `${DIRECTORY} Group.ReadBasic.All GroupMember.ReadBasic.All`,
    `${DIRECTORY} ${MEMBERS} Group.ReadBasic.All User.Read`,
  ),
  grant(
    ['GET /users/{user}/transitiveMemberOf'],
    `${DIRECTORY} ${MEMBERS} Group.Read.All Group.ReadBasic.All User.Read.All`,
    `${DIRECTORY} ${MEMBERS} Group.Read.All Group.ReadBasic.All User.Read User.Read.All`,
  ),
  grant(
    ['POST /users/{user}/checkMemberGroups'],
    `${AGENTS} ${DIRECTORY} ${MEMBERS} Application.Read.All Application.ReadWrite.All ` +
      'Device.Read.All Device.ReadWrite.All Group.Read.All Group.ReadBasic.All ' +
      'Group.ReadWrite.All User.Read.All User.ReadWrite.All',
    `${AGENTS} ${DIRECTORY} ${MEMBERS} Application.Read.All Application.ReadWrite.All ` +
      'Device.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All User.Read.All ' +
      'User.ReadWrite.All',
  ),
  grant(
    ['POST /users/{user}/revokeSignInSessions'],
    `${AGENTS} Directory.ReadWrite.All User.ReadWrite.All User.RevokeSessions.All`,
  ),
  grant(['POST /directoryObjects/getByIds'], 'Directory.Read.All'),
  grant(
    ['GET /deviceManagement/managedDevices', 'GET /deviceManagement/managedDevices/{device}'],
    `${SETTINGS} DeviceManagementManagedDevices.Read.All ` + 'DeviceManagementManagedDevices.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/registeredDevices', 'GET /users/{user}/ownedDevices'],
    `${DIRECTORY} User.Read.All User.ReadWrite.All`,
    `${DIRECTORY} User.Read User.Read.All User.ReadWrite.All`,
  ),
  grant(
    ['GET /devices', 'GET /devices/{device}'],
    `${DIRECTORY} Device.Read.All Device.ReadWrite.All`,
    `${DIRECTORY} Device.Read.All`,
  ),
  grant(
    ['GET /groups'],
    `${DIRECTORY} Group-NestingSupport.ReadWrite.All ` +
      'Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Group.Read.All ' +
      'Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All',
  ),
  grant(
    ['GET /groups/{group}'],
    `${DIRECTORY} Group-NestingSupport.ReadWrite.All ` +
      'Group-PreferredDataLocation.ReadWrite.All Group-XTenantIdentitySync.Read.All ' +
      'Group.ManageProtection.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All ' +
      'GroupMember.Read.All',
  ),
  grant(
    ['PATCH /groups/{group}'],
    'Directory.ReadWrite.All Group-NestingSupport.ReadWrite.All ' +
      'Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All ' +
      'Group.ReadWrite.All',
  ),
  grant(
    [
      'GET /groups/{group}/members',
      'GET /groups/{group}/transitiveMembers',
      'GET /groups/{group}/transitiveMembers/microsoft.graph.user',
      'GET /groups/{group}/members/$count',
      'GET /groups/{group}/transitiveMembers/$count',
      'GET /groups/{group}/transitiveMembers/microsoft.graph.user/$count',
    ],
    `${MEMBERS} Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All ` +
      'GroupMember.ReadWrite.All',
  ),
  grant(
    ['POST /groups/{group}/members/$ref', 'DELETE /groups/{group}/members/{member}/$ref'],
    'Directory.ReadWrite.All Group.ReadWrite.All GroupMember.ReadWrite.All',
  ),
  grant(
    ['GET /groups/{group}/owners'],
    'Directory.Read.All Group.Read.All Group.ReadWrite.All GroupMember.Read.All ' +
      'GroupMember.ReadWrite.All',
  ),
  grant(
    ['GET /groups/delta'],
    `${DIRECTORY} Group-NestingSupport.ReadWrite.All Group.Read.All Group.ReadBasic.All ` +
      'Group.ReadWrite.All GroupMember.Read.All',
  ),
];
