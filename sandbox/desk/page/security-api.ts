/** What the sandbox says about the person on the page. */
export type SecurityState = {
  readonly name: string;
  readonly firstName: string;
  readonly initials: string;
  readonly upn: string;
  readonly methods: readonly MethodRow[];
  readonly hasPasskey: boolean;
  readonly hasPass: boolean;
  readonly obstacle: { readonly why: string; readonly title: string; readonly words: string } | null;
  readonly suggestedName: string;
};

export type MethodRow = {
  readonly id: string;
  readonly picture: 'phone' | 'password' | 'key' | 'app' | 'computer' | 'mail';
  readonly title: string;
  readonly detail: string;
  readonly badge: { readonly words: string; readonly tone: 'ok' | 'warn' | 'brand' | 'plain' };
  readonly isPasskey: boolean;
  readonly isPretended: boolean;
};

export type Said = { readonly tone: 'ok' | 'warn' | 'bad'; readonly title: string; readonly words: string };
export type Answer<Fields = object> =
  | ({ readonly kind: 'done'; readonly state: SecurityState } & Fields)
  | { readonly kind: 'no'; readonly said: Said };

/** The person whose browser this is. */
export const person = new URLSearchParams(location.search).get('person') ?? '';

/** Asks the sandbox to do something for this person. */
export async function ask<Fields = object>(action: string, fields: object = {}): Promise<Answer<Fields>> {
  return await call<Fields>(action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
}

export async function stateNow(): Promise<Answer> {
  const answer = await call<SecurityState>('state', {});
  return answer.kind === 'done' ? { kind: 'done', state: answer } : answer;
}

async function call<Fields>(action: string, init: RequestInit): Promise<Answer<Fields>> {
  try {
    const response = await fetch(`/security-info/api/${action}?person=${encodeURIComponent(person)}`, init);
    const body = (await response.json()) as Fields & { state: SecurityState; title: string; words: string };
    if (response.ok) return { ...body, kind: 'done' };
    return { kind: 'no', said: { tone: 'bad', title: body.title, words: body.words } };
  } catch {
    return {
      kind: 'no',
      said: {
        tone: 'bad',
        title: 'The practice tenant does not answer',
        words: 'Is the sandbox still running? Nothing was saved.',
      },
    };
  }
}

const WEBAUTHN_NO: Readonly<Record<string, Said>> = {
  NotAllowedError: {
    tone: 'warn',
    title: 'Nothing was created',
    words: 'You closed the window, or it took too long. Start again when you are ready.',
  },
  InvalidStateError: {
    tone: 'warn',
    title: 'This device already has a passkey for this account',
    words: 'Use another device, or remove the old passkey first.',
  },
  NotSupportedError: {
    tone: 'warn',
    title: 'This device cannot do it',
    words: 'It offers no kind of passkey that Contoso accepts. Try another device.',
  },
};

/** The browser's own refusal in words. */
export function saidBy(fault: unknown): Said {
  const name = fault instanceof DOMException ? fault.name : '';
  return (
    WEBAUTHN_NO[name] ?? {
      tone: 'bad',
      title: 'This browser cannot do passkeys here',
      words: 'Open the page at http://localhost in a current browser, or use the practice buttons.',
    }
  );
}
