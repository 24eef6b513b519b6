/** Why Entra says no on these pages. */
export type Why = keyof typeof WORDS;

export type Refused = { readonly kind: 'refused'; readonly why: Why };

/** What the person reads: what happened, then what to do. Microsoft's meaning in our words. */
export const WORDS = {
  'account-disabled': {
    title: 'This account is switched off',
    words: 'Nobody can sign in with it. Ask the helpdesk if that is a mistake.',
  },
  guest: {
    title: 'Guests cannot have a passkey here',
    words: 'Entra keeps passkeys for members of Contoso. Sign in with the passkey of your own company.',
  },
  'policy-off': {
    title: 'Passkeys are switched off at Contoso',
    words: 'IT has not allowed this sign-in method. Ask the helpdesk.',
  },
  'self-service-off': {
    title: 'You cannot add a passkey yourself',
    words: 'Contoso does not let people add passkeys on this page. Ask the helpdesk to do it with you.',
  },
  excluded: {
    title: 'Passkeys are not allowed for your account',
    words: 'A group you are in is left out of the passkey policy. Ask the helpdesk.',
  },
  'not-included': {
    title: 'Passkeys are not allowed for your account',
    words: 'The passkey policy does not name any group you are in. Ask the helpdesk.',
  },
  'no-second-factor': {
    title: 'Prove first that it is you',
    words: 'You have nothing but a password. Ask the helpdesk for a pass, sign in with it, and come back.',
  },
  'windows-hello': {
    title: 'This PC already has a key for this account',
    words:
      'It is the one of Windows Hello, so Windows refuses a second one. Use your phone or a security key.',
  },
  'type-not-allowed': {
    title: 'This kind of passkey is not allowed',
    words:
      'Contoso does not accept it for your account. Try a phone with Microsoft Authenticator or a security key.',
  },
  'model-not-allowed': {
    title: 'This model is not allowed',
    words: 'Contoso accepts only some makes of passkey. Ask the helpdesk which, or try another device.',
  },
  'not-attested': {
    title: 'This passkey cannot prove where it lives',
    words:
      'Contoso asks for proof of the maker, and this device gave none. Try Microsoft Authenticator or a security key.',
  },
  'already-there': {
    title: 'This passkey is already on your account',
    words: 'Choose another device, or remove the old passkey first.',
  },
  'not-verified': {
    title: 'The passkey could not be checked',
    words: 'The answer of your device did not fit this page. Nothing was saved. Start again.',
  },
  'no-such-method': {
    title: 'It is not there any more',
    words: 'Somebody removed it in the meantime. Nothing else was changed.',
  },
  'wrong-pass': {
    title: 'That pass is not right',
    words: 'Check capital letters and signs. A pass can be used only by the person it was made for.',
  },
  'pass-off': {
    title: 'Passes are switched off at Contoso',
    words: 'IT has not allowed them for your account. Ask the helpdesk.',
  },
  'pass-not-yet': { title: 'This pass is not valid yet', words: 'It starts later. Try again then.' },
  'pass-expired': { title: 'This pass has run out', words: 'Ask the helpdesk for a new one.' },
  'pass-used': {
    title: 'This pass was already used',
    words: 'It works once. If it was not you, tell the helpdesk now.',
  },
} as const;

export function no(why: Why): Refused {
  return { kind: 'refused', why };
}
