import { api } from './api.ts';
import type { CardPress } from './card.ts';
import { make } from './dom.ts';
import type { Pressed } from './model.ts';

const PROGRESS_AFTER_MS = 300;
const UNREACHABLE = 'Teams could not reach Keywave. Nothing was changed. Try again in a moment.';

/** Carries one press to the bot. While it is on its way the card takes no second one; what went wrong stands below it. */
export async function pressCard(
  person: string,
  activityId: string,
  card: HTMLElement,
  press: CardPress,
): Promise<Pressed> {
  if (card.ariaBusy === 'true') return { kind: 'nothing' };
  const free = occupy(card, press.element);
  const { action, inputs, title } = press;
  try {
    const pressed = await api.press(person, {
      activityId,
      action,
      inputs,
      ...(title !== undefined && { title }),
    });
    if (pressed.kind === 'error') note(card, 'alert', pressed.text ?? UNREACHABLE);
    if (pressed.kind === 'message') note(card, 'status', pressed.text ?? '');
    return pressed;
  } catch (fault) {
    note(card, 'alert', UNREACHABLE);
    return { kind: 'error', text: String(fault) };
  } finally {
    free();
  }
}

function occupy(card: HTMLElement, pressed: HTMLElement | undefined): () => void {
  card.ariaBusy = 'true';
  card.querySelector('.card-note')?.remove();
  const buttons = [...card.querySelectorAll<HTMLElement>('.ac-pushButton, .ac-selectable')];
  for (const button of buttons) button.ariaDisabled = 'true';
  const progress = setTimeout(() => pressed?.classList.add('busy'), PROGRESS_AFTER_MS);
  return () => {
    clearTimeout(progress);
    card.ariaBusy = null;
    pressed?.classList.remove('busy');
    for (const button of buttons) button.ariaDisabled = null;
  };
}

/** Teams shows an answer in words below the card, to this person alone. */
function note(card: HTMLElement, role: 'alert' | 'status', words: string): void {
  card.append(make('p', { class: `card-note ${role}`, role }, words));
}
