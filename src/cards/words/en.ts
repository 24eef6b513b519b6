import type { Phrases } from './phrases.ts';
import { day, duration, isSameDay, time } from './time.ts';

const LOCALE = 'en-GB';

export const en: Phrases = {
  duration: (ms) => duration(LOCALE, ms),
  day: (at, timeZone) => day(LOCALE, at, timeZone),
  time: (at, timeZone) => time(LOCALE, at, timeZone),
  confirmed: (at, now, timeZone) =>
    isSameDay(at, now, timeZone)
      ? `Confirmed by Microsoft today at ${time(LOCALE, at, timeZone)}`
      : `Confirmed by Microsoft on ${day(LOCALE, at, timeZone)} at ${time(LOCALE, at, timeZone)}`,
  watch: {
    closely: (until) => `I look every few seconds until ${until}, then every hour.`,
    hourly: 'I look every hour.',
    over: 'I have stopped looking. Press **Look again**.',
  },
  routes: {
    authenticator: {
      name: 'Your phone',
      button: 'Use my phone',
      chosen: 'Device chosen: your phone',
      method: 'Passkey in Microsoft Authenticator',
      moves: [
        'Open **Security info** below and sign in as usual.',
        'Choose **Add sign-in method**, then **Passkey in Microsoft Authenticator**.',
        'Do what your phone says until the passkey is saved.',
      ],
    },
    'security-key': {
      name: 'A security key',
      button: 'Use a security key',
      chosen: 'Device chosen: a security key',
      method: 'Passkey',
      moves: [
        'Have the security key in your hand. Open **Security info** below and sign in as usual.',
        'Choose **Add sign-in method**, then **Passkey**. When asked where to save it, choose **Security key**.',
        'Plug the key in, type its PIN and touch it when it blinks.',
      ],
    },
    'windows-pc': {
      name: 'Your Windows computer',
      button: 'Use my computer',
      chosen: 'Device chosen: your Windows computer',
      method: 'Passkey',
      moves: [
        'Sit at that computer. Open **Security info** below and sign in as usual.',
        'Choose **Add sign-in method**, then **Passkey**. When asked where to save it, choose this Windows device.',
        'Confirm with your face, your fingerprint or the PIN of the computer.',
      ],
    },
    mac: {
      name: 'Your Mac',
      button: 'Use my Mac',
      chosen: 'Device chosen: your Mac',
      method: 'Passkey',
      moves: [
        'Sit at your Mac. Open **Security info** below and sign in as usual.',
        'Choose **Add sign-in method**, then **Passkey**.',
        'Save it on this Mac with Touch ID or the password of the Mac.',
      ],
    },
    synced: {
      name: 'Your phone, without an extra app',
      button: 'Use my phone',
      chosen: 'Device chosen: your phone, without an extra app',
      method: 'Passkey',
      moves: [
        'Open **Security info** below, best on your phone, and sign in as usual.',
        'Choose **Add sign-in method**, then **Passkey**.',
        'Save it on your phone with your face, your fingerprint or its PIN.',
      ],
    },
  },
  reasons: {
    'app-already-there': 'You always have it with you, and Microsoft Authenticator is already on it.',
    'phone-always-with-you': 'You always have it with you. It needs the free app Microsoft Authenticator.',
    'works-everywhere': 'A small key for the USB port. It works on every computer.',
    'same-desk': 'Good if you always work at the same computer.',
    'kept-in-your-account': 'Kept in your Apple or Google account, so a new device has it too.',
  },
  homes: {
    'authenticator-ios': 'Microsoft Authenticator on an iPhone',
    'authenticator-android': 'Microsoft Authenticator on an Android phone',
    windows: 'Windows Hello on a Windows computer',
    icloud: 'Passwords on an Apple device (iCloud)',
    google: 'Google Password Manager',
  },
  otherHomes: {
    'device-bound': 'A security key or another device',
    synced: 'A password manager',
    unknown: 'One of your devices',
  },
  obstacles: {
    'no-add-button': {
      title: 'I cannot find Add sign-in method',
      moves: [
        'Check the top of the page: it must say **Security info**. If not, open it again from the steps.',
        'Check the name in the corner: it must be your work account, not a private one.',
        '**Add sign-in method** stands above the list. On a small screen, move up to the top.',
      ],
    },
    'phone-too-old': {
      title: 'My phone wants an update first',
      moves: [
        'On your phone, open the settings and look for a software update. It can take half an hour.',
        'An iPhone needs version 17, an Android phone version 14.',
        'No update there? Choose another device, or ask the helpdesk for a security key.',
      ],
    },
    policy: {
      title: 'The page says passkeys are not allowed',
      moves: [
        'Go back and check that you chose exactly what the steps say.',
        'Try another device from the list: some are allowed and some are not.',
        'Still not allowed? Only the IT team can change that. Tell the helpdesk what the page says.',
      ],
    },
    'no-second-factor': {
      title: 'It asks for a code I do not have',
      moves: [
        'Microsoft wants to be sure that it is you. On that page, choose another way to sign in.',
        'If another way is offered that works for you, take it.',
        'No way works? The helpdesk checks who you are and lets you in. Never send a code in a chat.',
      ],
    },
    'no-route': {
      title: 'None of these devices fits',
      moves: [
        'Tell the helpdesk which devices you work with. Together you find one that fits.',
        'A security key needs no phone and works on shared computers. The helpdesk knows where to get one.',
        'Until then, you sign in as before.',
      ],
    },
    other: {
      title: 'Something else',
      moves: [
        'Close the Microsoft page and open it again from the steps. Most things work the second time.',
        'Try another browser: Microsoft Edge or Google Chrome.',
        'Still stuck? Send the helpdesk a picture of what you see.',
      ],
    },
  },
  notices: {
    failure: 'Something went wrong on my side. Nothing of yours is lost. Please try again in a few minutes.',
    attachment: 'I cannot open files or pictures. Write what you need, or write **help**.',
    unknownText:
      'I do not understand that yet. Write **status** to see your card, or **help** to see what I can do.',
    deleted: 'You deleted a message. I have kept nothing of it.',
  },
  answers: {
    failure: (reference) =>
      `Something went wrong on my side. Please try again in a few minutes. Reference: ${reference}`,
    unknownAction: 'This card is out of date. Write “status” to get the newest one.',
    notYours: 'This card belongs to somebody else. Write “status” to get yours.',
  },
};
