import { type Answer, badRequest, isRecord, type Json, noContent, ok } from './answer.ts';
import { type Ask, contextOf, type Route } from './ask.ts';
import { reading, writing } from './methods.ts';

type Setting = { readonly members: Readonly<Record<string, readonly unknown[]>>; readonly start: Json };

const REQUIREMENTS: Setting = {
  members: { perUserMfaState: ['disabled', 'enforced', 'enabled'] },
  start: { perUserMfaState: 'disabled' },
};

const PREFERENCES: Setting = {
  members: {
    isSystemPreferredAuthenticationMethodEnabled: [true, false, null],
    userPreferredMethodForSecondaryAuthentication: [
      'push',
      'oath',
      'voiceMobile',
      'voiceAlternateMobile',
      'voiceOffice',
      'sms',
      null,
    ],
  },
  start: {
    isSystemPreferredAuthenticationMethodEnabled: true,
    userPreferredMethodForSecondaryAuthentication: 'push',
  },
};

/** Two small settings of a person that only beta has. */
export function signInSettingRoutes(): readonly Route[] {
  return [
    ...routesFor('requirements', REQUIREMENTS, "{user}'s per-user MFA setting", noContent),
    ...routesFor('signInPreferences', PREFERENCES, "{user}'s preferred second factor", ok),
  ];
}

function routesFor(path: string, setting: Setting, words: string, done: (json: Json) => Answer): Route[] {
  const kept = new Map<string, Json>();
  const shown = (ask: Ask, userId: string): Json => ({
    '@odata.context': contextOf(ask, `users('${userId}')/authentication/${path}`),
    ...(kept.get(userId) ?? setting.start),
  });
  return [
    {
      operation: `GET /users/{user}/authentication/${path}`,
      asks: `Reads ${words}`,
      only: 'beta',
      answer: reading((ask, user) => ok(shown(ask, user.id))),
    },
    {
      operation: `PATCH /users/{user}/authentication/${path}`,
      asks: `Changes ${words}`,
      only: 'beta',
      answer: writing((ask, user) => {
        const why = complaint(ask.body, setting);
        if (why !== undefined) return badRequest(why, 'badRequest');
        kept.set(user.id, { ...(kept.get(user.id) ?? setting.start), ...(ask.body as Json) });
        return done(shown(ask, user.id));
      }),
    },
  ];
}

function complaint(body: unknown, { members }: Setting): string | undefined {
  if (!isRecord(body)) return 'A JSON object is expected.';
  const wrong = Object.entries(body).find(([name, value]) => members[name]?.includes(value) !== true);
  return wrong && `'${wrong[0]}' cannot be set to that.`;
}
