/** The company as its people know it: the words that our cards cannot invent. */
export type Company = {
  readonly name: string;
  /** When text-message codes stop, e.g. 1 February 2027. */
  readonly deadline: Date;
  readonly timeZone: string;
  readonly helpdesk: Helpdesk;
  /** Where an employee adds a passkey. */
  readonly securityInfoUrl: string;
};

export type Helpdesk = {
  readonly name: string;
  /** The address a chat in Teams can be opened with. */
  readonly email: string;
  readonly phone: string;
};
