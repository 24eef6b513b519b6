import { api } from './api.ts';
import { make, part } from './dom.ts';
import { icon } from './icons.ts';
import type { Fault } from './model.ts';
import type { Desk } from './state.ts';

/** The Faults button with its count, and the list of switches behind it. */
export function showFaults(desk: Desk): void {
  const opener = part('#faults', HTMLButtonElement);
  const panel = part('#fault-list', HTMLElement);
  const switches = part('#fault-switches', HTMLElement);
  const count = make('span', { class: 'badge' });
  opener.append(icon('plug', 's'), 'Faults', count);
  const open = (on: boolean): void => {
    panel.hidden = !on;
    opener.ariaExpanded = String(on);
  };
  opener.addEventListener('click', () => open(panel.hidden));
  closeFromOutside(opener, panel, () => open(false));
  desk.faults.watch((faults) => {
    const on = faults.filter((fault) => fault.on).length;
    count.textContent = on === 0 ? 'none' : `${on} on`;
    count.classList.toggle('warn', on > 0);
    drawSwitches(switches, faults);
  });
}

function closeFromOutside(opener: HTMLElement, panel: HTMLElement, close: () => void): void {
  document.addEventListener('keydown', (press) => {
    if (press.key !== 'Escape' || panel.hidden) return;
    close();
    opener.focus();
  });
  document.addEventListener('pointerdown', (press) => {
    const isInside =
      press.target instanceof Node && (panel.contains(press.target) || opener.contains(press.target));
    if (!isInside) close();
  });
}

function drawSwitches(switches: HTMLElement, faults: readonly Fault[]): void {
  const known = new Map([...switches.querySelectorAll('input')].map((input) => [input.name, input]));
  for (const fault of faults) {
    const input = known.get(fault.name) ?? addSwitch(switches, fault);
    input.checked = fault.on;
  }
}

function addSwitch(switches: HTMLElement, fault: Fault): HTMLInputElement {
  const input = make('input', { type: 'checkbox', role: 'switch', name: fault.name });
  input.addEventListener('change', () => void api.setFault(fault.name, input.checked));
  switches.append(make('label', { class: 'switch' }, input, make('span', {}, fault.title)));
  return input;
}
