import { make, makeButton } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import type { MethodRow, SecurityState } from './security-api.ts';
import { badge } from './security-parts.ts';

const PICTURES: Readonly<Record<Exclude<MethodRow['picture'], keyof typeof DRAWN>, IconName>> = {
  key: 'key',
  app: 'apps',
  computer: 'beside',
  mail: 'send',
};

const DRAWN = {
  phone:
    'M9 14a.5.5 0 0 0 0 1h2a.5.5 0 0 0 0-1zM7 2a2 2 0 0 0-2 2v12c0 1.1.9 2 2 2h6a2 2 0 0 0 2-2V4a2 2 0 0 0-2-2zM6 4a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1z',
  password:
    'M7.85 8.15a.5.5 0 0 0-.7 0l-.65.64-.65-.64a.5.5 0 1 0-.7.7l.64.65-.64.65a.5.5 0 0 0 .7.7l.65-.64.65.64a.5.5 0 0 0 .7-.7l-.64-.65.64-.65a.5.5 0 0 0 0-.7m3.3 0a.5.5 0 0 1 .7.7l-.64.65.64.65a.5.5 0 0 1-.7.7l-.65-.64-.65.64a.5.5 0 0 1-.7-.7l.64-.65-.64-.65a.5.5 0 1 1 .7-.7l.65.64zM13.5 10a.5.5 0 0 0 0 1h2a.5.5 0 0 0 0-1zM4.75 4A2.75 2.75 0 0 0 2 6.75v5.5A2.75 2.75 0 0 0 4.75 15h10.5A2.75 2.75 0 0 0 18 12.25v-5.5A2.75 2.75 0 0 0 15.25 4zM3 6.75C3 5.78 3.78 5 4.75 5h10.5c.97 0 1.75.78 1.75 1.75v5.5c0 .97-.78 1.75-1.75 1.75H4.75C3.78 14 3 13.22 3 12.25z',
} as const;

function picture(name: MethodRow['picture']): SVGSVGElement {
  if (name !== 'phone' && name !== 'password') return icon(PICTURES[name]);
  const svg = icon('key');
  svg.querySelector('path')?.setAttribute('d', DRAWN[name]);
  return svg;
}

/** “How you sign in today”: the methods, and the passkey that is still missing. */
export function methodRows(state: SecurityState, onRemove: (id: string) => void): HTMLElement[] {
  const rows = state.methods.map((row) => methodRow(row, onRemove));
  return state.hasPasskey ? rows : [...rows, methodRow(MISSING, onRemove)];
}

const MISSING: MethodRow = {
  id: '',
  picture: 'key',
  title: 'Passkey',
  detail: 'None yet. Yours will appear here.',
  badge: { words: 'missing', tone: 'plain' },
  isPasskey: false,
  isPretended: false,
};

function methodRow(row: MethodRow, onRemove: (id: string) => void): HTMLElement {
  const words = make('div', {}, make('p', {}, row.title), make('p', { class: 'small muted' }, row.detail));
  const end = make('div', { class: 'row end' }, badge(row.badge));
  const item = make(
    'li',
    { class: 'method' },
    make('span', { class: 'sq' }, picture(row.picture)),
    words,
    end,
  );
  if (row.isPasskey) end.append(removeButton(row, item, onRemove));
  return item;
}

/** Asks in place before anything goes. */
function removeButton(row: MethodRow, item: HTMLElement, onRemove: (id: string) => void): HTMLElement {
  const button = makeButton(
    'btn sm',
    () => {
      const yes = makeButton('btn sm danger', () => onRemove(row.id), 'Remove it');
      const keep = makeButton(
        'btn sm',
        () => {
          sure.remove();
          button.hidden = false;
          button.focus();
        },
        'Keep it',
      );
      const sure = make(
        'div',
        { class: 'row sure' },
        make('span', {}, 'Remove this passkey for good?'),
        yes,
        keep,
      );
      button.hidden = true;
      item.append(sure);
      keep.focus();
    },
    'Remove',
  );
  button.ariaLabel = `Remove ${row.title}`;
  return button;
}
