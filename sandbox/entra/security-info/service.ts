import { guard } from '../../desk/guard.ts';
import type { Call, Result, Service } from '../../http.ts';
import type { SandboxUser } from '../../tenant/model.ts';
import { isPasskey, type SecurityInfoDeps } from './deps.ts';
import { inputOf, type Input } from './input.ts';
import { rowOf } from './method-row.ts';
import { pageAt } from './pages.ts';
import { WORDS, type Refused } from './refusal.ts';
import { obstacleFor, pretend, register, registrationOptions } from './register.ts';
import { remove } from './remove.ts';
import { pretendToSignIn, signInOptions, signInWithPass, signInWithPasskey } from './sign-in.ts';

type Answer = Refused | { readonly kind: 'options' | 'added' | 'removed' | 'signed-in' };
type Action = (deps: SecurityInfoDeps, user: SandboxUser, input: Input) => Answer | Promise<Answer>;

const ACTIONS: Readonly<Record<string, Action>> = {
  options: (deps, user) => registrationOptions(deps, user),
  register: (deps, user, input) =>
    register(deps, user, { name: input.name(user), response: input.response() }),
  pretend: (deps, user, input) => pretend(deps, user, { name: input.name(user), kind: input.pretended() }),
  remove: (deps, user, input) => remove(deps, user, input.text('id')),
  'sign-in-options': (deps, user) => signInOptions(deps, user),
  'sign-in': (deps, user, input) => signInWithPasskey(deps, user, input.response()),
  'sign-in-pretend': (deps, user, input) => pretendToSignIn(deps, user, input.text('id')),
  'sign-in-pass': (deps, user, input) => signInWithPass(deps, user, input.text('pass').trim()),
};

/** The practice copies of Microsoft's “Security info” and sign-in pages. Mounted at /security-info. */
export function securityInfoService(deps: SecurityInfoDeps, port: number): Service {
  return async (call) => {
    const [, name] = /^\/api\/([a-z-]+)$/.exec(call.path) ?? [];
    if (name !== undefined) return guard(call) ?? (await api(deps, call, name));
    const page = call.method === 'GET' ? await pageAt(call, port) : undefined;
    return page ?? problem(404, `Security info has nothing at ${call.path}.`);
  };
}

async function api(deps: SecurityInfoDeps, call: Call, name: string): Promise<Result> {
  const user = deps.data.users.get(call.url.searchParams.get('person') ?? '');
  if (!user) return problem(404, 'Nobody at Contoso has this id.');
  if (name === 'state' && call.method === 'GET') return { status: 200, body: stateOf(deps, user) };
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action || call.method !== 'POST') return problem(404, `There is no ${call.method} ${name}.`);
  const input = inputOf(call);
  if (input.kind === 'unreadable') return problem(400, input.words);
  const answer = await action(deps, user, input);
  if (answer.kind === 'refused') return refusal(answer);
  return { status: 200, body: { ...answer, state: stateOf(deps, user) } };
}

function refusal({ why }: Refused): Result {
  return { status: 403, body: { kind: 'refused', why, ...WORDS[why] } };
}

function problem(status: number, words: string): Result {
  return { status, body: { kind: 'problem', title: 'That did not work', words } };
}

/** All that the pages show about a person. */
function stateOf(deps: SecurityInfoDeps, user: SandboxUser) {
  const obstacle = obstacleFor(deps, user);
  const names = user.displayName.split(' ');
  return {
    name: user.displayName,
    firstName: user.givenName,
    initials: names
      .slice(0, 2)
      .map((word) => word.charAt(0))
      .join(''),
    upn: user.userPrincipalName,
    methods: user.methods.map((method) => rowOf(method, deps.clock.now())),
    hasPasskey: user.methods.some(isPasskey),
    hasPass: user.methods.some(({ kind }) => kind === 'temporaryAccessPass'),
    obstacle: obstacle ? { why: obstacle.why, ...WORDS[obstacle.why] } : null,
    suggestedName: `${user.givenName}’s passkey`,
  };
}
