import { api } from './api.ts';
import { make, makeButton, part } from './dom.ts';
import { icon } from './icons.ts';
import type { Tick } from './model.ts';
import type { Desk } from './state.ts';
import { dayAndTimeOf, placeOf } from './time.ts';

const HOUR_MS = 3_600_000;
const STEPS = [
  { words: '+1 hour', advanceMs: HOUR_MS },
  { words: '+1 day', advanceMs: 24 * HOUR_MS },
];

/** The tenant's clock in the header, with the buttons that move it. */
export function showClock(desk: Desk): void {
  const face = make('time', { class: 'now num strong' });
  const { timeZone } = desk.tenant;
  const zone = make('span', { class: 'zone small muted' }, placeOf(timeZone));
  const stopped = make('span', { class: 'badge' }, 'stopped');
  const buttons = STEPS.map((step) =>
    makeButton('btn sm subtle', () => void api.advance(step.advanceMs), make('bdi', {}, step.words)),
  );
  part('#clock', HTMLElement).append(icon('clock'), face, zone, stopped, ...buttons);
  const heard = { tick: desk.tick.value, atMs: performance.now() };
  const draw = (): void => {
    const now = runningNow(heard.tick, performance.now() - heard.atMs);
    face.dateTime = now.toISOString();
    face.textContent = dayAndTimeOf(now, timeZone);
    stopped.hidden = !heard.tick.frozen;
  };
  desk.tick.watch((tick) => {
    heard.tick = tick;
    heard.atMs = performance.now();
    draw();
  });
  setInterval(draw, 1000);
}

function runningNow(tick: Tick, sinceMs: number): Date {
  return new Date(Date.parse(tick.now) + (tick.frozen ? 0 : sinceMs));
}
