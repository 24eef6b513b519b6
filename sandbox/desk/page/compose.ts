import { api } from './api.ts';
import { make, makeButton } from './dom.ts';
import { icon } from './icons.ts';
import type { Message } from './model.ts';

/** The box below a chat: writes a message, or changes one that was sent. */
export class Compose {
  readonly element = make('form', { class: 'compose-form' });
  readonly #input = make('input', {
    class: 'compose-input',
    'aria-label': 'Type a message to Keywave',
    placeholder: 'Type a message',
    autocomplete: 'off',
    maxlength: '4000',
    dir: 'auto',
  });
  readonly #note = make('div', { class: 'compose-note small muted' });
  #person = '';
  #edited: Message | undefined;

  constructor() {
    const send = make(
      'button',
      { type: 'submit', class: 'btn subtle icon', 'aria-label': 'Send', title: 'Send' },
      icon('send'),
    );
    this.element.append(this.#note, make('div', { class: 'compose' }, this.#input, send));
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#send();
    });
    this.#input.addEventListener('keydown', (press) => {
      if (press.key === 'Escape' && this.#edited) this.#forget();
    });
    this.#forget();
  }

  show(person: string): void {
    if (person !== this.#person) this.#forget();
    this.#person = person;
  }

  edit(message: Message): void {
    this.#edited = message;
    this.#input.value = message.text ?? '';
    const cancel = makeButton('btn sm subtle', () => this.#forget(), 'Cancel');
    this.#note.replaceChildren('You are changing a message. ', cancel);
    this.#note.hidden = false;
    this.#input.focus();
  }

  async #send(): Promise<void> {
    const text = this.#input.value.trim();
    if (text === '') return;
    const edited = this.#edited;
    this.#forget();
    try {
      await (edited ? api.edit(this.#person, edited.id, text) : api.say(this.#person, text));
    } catch {
      this.#input.value = text;
      this.#note.textContent = 'The message was not sent. Your words are still here.';
      this.#note.hidden = false;
    }
  }

  #forget(): void {
    this.#edited = undefined;
    this.#input.value = '';
    this.#note.hidden = true;
  }
}
