/** Contoso's people, groups, devices and policies: the facts that Entra, Graph, Teams and the desk all read and change. */

export type SandboxUser = {
  readonly id: string;
  displayName: string;
  givenName: string;
  surname: string;
  userPrincipalName: string;
  mail: string | null;
  userType: 'Member' | 'Guest';
  accountEnabled: boolean;
  preferredLanguage: string | null;
  usageLocation: string | null;
  department: string | null;
  jobTitle: string | null;
  officeLocation: string | null;
  businessPhones: string[];
  mobilePhone: string | null;
  employeeHireDate?: string;
  managerId: string | null;
  /** Windows zone name, as Exchange keeps it; null without a mailbox. */
  timeZone: string | null;
  workingHours: { days: string[]; start: string; end: string } | null;
  automaticReplies: { status: 'disabled' | 'alwaysEnabled' | 'scheduled'; from?: string; to?: string };
  /** Who this is in a tour: shown on the desk beside the name. */
  readonly role:
    | 'employee'
    | 'helpdesk'
    | 'manager'
    | 'it'
    | 'executive'
    | 'guest'
    | 'shared'
    | 'service'
    | 'break-glass';
  /** One plain word for the desk: "lost phone", "only text-message codes"… */
  situation: string;
  createdDateTime: string;
  deletedDateTime: string | null;
  methods: SandboxMethod[];
  devices: SandboxDevice[];
  signIns: SandboxSignIn[];
  risk: { level: 'none' | 'low' | 'medium' | 'high'; state: string } | null;
  licences: string[];
  presence: string;
  /** Teams: null without a Teams licence. */
  teams: { mri: string; locale: string } | null;
};

type MethodBase = { readonly id: string; createdDateTime: string; lastUsedDateTime?: string };

export type SandboxMethod = MethodBase &
  (
    | { readonly kind: 'password' }
    | { readonly kind: 'phone'; phoneNumber: string; phoneType: 'mobile' | 'alternateMobile' | 'office' }
    | { readonly kind: 'email'; emailAddress: string }
    | { readonly kind: 'authenticator'; displayName: string; deviceTag: string; phoneAppVersion: string }
    | { readonly kind: 'windowsHello'; displayName: string; keyStrength: 'normal' | 'weak' }
    | { readonly kind: 'platformCredential'; displayName: string; platform: string }
    | { readonly kind: 'softwareOath' }
    | SandboxPasskey
    | {
        readonly kind: 'temporaryAccessPass';
        value: string;
        startDateTime: string;
        lifetimeInMinutes: number;
        isUsableOnce: boolean;
        usedAt: string | null;
      }
  );

export type SandboxPasskey = MethodBase & {
  readonly kind: 'passkey';
  displayName: string;
  aaGuid: string;
  model: string;
  attestationLevel: 'attested' | 'notAttested';
  passkeyType: 'deviceBound' | 'synced';
  attestationCertificates: string[];
  /** Set when it was made by a real authenticator on the practice page. */
  credential?: { readonly id: string; readonly publicKey: string; counter: number };
};

export type SandboxDevice = {
  readonly id: string;
  deviceName: string;
  operatingSystem: 'Windows' | 'iOS' | 'Android' | 'macOS' | 'Linux';
  osVersion: string;
  complianceState: 'compliant' | 'noncompliant' | 'inGracePeriod' | 'unknown';
  lastSyncDateTime: string;
  manufacturer: string;
  model: string;
  /** False for a private phone that Intune does not know. */
  isManaged: boolean;
};

export type SandboxSignIn = {
  readonly id: string;
  createdDateTime: string;
  appDisplayName: string;
  clientAppUsed: string;
  method: string;
  succeeded: boolean;
  ipAddress: string;
  country: string;
};

export type SandboxGroup = {
  readonly id: string;
  displayName: string;
  description: string | null;
  memberIds: string[];
  isAssignableToRole: boolean;
};

export type SandboxRoleAssignment = {
  readonly id: string;
  readonly roleTemplateId: string;
  readonly roleName: string;
  principalId: string;
  kind: 'active' | 'eligible';
};

/** An application registered in Entra; its `roles` are the Graph application permissions an admin has consented to. */
export type SandboxApp = {
  readonly clientId: string;
  readonly secret: string;
  displayName: string;
  roles: string[];
  delegatedScopes: string[];
};

export type TenantData = {
  readonly id: string;
  displayName: string;
  defaultDomain: string;
  users: Map<string, SandboxUser>;
  groups: Map<string, SandboxGroup>;
  roles: SandboxRoleAssignment[];
  apps: Map<string, SandboxApp>;
  /** Graph's own JSON for each policy, because Graph answers and patches it as it is. */
  policies: {
    authenticationMethods: Record<string, unknown>;
    conditionalAccess: Record<string, unknown>[];
    authenticationStrengths: Record<string, unknown>[];
    securityDefaultsEnabled: boolean;
  };
  subscribedSkus: { skuPartNumber: string; enabled: number; consumed: number }[];
};
