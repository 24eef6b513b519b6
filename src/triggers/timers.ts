import { reapLost, sendDue } from '../flows/delivery.ts';
import { lookForPasskeys } from '../flows/registration.ts';
import { welcomeMissed } from '../flows/welcome.ts';
import type { Ports } from '../ports/ports.ts';

type Beat = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (ports: Ports) => Promise<unknown>;
};

/** What runs all the time, in every process; each claims its work, so several do not disturb each other. */
export const BEATS: readonly Beat[] = [
  { name: 'send', everyMs: 100, run: sendDue },
  { name: 'look', everyMs: 500, run: lookForPasskeys },
  { name: 'reap', everyMs: 1000, run: reapLost },
];

type Timer = {
  readonly name: string;
  readonly cron: string;
  readonly run: (ports: Ports) => Promise<unknown>;
};

/** The timetable: which flow runs when, in one of the processes. */
export const TIMETABLE: readonly Timer[] = [
  { name: 'welcome-missed', cron: '* * * * *', run: welcomeMissed },
];

/** Runs one beat or timer. The only catch on the timers' side. */
export async function onTime(ports: Ports, timer: Pick<Timer, 'name' | 'run'>): Promise<void> {
  await timer.run(ports).catch((error: unknown) => {
    ports.log.error('timer failed', error, { timer: timer.name });
  });
}
