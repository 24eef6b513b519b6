/** Short, unique, can be read out on the phone: `KW-7F3A9C`. Leads from what a person saw to the line in the log. */
export type Reference = `KW-${string}`;

export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Facts about what happened; never a secret, never a whole object from outside. */
export interface Log {
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  /** Writes the cause and answers the reference under which it stands. */
  error(event: string, error: unknown, facts?: Facts): Reference;
}
