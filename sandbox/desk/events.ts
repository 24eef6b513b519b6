import type { Call } from '../http.ts';
import type { AppLookout } from './app-lookout.ts';
import type { DeskDeps } from './deps.ts';
import { openEventStream } from './event-stream.ts';
import type { DeskPerson } from './person.ts';
import { faultsNow, tick } from './state.ts';

/** Everything that moves on the desk, for its page. */
export function streamEvents(
  call: Call,
  deps: DeskDeps,
  lookout: AppLookout,
  personNow: (id: string) => DeskPerson | undefined,
): 'taken' {
  const stream = openEventStream(call, deps.closing);
  const lastSent = new Map<string, string>();
  const sendPerson = (id: string): void => {
    const person = personNow(id);
    const json = JSON.stringify(person);
    if (!person || lastSent.get(id) === json) return;
    lastSent.set(id, json);
    stream.send(person, 'person');
  };
  stream.send(tick(deps), 'clock');
  stream.send(faultsNow(deps.faults), 'faults');
  stream.send(lookout.app(), 'app');
  const stops = [
    deps.clock.onChange(() => stream.send(tick(deps), 'clock')),
    deps.faults.onChange(() => stream.send(faultsNow(deps.faults), 'faults')),
    lookout.onChange((app) => stream.send(app, 'app')),
    deps.journal.onEntry((entry) => {
      stream.send(entry, 'journal');
      // Whatever changes a person (a passkey, a new device) leaves a line in the journal.
      if (entry.about !== undefined) sendPerson(entry.about);
    }),
    deps.teams.onChange((person) => {
      stream.send({ person }, 'chat');
      sendPerson(person);
    }),
  ];
  stream.onClose(() => stops.forEach((stop) => stop()));
  return 'taken';
}

/** The tenant's time, for the app's clock. */
export function streamClock(call: Call, deps: DeskDeps): 'taken' {
  const stream = openEventStream(call, deps.closing);
  stream.send(tick(deps));
  stream.onClose(deps.clock.onChange(() => stream.send(tick(deps))));
  return 'taken';
}
