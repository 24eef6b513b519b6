import type { Entry } from '../../journal.ts';
import { api } from './api.ts';
import type { AppState, DeskPerson, Fault, Tick } from './model.ts';
import type { Desk } from './state.ts';

/** Keeps the desk up to date from the sandbox's event stream, also across a restart of the sandbox. */
export function followEvents(desk: Desk): void {
  const source = new EventSource('/desk/api/events');
  const on = (name: string, take: (data: unknown) => void): void => {
    source.addEventListener(name, (event: MessageEvent<string>) => take(JSON.parse(event.data)));
  };
  on('clock', (data) => desk.tick.set(data as Tick));
  on('faults', (data) => desk.faults.set(data as readonly Fault[]));
  on('app', (data) => desk.app.set({ ...desk.app.value, ...(data as AppState) }));
  on('chat', (data) => desk.chats.tell((data as { readonly person: string }).person));
  on('person', (data) => replacePerson(desk, data as DeskPerson));
  on('journal', (data) => {
    desk.journalCount.set(desk.journalCount.value + 1);
    desk.journal.tell(data as Entry);
  });
  source.addEventListener('error', () => desk.isConnected.set(false));
  source.addEventListener('open', () => void catchUp(desk));
}

function replacePerson(desk: Desk, changed: DeskPerson): void {
  desk.people.set(desk.people.value.map((person) => (person.id === changed.id ? changed : person)));
}

/** What happened while nobody listened was told to nobody, so everything is asked for once more. */
async function catchUp(desk: Desk): Promise<void> {
  const state = await api.state();
  const fresh = new Map(state.people.map((person) => [person.id, person]));
  // A sandbox with other people in it is another tenant: start over.
  if (!desk.people.value.every((person) => fresh.has(person.id))) {
    location.reload();
    return;
  }
  desk.people.set(desk.people.value.map((person) => fresh.get(person.id) ?? person));
  desk.tick.set({ now: state.now, frozen: state.frozen });
  desk.app.set(state.app);
  desk.faults.set(state.faults);
  desk.journalCount.set(state.journalCount);
  desk.isConnected.set(true);
  for (const person of state.people) desk.chats.tell(person.id);
}
