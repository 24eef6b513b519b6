import { make, makeButton } from './dom.ts';
import { icon, type IconName } from './icons.ts';
import type { MethodRow, SecurityState } from './security-api.ts';
import { badge } from './security-parts.ts';

const PICTURES: Readonly<Record<MethodRow['picture'], IconName>> = {
  phone: 'bell',
  password: 'lock',
  key: 'key',
  app: 'apps',
  computer: 'beside',
  mail: 'send',
};

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
    make('span', { class: 'sq' }, icon(PICTURES[row.picture])),
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
