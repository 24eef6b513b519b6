import { make, part } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import { Look } from './look.ts';
import { person, type MethodRow, type Said, type SecurityState } from './security-api.ts';

const PICTURES: Readonly<Record<Said['tone'], IconName>> = { ok: 'tick', warn: 'question', bad: 'close' };

/** Light, dark or right to left, as the desk around this frame is set. */
export function dress(): void {
  const asked = new URLSearchParams(location.search);
  const look = new Look(asked);
  addEventListener('storage', (change) => {
    if (
      change.key === 'desk.theme' &&
      (change.newValue === 'light' || change.newValue === 'dark' || change.newValue === 'hc')
    ) {
      look.theme.set(change.newValue);
    }
  });
}

/** The top of both pages, and the way from one to the other. */
export function showPerson(
  state: SecurityState,
  other: { readonly id: string; readonly path: string },
): void {
  part('#initials', HTMLElement).textContent = state.initials;
  part('#upn', HTMLElement).textContent = state.upn;
  part(`#${other.id}`, HTMLAnchorElement).href = `${other.path}?person=${encodeURIComponent(person)}`;
}

/** One message at a time; an empty one clears the place. */
export function say(said?: Said): void {
  const place = part('#says', HTMLElement);
  if (!said) {
    place.replaceChildren();
    return;
  }
  const words = make('div', {}, make('p', { class: 'strong' }, said.title), make('p', {}, said.words));
  place.replaceChildren(make('div', { class: `bar ${said.tone}` }, icon(PICTURES[said.tone]), words));
}

export function badge(row: MethodRow['badge']): HTMLElement {
  return make('span', { class: `badge ${row.tone}` }, row.words);
}

/** A label and its input. */
export function field(id: string, label: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const input = make('input', { id, class: 'input', autocomplete: 'off', ...attributes });
  return make('div', { class: 'field' }, make('label', { for: id }, label), input);
}

export function valueOf(id: string): string {
  return part(`#${id}`, HTMLInputElement).value;
}
