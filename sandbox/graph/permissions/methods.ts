import { type Grant, grant } from './grant.ts';

/** @@methods */
export const METHOD_GRANTS: readonly Grant[] = [
  grant(
    [
      'GET /users/{user}/authentication/methods',
      'GET /users/{user}/authentication/methods/{method}',
      'GET /me/authentication/methods',
    ],
    'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/authentication/fido2Methods'],
    'UserAuthMethod-Passkey.Read.All',
    'UserAuthMethod-Passkey.Read UserAuthMethod-Passkey.Read.All ' +
      'UserAuthMethod-Passkey.ReadWrite UserAuthenticationMethod.Read ' +
      'UserAuthenticationMethod.ReadWrite',
  ),
  grant(
    ['GET /users/{user}/authentication/externalAuthenticationMethods'],
    'UserAuthMethod-External.Read.All UserAuthMethod-External.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-External.Read UserAuthMethod-External.Read.All ' +
      'UserAuthMethod-External.ReadWrite UserAuthMethod-External.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['GET /me/authentication/fido2Methods'],
    '',
    'UserAuthMethod-Passkey.Read UserAuthMethod-Passkey.ReadWrite ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.ReadWrite',
  ),
  grant(
    ['GET /users/{user}/authentication/emailMethods'],
    'UserAuthMethod-Email.Read.All UserAuthMethod-Email.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-Email.Read UserAuthMethod-Email.Read.All ' +
      'UserAuthMethod-Email.ReadWrite UserAuthMethod-Email.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    [
      'GET /users/{user}/authentication/microsoftAuthenticatorMethods',
      'GET /users/{user}/authentication/microsoftAuthenticatorMethods/{method}',
    ],
    'UserAuthMethod-MicrosoftAuthApp.Read.All ' +
      'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-MicrosoftAuthApp.Read UserAuthMethod-MicrosoftAuthApp.Read.All ' +
      'UserAuthMethod-MicrosoftAuthApp.ReadWrite ' +
      'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.Read ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite ' +
      'UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/authentication/passwordMethods'],
    'UserAuthMethod-Password.Read.All UserAuthMethod-Password.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-Password.Read UserAuthMethod-Password.Read.All ' +
      'UserAuthMethod-Password.ReadWrite UserAuthMethod-Password.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/authentication/phoneMethods'],
    'UserAuthMethod-Phone.Read.All UserAuthMethod-Phone.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-Phone.Read UserAuthMethod-Phone.Read.All ' +
      'UserAuthMethod-Phone.ReadWrite UserAuthMethod-Phone.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    [
      'GET /users/{user}/authentication/platformCredentialMethods',
      'GET /users/{user}/authentication/platformCredentialMethods/{method}',
    ],
    'UserAuthMethod-PlatformCred.Read.All UserAuthMethod-PlatformCred.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-PlatformCred.Read UserAuthMethod-PlatformCred.Read.All ' +
      'UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/authentication/softwareOathMethods'],
    'UserAuthMethod-SoftwareOATH.Read.All UserAuthMethod-SoftwareOATH.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-SoftwareOATH.Read UserAuthMethod-SoftwareOATH.Read.All ' +
      'UserAuthMethod-SoftwareOATH.ReadWrite UserAuthMethod-SoftwareOATH.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    [
      'GET /users/{user}/authentication/temporaryAccessPassMethods',
      'GET /users/{user}/authentication/temporaryAccessPassMethods/{method}',
    ],
    'UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-TAP.Read UserAuthMethod-TAP.Read.All UserAuthMethod-TAP.ReadWrite ' +
      'UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.Read ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite ' +
      'UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    [
      'GET /users/{user}/authentication/windowsHelloForBusinessMethods',
      'GET /users/{user}/authentication/windowsHelloForBusinessMethods/{method}',
    ],
    'UserAuthMethod-WindowsHello.Read.All UserAuthMethod-WindowsHello.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-WindowsHello.Read UserAuthMethod-WindowsHello.Read.All ' +
      'UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/authentication/fido2Methods/{method}'],
    'UserAuthMethod-Passkey.Read.All UserAuthMethod-Passkey.ReadWrite.All ' +
      'UserAuthenticationMethod.Read.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-Passkey.Read UserAuthMethod-Passkey.Read.All ' +
      'UserAuthMethod-Passkey.ReadWrite UserAuthMethod-Passkey.ReadWrite.All ' +
      'UserAuthenticationMethod.Read UserAuthenticationMethod.Read.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['DELETE /users/{user}/authentication/fido2Methods/{method}'],
    'UserAuthMethod-Passkey.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-Passkey.ReadWrite UserAuthMethod-Passkey.ReadWrite.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['DELETE /users/{user}/authentication/microsoftAuthenticatorMethods/{method}'],
    'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-MicrosoftAuthApp.ReadWrite ' +
      'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All UserAuthenticationMethod.ReadWrite ' +
      'UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['DELETE /users/{user}/authentication/platformCredentialMethods/{method}'],
    'UserAuthMethod-PlatformCred.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-PlatformCred.ReadWrite UserAuthMethod-PlatformCred.ReadWrite.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['DELETE /users/{user}/authentication/temporaryAccessPassMethods/{method}'],
    'UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-TAP.ReadWrite UserAuthMethod-TAP.ReadWrite.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['DELETE /users/{user}/authentication/windowsHelloForBusinessMethods/{method}'],
    'UserAuthMethod-WindowsHello.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-WindowsHello.ReadWrite UserAuthMethod-WindowsHello.ReadWrite.All ' +
      'UserAuthenticationMethod.ReadWrite UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['POST /users/{user}/authentication/temporaryAccessPassMethods'],
    'UserAuthMethod-TAP.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    [
      'GET /users/{user}/authentication/fido2Methods/creationOptions',
      'GET /users/{user}/authentication/fido2Methods/creationOptions(challengeTimeoutInMinutes={minutes})',
      'POST /users/{user}/authentication/fido2Methods',
    ],
    'UserAuthMethod-Passkey.ReadWrite.All UserAuthenticationMethod.ReadWrite.All',
  ),
  grant(
    ['GET /users/{user}/authentication/requirements'],
    'Policy.Read.All Policy.ReadWrite.AuthenticationMethod',
  ),
  grant(['PATCH /users/{user}/authentication/requirements'], 'Policy.ReadWrite.AuthenticationMethod'),
];
