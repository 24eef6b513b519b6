import { createHash } from 'node:crypto';
import type { SandboxUser } from '../tenant/model.ts';
import type { Json } from './answer.ts';

/** What Graph sends of a user when nothing is selected. */
export const USER_DEFAULTS = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
];

const ALSO =
  'aboutMe ageGroup assignedPlans authorizationInfo birthday city companyName country creationType employeeId ' +
  'employeeLeaveDateTime employeeOrgData employeeType externalUserState faxNumber hireDate identities imAddresses ' +
  'interests isManagementRestricted isResourceAccount lastPasswordChangeDateTime licenseAssignmentStates ' +
  'mailboxSettings mySite onPremisesDomainName onPremisesExtensionAttributes onPremisesImmutableId ' +
  'onPremisesSamAccountName onPremisesSyncEnabled otherMails passwordPolicies passwordProfile postalCode ' +
  'provisionedPlans proxyAddresses securityIdentifier showInAddressList signInSessionsValidFromDateTime skills ' +
  'state streetAddress';

/** Every property that may be selected. */
export const USER_PROPERTIES: ReadonlySet<string> = new Set([
  ...USER_DEFAULTS,
  ...ALSO.split(' '),
  'id',
  'accountEnabled',
  'assignedLicenses',
  'createdDateTime',
  'deletedDateTime',
  'department',
  'employeeHireDate',
  'mailNickname',
  'signInActivity',
  'usageLocation',
  'userType',
]);

/** Everything that the tenant knows of a user, named as Graph names it. */
export function userJson(user: SandboxUser): Json {
  return {
    id: user.id,
    accountEnabled: user.accountEnabled,
    assignedLicenses: user.licences.map((sku) => ({ skuId: skuIdOf(sku), disabledPlans: [] })),
    businessPhones: user.businessPhones,
    createdDateTime: user.createdDateTime,
    deletedDateTime: user.deletedDateTime,
    department: user.department,
    displayName: user.displayName,
    employeeHireDate: user.employeeHireDate ?? null,
    givenName: user.givenName,
    jobTitle: user.jobTitle,
    mail: user.mail,
    mailNickname: user.userPrincipalName.split('@')[0] ?? '',
    mobilePhone: user.mobilePhone,
    officeLocation: user.officeLocation,
    onPremisesSyncEnabled: null,
    preferredLanguage: user.preferredLanguage,
    signInActivity: lastSignIn(user),
    surname: user.surname,
    usageLocation: user.usageLocation,
    userPrincipalName: user.userPrincipalName,
    userType: user.userType,
  };
}

/** A user among other directory objects. */
export const userObject = (user: SandboxUser): Json => ({
  '@odata.type': '#microsoft.graph.user',
  ...userJson(user),
});

/** A stable id for a licence, made from its part number. */
export const skuIdOf = (partNumber: string): string => uuidOf(`sku ${partNumber}`);

/** The same text always gives the same id. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function lastSignIn(user: SandboxUser): Json | null {
  const last = user.signIns
    .filter((signIn) => signIn.succeeded)
    .map((signIn) => signIn.createdDateTime)
    .sort()
    .at(-1);
  return last === undefined ? null : { lastSignInDateTime: last, lastSuccessfulSignInDateTime: last };
}
