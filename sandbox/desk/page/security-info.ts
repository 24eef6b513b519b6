import { make, makeButton, part } from './dom.ts';
import { icon } from './icons.ts';
import { ask, saidBy, stateNow, type Answer, type SecurityState } from './security-api.ts';
import { methodRows } from './security-methods.ts';
import { dress, field, say, showPerson, valueOf } from './security-parts.ts';

type Making =
  | { readonly kind: 'real'; readonly response: unknown }
  | { readonly kind: 'pretended'; readonly of: 'authenticator' | 'security-key' };

const PRETEND_WORDS = {
  authenticator: 'Pretend: Microsoft Authenticator on my phone',
  'security-key': 'Pretend: a security key',
} as const;

dress();
show(await stateNow());

function show(answer: Answer): void {
  if (answer.kind === 'no') {
    say(answer.said);
    return;
  }
  const { state } = answer;
  showPerson(state, { id: 'sign-in', path: '/security-info/sign-in' });
  part('#add', HTMLElement).replaceChildren(state.obstacle ? obstacle(state.obstacle) : offer(state));
  part('#methods', HTMLElement).replaceChildren(...methodRows(state, (id) => void remove(id)));
}

function obstacle({ title, words }: NonNullable<SecurityState['obstacle']>): HTMLElement {
  const text = make('div', {}, make('p', { class: 'strong' }, title), make('p', {}, words));
  return make('div', { class: 'bar warn', role: 'note' }, icon('question'), text);
}

function offer(state: SecurityState): HTMLElement {
  const create = makeButton(
    'btn primary lg',
    () => void makeReal(state),
    state.hasPasskey ? 'Add another passkey' : 'Create a passkey',
  );
  create.id = 'create';
  return make(
    'div',
    { class: 'ask' },
    head(
      state.hasPasskey ? 'Add a spare' : 'Add a passkey',
      'Your computer will ask for your face, finger or PIN. This makes a real passkey that works only in this practice tenant.',
    ),
    make('div', {}, create),
    practice(state),
  );
}

function head(title: string, words: string): HTMLElement {
  const text = make('div', {}, make('p', { class: 'strong' }, title), make('p', {}, words));
  return make('div', { class: 'head' }, icon('key'), text);
}

/** For a visitor whose machine has no face, finger or PIN to ask for. */
function practice(state: SecurityState): HTMLElement {
  const button = (of: keyof typeof PRETEND_WORDS) => {
    const made = makeButton('btn', () => nameIt(state, { kind: 'pretended', of }), PRETEND_WORDS[of]);
    made.id = `pretend-${of}`;
    return made;
  };
  const words = make(
    'p',
    { class: 'small' },
    'These add an invented passkey to the practice tenant. Your own device is not touched.',
  );
  const buttons = make('div', { class: 'row' }, button('authenticator'), button('security-key'));
  return make(
    'details',
    { class: 'practice' },
    make('summary', {}, 'No such device here?'),
    make('div', {}, words, buttons),
  );
}

async function makeReal(state: SecurityState): Promise<void> {
  say();
  const asked = await ask<{ options: PublicKeyCredentialCreationOptionsJSON }>('options');
  if (asked.kind === 'no') {
    say(asked.said);
    return;
  }
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.options);
    const made = await navigator.credentials.create({ publicKey });
    if (made instanceof PublicKeyCredential) nameIt(state, { kind: 'real', response: made.toJSON() });
  } catch (fault) {
    say(saidBy(fault));
  }
}

/** The passkey is there; it gets its name before it is saved. */
function nameIt(state: SecurityState, making: Making): void {
  const isReal = making.kind === 'real';
  const title = isReal ? 'Give your passkey a name' : `Practice · ${PRETEND_WORDS[making.of]}`;
  const words = isReal
    ? 'So that you know it again in the list.'
    : 'An invented passkey. It shows how things go on from here.';
  const save = make(
    'button',
    { type: 'submit', class: 'btn primary', id: 'save' },
    isReal ? 'Save' : 'Add the practice passkey',
  );
  const back = makeButton('btn', () => void stateNow().then(show), 'Cancel');
  const form = make(
    'form',
    { class: 'ask' },
    head(title, words),
    field('name', 'Name', { maxlength: '30', value: state.suggestedName }),
    make('div', { class: 'row' }, save, back),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save.disabled = true;
    void keep(making);
  });
  part('#add', HTMLElement).replaceChildren(form);
  part('#name', HTMLInputElement).select();
}

async function keep(making: Making): Promise<void> {
  const name = valueOf('name');
  const answer =
    making.kind === 'real'
      ? await ask('register', { name, response: making.response })
      : await ask('pretend', { name, kind: making.of });
  if (answer.kind === 'no') {
    show(await stateNow());
    say(answer.said);
    return;
  }
  show(answer);
  say({
    tone: 'ok',
    title: 'Passkey created',
    words: 'You can close this window. Look at the card in your Teams chat.',
  });
  parent.postMessage({ type: 'registered' }, location.origin);
}

async function remove(id: string): Promise<void> {
  const answer = await ask('remove', { id });
  show(answer.kind === 'done' ? answer : await stateNow());
  say(
    answer.kind === 'no'
      ? answer.said
      : {
          tone: 'ok',
          title: 'Passkey removed',
          words: 'Delete it on your device too, so that it is not offered again.',
        },
  );
}
