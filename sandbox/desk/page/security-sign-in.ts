import { make, makeButton, part } from './dom.ts';
import { icon } from './icons.ts';
import { ask, saidBy, stateNow, type Answer, type MethodRow, type SecurityState } from './security-api.ts';
import { dress, field, say, showPerson, valueOf } from './security-parts.ts';

dress();
show(await stateNow());

function show(answer: Answer): void {
  if (answer.kind === 'no') {
    say(answer.said);
    return;
  }
  const { state } = answer;
  showPerson(state, { id: 'security-info', path: '/security-info/' });
  part('#ways', HTMLElement).replaceChildren(passkeyWay(state), passWay());
}

function passkeyWay(state: SecurityState): HTMLElement {
  const passkeys = state.methods.filter((row) => row.isPasskey);
  const isReal = passkeys.some((row) => !row.isPretended);
  const real = makeButton('btn primary lg', () => void withPasskey(), 'Sign in with your passkey');
  real.id = 'with-passkey';
  const none = make(
    'p',
    {},
    passkeys.length === 0
      ? 'You have no passkey yet. Add one in Security info, or use a pass.'
      : 'Your passkeys are practice ones.',
  );
  return make(
    'div',
    { class: 'ask' },
    make('div', { class: 'head' }, icon('key'), make('p', { class: 'strong' }, 'Passkey')),
    isReal ? make('div', {}, real) : none,
    ...passkeys.filter((row) => row.isPretended).map(pretendWay),
  );
}

function pretendWay(row: MethodRow): HTMLElement {
  const press = () => void ask('sign-in-pretend', { id: row.id }).then(settle);
  const button = makeButton('btn', press, `Pretend: sign in with ${row.title}`);
  return make('div', { class: 'practice' }, button);
}

function passWay(): HTMLElement {
  const go = make('button', { type: 'submit', class: 'btn', id: 'with-pass' }, 'Sign in with the pass');
  const form = make(
    'form',
    { class: 'stack' },
    field('pass', 'Temporary Access Pass', { type: 'password', spellcheck: 'false', required: '' }),
    make('p', { class: 'small muted' }, 'The helpdesk reads it to you after checking that it is you.'),
    make('div', {}, go),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void ask('sign-in-pass', { pass: valueOf('pass') }).then(settle);
  });
  return form;
}

async function withPasskey(): Promise<void> {
  say();
  const asked = await ask<{ options: PublicKeyCredentialRequestOptionsJSON }>('sign-in-options');
  if (asked.kind === 'no') {
    say(asked.said);
    return;
  }
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.options);
    const signed = await navigator.credentials.get({ publicKey });
    if (signed instanceof PublicKeyCredential)
      settle(await ask('sign-in', { response: signed.toJSON() as unknown }));
  } catch (fault) {
    say(saidBy(fault));
  }
}

function settle(answer: Answer): void {
  if (answer.kind === 'no') {
    say(answer.said);
    return;
  }
  show(answer);
  say({
    tone: 'ok',
    title: `You are signed in, ${answer.state.firstName}`,
    words: 'Security info is open to you now. Entra has noted this sign-in.',
  });
  parent.postMessage({ type: 'signed-in' }, location.origin);
}
