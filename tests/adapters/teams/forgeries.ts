import { generateKeyPairSync } from 'node:crypto';
import { APP_ID, TENANT, type TokenChange } from './channel.ts';

const FOREIGN = 'deadbeef-0000-4000-8000-000000000001';

const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

/** What makes a good token one that the bot must not take, by what is wrong with it. Made anew, because some of it is time. */
export function forgeries(): Readonly<Record<string, TokenChange>> {
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const tenantIssuer = `https://sts.windows.net/${TENANT}/`;
  return {
    'signed with another key': { key: stranger },
    'for another bot': { claims: { aud: '22222222-2222-4222-8222-222222222222' } },
    'for no bot': { claims: { aud: '' } },
    'for our bot among others': { claims: { aud: [APP_ID, 'other'] } },
    'by another issuer': { claims: { iss: 'https://evil.example' } },
    'by nobody': { claims: { iss: '' } },
    'by our own tenant, as the emulator does': {
      claims: { iss: tenantIssuer, tid: TENANT, ver: '1.0', appid: APP_ID },
    },
    'by our own tenant, version 2': {
      claims: {
        iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
        tid: TENANT,
        ver: '2.0',
        azp: APP_ID,
      },
    },
    'by another bot, as a skill': {
      claims: { iss: tenantIssuer, ver: '1.0', appid: '22222222-2222-4222-8222-222222222222' },
    },
    'naming a foreign tenant': { claims: { tid: FOREIGN } },
    'over for ten minutes': { claims: { nbf: seconds(-3600), exp: seconds(-600) } },
    'not yet valid': { claims: { nbf: seconds(3000), exp: seconds(3600) } },
    'for another service url': { claims: { serviceurl: 'https://smba.trafficmanager.net/amer/' } },
    'for no service url': { claims: { serviceurl: undefined } },
    'with an unknown key': { header: { kid: 'k9' } },
    'with a key id that leads elsewhere': { header: { kid: '../../etc/passwd' } },
    'with a key for another channel': { header: { kid: 'k-webchat' } },
    'with an algorithm that is not allowed (PS256)': { header: { alg: 'PS256' } },
  };
}
