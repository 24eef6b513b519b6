import type { SandboxApp } from './model.ts';

export const TENANT_ID = 'c0ffee00-0000-4000-8000-000000000001';
export const BOT_APP_ID = 'b07b07b0-0000-4000-8000-000000000001';
export const BOT_SECRET = 'sandbox-only-bot-secret-0123456789';

/** What an administrator of Contoso has consented to for Keywave, on the app's own behalf. */
const APPLICATION_PERMISSIONS = [
  'User.Read.All',
  'UserAuthMethod-Passkey.Read.All',
  'UserAuthMethod-MicrosoftAuthApp.Read.All',
  'UserAuthMethod-WindowsHello.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'Policy.Read.AuthenticationMethod',
];

/** … and on behalf of the person who is signed in: what a helpdesk agent does, Entra checks against the agent's roles. */
const DELEGATED_PERMISSIONS = [
  'User.Read',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthMethod-Passkey.ReadWrite.All',
  'User.RevokeSessions.All',
];

/** Keywave, as Contoso's Entra has it registered. */
export function keywave(clientId = BOT_APP_ID, secret = BOT_SECRET): SandboxApp {
  return {
    clientId,
    secret,
    displayName: 'Keywave',
    roles: [...APPLICATION_PERMISSIONS],
    delegatedScopes: [...DELEGATED_PERMISSIONS],
  };
}
