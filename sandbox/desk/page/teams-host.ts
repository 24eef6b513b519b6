import { api } from './api.ts';
import type { Theme } from './look.ts';

/** Whose Teams this is and how it looks, as the app may know it. */
export type HostFacts = {
  readonly userId: string;
  readonly upn: string;
  readonly locale: string;
  readonly tenantId: string;
  readonly theme: Theme;
  readonly frameContext: 'content' | 'task' | 'authentication';
};

export type DialogWish = {
  readonly url: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
};

/** What the frame's surroundings do for the app. */
export type HostDeeds = {
  readonly openDialog: (wish: DialogWish, onResult: (error: string | null, result?: unknown) => void) => void;
  readonly submitDialog: (result: unknown) => void;
  readonly resizeDialog: (size: { readonly width?: unknown; readonly height?: unknown }) => void;
  readonly signIn: (url: string) => Promise<string>;
  readonly endSignIn: (outcome: { readonly isSuccess: boolean; readonly words: string }) => void;
  readonly openLink: (url: string) => void;
};

type Request = {
  readonly id: number;
  readonly uuidAsString?: string;
  readonly uuid?: unknown;
  readonly func: string;
  readonly args: readonly unknown[];
};

type Answer = (
  args: readonly unknown[],
  host: Host,
) => readonly unknown[] | Promise<readonly unknown[]> | undefined;

type Host = {
  readonly facts: () => HostFacts;
  readonly deeds: HostDeeds;
  readonly answerLater: (args: readonly unknown[]) => void;
};

/** What Teams calls its looks. */
export const THEME_WORDS = { light: 'default', dark: 'dark', hc: 'contrast' } as const;
const NOT_SUPPORTED = 100;
const SUPPORTS = {
  apiVersion: 4,
  hostVersionsInfo: {},
  isLegacyTeams: false,
  supports: {
    dialog: { url: { bot: {}, parentCommunication: {} }, update: {} },
    pages: { appButton: {}, currentApp: {}, tabs: {} },
  },
};
/** The functions that answer (true) or (false, reason); all others an error object first. */
const SAYS_FALSE =
  /^(authentication\.|calendar\.|chat\.openChat|conversations\.|executeDeepLink|mail\.|navigate|pages\.navigateToApp|search\.close|settings\.set)/;
const SIZES: Readonly<Record<string, number>> = { small: 320, medium: 480, large: 640 };

/** Speaks Teams' side of the teams-js protocol with one frame. */
export class TeamsHost {
  readonly #target: () => Window | null;
  readonly #origin: string;
  readonly #facts: () => HostFacts;
  readonly #deeds: HostDeeds;
  readonly #events = new Set<string>();

  constructor(target: () => Window | null, origin: string, facts: () => HostFacts, deeds: HostDeeds) {
    this.#target = target;
    this.#origin = origin;
    this.#facts = facts;
    this.#deeds = deeds;
    addEventListener('message', this.#hear);
  }

  close(): void {
    removeEventListener('message', this.#hear);
  }

  /** Answers whether the page has asked to be told. */
  themeChanged(theme: Theme): boolean {
    if (!this.#events.has('themeChange')) return false;
    this.#post({ func: 'themeChange', args: [THEME_WORDS[theme]] });
    return true;
  }

  /** Only the app's own window at the app's own address is heard; all others meet silence. */
  readonly #hear = (event: MessageEvent<unknown>): void => {
    if (event.origin !== this.#origin || event.source !== this.#target()) return;
    if (isRequest(event.data)) void this.#answer(event.data);
  };

  async #answer(request: Request): Promise<void> {
    const { id, uuid, uuidAsString, func } = request;
    const args = Array.isArray(request.args) ? (request.args as readonly unknown[]) : [];
    const reply = (answer: readonly unknown[]): void =>
      this.#post({ id, uuid, uuidAsString, monotonicTimestamp: performance.now(), args: answer });
    if (func === 'registerHandler') {
      if (typeof args[0] === 'string') this.#events.add(args[0]);
      return;
    }
    const answer = Object.hasOwn(ANSWERS, func) ? ANSWERS[func] : undefined;
    if (!answer) {
      reply(refusal(func));
      return;
    }
    const now = await answer(args, { facts: this.#facts, deeds: this.#deeds, answerLater: reply });
    if (now) reply(now);
  }

  #post(message: unknown): void {
    this.#target()?.postMessage(message, this.#origin);
  }
}

const isRequest = (data: unknown): data is Request =>
  typeof data === 'object' &&
  data !== null &&
  'func' in data &&
  typeof data.func === 'string' &&
  'id' in data;

const refusal = (func: string): readonly unknown[] => {
  const message = `${func} is not part of this practice Teams`;
  return SAYS_FALSE.test(func) ? [false, message] : [{ errorCode: NOT_SUPPORTED, message }];
};

const contextOf = (facts: HostFacts): Readonly<Record<string, unknown>> => ({
  userObjectId: facts.userId,
  userPrincipalName: facts.upn,
  loginHint: facts.upn,
  tid: facts.tenantId,
  theme: THEME_WORDS[facts.theme],
  locale: facts.locale,
  frameContext: facts.frameContext,
  hostName: 'Teams',
  hostClientType: 'web',
  entityId: 'about',
  ringId: 'general',
  sessionId: crypto.randomUUID(),
  appSessionId: crypto.randomUUID(),
});

const lengthOf = (size: unknown): number =>
  typeof size === 'number' ? size : (SIZES[typeof size === 'string' ? size : 'medium'] ?? 480);

const dialogWish = (info: unknown): DialogWish => {
  const wish = new Map<string, unknown>(
    Object.entries(typeof info === 'object' && info !== null ? info : {}),
  );
  const [url, title] = [wish.get('url'), wish.get('title')];
  return {
    url: typeof url === 'string' ? url : '',
    title: typeof title === 'string' ? title : 'Keywave',
    width: lengthOf(wish.get('width')),
    height: lengthOf(wish.get('height')),
  };
};

const words = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];

const ok: Answer = () => [true];
const silent: Answer = () => undefined;

/** What each function of teams-js answers here. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  initialize: (_args, host) => [host.facts().frameContext, 'web', JSON.stringify(SUPPORTS), '2.58.0'],
  getContext: (_args, host) => [contextOf(host.facts())],
  'appInitialization.appLoaded': silent,
  'appInitialization.success': silent,
  'appInitialization.failure': silent,
  'appInitialization.expectedFailure': silent,
  'authentication.getAuthToken': async ([, claims], host) => {
    try {
      return [true, tokenOf(await api.token(host.facts().userId, words(claims)))];
    } catch {
      return [false, 'The practice tenant gave no token'];
    }
  },
  'authentication.authenticate': async ([url], host) => {
    try {
      return [true, await host.deeds.signIn(String(url))];
    } catch (fault) {
      return [false, fault instanceof Error ? fault.message : 'FailedToOpenWindow'];
    }
  },
  'authentication.authenticate.success': ([result], host) => {
    host.deeds.endSignIn({ isSuccess: true, words: typeof result === 'string' ? result : '' });
    return undefined;
  },
  'authentication.authenticate.failure': ([reason], host) => {
    host.deeds.endSignIn({
      isSuccess: false,
      words: typeof reason === 'string' ? reason : 'CancelledByUser',
    });
    return undefined;
  },
  'tasks.startTask': ([info], host) => {
    host.deeds.openDialog(dialogWish(info), (error, result) => host.answerLater([error, result]));
    return undefined;
  },
  'tasks.completeTask': ([result], host) => {
    host.deeds.submitDialog(result);
    return undefined;
  },
  'tasks.updateTask': ([size], host) => {
    host.deeds.resizeDialog(typeof size === 'object' && size !== null ? size : {});
    return undefined;
  },
  executeDeepLink: ([url], host) => {
    host.deeds.openLink(String(url));
    return [true];
  },
  'pages.currentApp.navigateToDefaultPage': () => [undefined, true],
  setFrameContext: ok,
  registerFocusEnterHandler: ok,
};

/** The sandbox may hand the token over bare or in a field. */
const tokenOf = (answer: unknown): string => {
  if (typeof answer === 'string') return answer;
  const token = typeof answer === 'object' && answer !== null && 'token' in answer ? answer.token : undefined;
  if (typeof token !== 'string') throw new Error('no token');
  return token;
};
