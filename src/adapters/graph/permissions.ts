/** One application permission of Microsoft Graph, and what we would have to leave out without it. */
export type GraphPermission = { readonly name: string; readonly reason: string };

/** Everything that the app may ask Graph; each only reads. An administrator consents to them one by one. */
export const GRAPH_PERMISSIONS: readonly GraphPermission[] = [
  {
    name: 'User.Read.All',
    reason:
      "A person's name and language, whether the account is a guest or switched off, and which policy groups it is in.",
  },
  {
    name: 'UserAuthMethod-Passkey.Read.All',
    reason: 'Sees that a passkey was registered, so that nobody has to claim it.',
  },
  {
    name: 'UserAuthMethod-MicrosoftAuthApp.Read.All',
    reason: 'Offers the Authenticator first to people who have it already.',
  },
  {
    name: 'UserAuthMethod-WindowsHello.Read.All',
    reason: 'Does not offer a passkey on a Windows PC where Windows Hello already holds the account.',
  },
  {
    name: 'DeviceManagementManagedDevices.Read.All',
    reason: 'Offers only ways that work on the devices which Intune knows of this person.',
  },
  {
    name: 'Policy.Read.AuthenticationMethod',
    reason: 'Offers only kinds of passkeys that the company allows, and counts only those as proof.',
  },
];
