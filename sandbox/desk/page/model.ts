export type DeskPerson = {
  readonly id: string;
  readonly name: string;
  readonly firstName: string;
  readonly initials: string;
  readonly upn: string;
  readonly role: string;
  readonly roleWord: string;
  readonly situation: string;
  readonly tone: 'brand' | 'green' | 'orange' | 'red' | 'grey';
  readonly language: string;
  readonly rtl: boolean;
  readonly hasTeams: boolean;
  readonly isInstalled: boolean;
  readonly isBlocked: boolean;
  readonly isFeatured: boolean;
};

export type Fault = { readonly name: string; readonly title: string; readonly on: boolean };

export type Tick = { readonly now: string; readonly frozen: boolean };

export type AppState = { readonly reachable: boolean; readonly url?: string };

export type DeskState = Tick & {
  readonly tenant: { readonly name: string; readonly id: string; readonly timeZone: string };
  readonly app: AppState;
  readonly faults: readonly Fault[];
  readonly people: readonly DeskPerson[];
  readonly journalCount: number;
};

export type CardJson = Readonly<Record<string, unknown>>;

export type Message = {
  readonly id: string;
  readonly from: 'bot' | 'person';
  readonly at: string;
  readonly text?: string;
  readonly card?: CardJson;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
  /** The card is the answer to this person's press; the bot has not made it permanent yet. */
  readonly isLocal?: boolean;
};

export type Chat = {
  readonly isInstalled: boolean;
  readonly isBlocked: boolean;
  readonly messages: readonly Message[];
};

export type CardAction = {
  readonly type: 'Action.Execute' | 'Action.Submit';
  readonly verb?: string;
  readonly data: unknown;
};

export type Press = {
  readonly activityId: string;
  readonly action: CardAction;
  readonly inputs: Readonly<Record<string, string>>;
  /** What the person reads on the button; the journal says it. */
  readonly title?: string;
};

export type Pressed = { readonly kind: 'card' | 'message' | 'error' | 'nothing'; readonly text?: string };

/** What the person at the desk did; tours wait for these. A press says which by its action's verb. */
export type Deed = `pressed ${string}` | 'opened browser' | 'registered' | 'card changed';
