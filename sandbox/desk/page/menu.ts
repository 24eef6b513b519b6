import { make, makeButton } from './dom.ts';
import { oneTabStop } from './keyboard.ts';

export type Choice = {
  readonly words: string;
  readonly isChosen?: boolean;
  readonly take: () => void;
};

/** Gives a button a menu; the choices are asked for each time it opens, so they are never stale. */
export function withMenu(opener: HTMLButtonElement, choices: () => readonly Choice[]): HTMLElement {
  const list = make('div', { class: 'menu', role: 'menu', hidden: '' });
  const holder = make('span', { class: 'menu-holder' }, opener, list);
  const close = (): void => {
    list.hidden = true;
    opener.ariaExpanded = 'false';
  };
  opener.ariaHasPopup = 'menu';
  opener.ariaExpanded = 'false';
  opener.addEventListener('click', () => {
    if (!list.hidden) {
      close();
      return;
    }
    list.replaceChildren(...choices().map((choice) => item(choice, opener, close)));
    list.hidden = false;
    opener.ariaExpanded = 'true';
    list.querySelector('button')?.focus();
  });
  oneTabStop(list);
  holder.addEventListener('keydown', (press) => {
    if (press.key !== 'Escape' || list.hidden) return;
    press.stopPropagation();
    close();
    opener.focus();
  });
  holder.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && holder.contains(event.relatedTarget))) close();
  });
  return holder;
}

function item(choice: Choice, opener: HTMLButtonElement, close: () => void): HTMLButtonElement {
  const take = (): void => {
    close();
    opener.focus();
    choice.take();
  };
  const button = makeButton('', take, choice.words);
  button.setAttribute('role', choice.isChosen === undefined ? 'menuitem' : 'menuitemradio');
  if (choice.isChosen !== undefined) button.ariaChecked = String(choice.isChosen);
  return button;
}
