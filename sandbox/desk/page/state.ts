import type { Entry } from '../../journal.ts';
import { api } from './api.ts';
import { Live, Topic } from './live.ts';
import type { AppState, Deed, DeskPerson, DeskState, Fault, Tick } from './model.ts';

/** Everything the parts of the page share. */
export type Desk = {
  readonly tenant: DeskState['tenant'];
  readonly tick: Live<Tick>;
  readonly app: Live<AppState>;
  readonly faults: Live<readonly Fault[]>;
  readonly people: Live<readonly DeskPerson[]>;
  readonly journalCount: Live<number>;
  readonly isConnected: Live<boolean>;
  /** Who the person at the desk is right now. */
  readonly me: Live<string>;
  readonly chats: Topic<string>;
  readonly journal: Topic<Entry>;
  readonly deeds: Topic<{ readonly deed: Deed; readonly by: string }>;
};

/** Asks the sandbox how things stand. */
export async function openDesk(wantedPerson: string | null): Promise<Desk> {
  const state = await api.state();
  const people = state.people.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name));
  const me = people.find((person) => person.id === wantedPerson) ?? people[0];
  if (!me) throw new Error('The tenant has no people');
  return {
    tenant: state.tenant,
    tick: new Live<Tick>({ now: state.now, frozen: state.frozen }),
    app: new Live(state.app),
    faults: new Live(state.faults),
    people: new Live<readonly DeskPerson[]>(people),
    journalCount: new Live(state.journalCount),
    isConnected: new Live(true),
    me: new Live(me.id),
    chats: new Topic(),
    journal: new Topic(),
    deeds: new Topic(),
  };
}

const STRIP = ['employee', 'helpdesk', 'manager', 'it'];

/** The strip first, in the order in which the story meets them; everybody else by name. */
const place = ({ isFeatured, role }: DeskPerson): number =>
  isFeatured && STRIP.includes(role) ? STRIP.indexOf(role) : STRIP.length;

/** The person of that id; an id the tenant does not know is a mistake of ours, so it throws. */
export function personOf(desk: Desk, id: string): DeskPerson {
  const person = desk.people.value.find((one) => one.id === id);
  if (!person) throw new Error(`Nobody has the id ${id}`);
  return person;
}
