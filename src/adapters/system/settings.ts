type Environment = Readonly<Record<string, string | undefined>>;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads named settings and notes what is wrong with them instead of stopping at the first; a wrong one reads as something harmless. */
export class Settings {
  readonly #env: Environment;
  readonly #asked = new Set<string>();
  readonly #problems: string[] = [];

  constructor(env: Environment) {
    this.#env = env;
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Notes a problem; `mend` goes on where the name ends and says what to do. */
  wrong(name: string, mend: string): void {
    this.#problems.push(`${name} ${mend}.`);
  }

  /** An empty setting is none. */
  value(name: string): string | undefined {
    this.#asked.add(name);
    const value = this.#env[name]?.trim();
    return value === '' ? undefined : value;
  }

  required(name: string, what: string): string {
    return this.matching(name, /./, what);
  }

  matching(name: string, pattern: RegExp, what: string): string {
    const value = this.value(name);
    if (value !== undefined && pattern.test(value)) return value;
    this.wrong(name, value === undefined ? `is missing: give ${what}` : `is not valid: give ${what}`);
    return '';
  }

  guid(name: string, what: string): string {
    return this.matching(
      name,
      GUID,
      `${what}, a GUID like 1b2c3d4e-0000-4000-8000-0123456789ab`,
    ).toLowerCase();
  }

  number(name: string, otherwise: number, [least, most]: readonly [number, number]): number {
    const value = this.value(name);
    if (value === undefined) return otherwise;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.wrong(
      name,
      `is not valid: give a whole number from ${least} to ${most}, or nothing for ${otherwise}`,
    );
    return otherwise;
  }

  oneOf<Choice extends string>(
    name: string,
    choices: readonly Choice[],
    otherwise?: Choice,
  ): Choice | undefined {
    const value = this.value(name);
    const choice = choices.find((known) => known === value) ?? (value === undefined ? otherwise : undefined);
    if (choice === undefined) {
      const problem = value === undefined ? 'is missing' : 'is not valid';
      this.wrong(name, `${problem}: give ${choices.join(' or ')}`);
    }
    return choice;
  }

  /** Notes every name of this kind that nobody asked for: most likely a slip of the pen. Call it last. */
  refuseStrangers(kind: RegExp, mend: string): void {
    for (const name of Object.keys(this.#env)) {
      if (kind.test(name) && !this.#asked.has(name)) this.wrong(name, mend);
    }
  }
}
