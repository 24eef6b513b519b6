/** One line of a table of people: only what sets this person apart. */
export type Line = {
  readonly name: string;
  readonly job: string;
  readonly team: string;
  readonly place: string;
  readonly manager: string;
  readonly methods: readonly string[];
  readonly devices: readonly string[];
  /** `role:it`, `admin:global`, `lang:none`, `away` … read by person.ts. */
  readonly marks: readonly string[];
  readonly situation: string;
};

/** Reads `name | job | team | place | manager | methods | devices | marks | situation`, one person a line, “-” for nothing. */
export function linesOf(table: string): readonly Line[] {
  return table
    .trim()
    .split('\n')
    .map((row) => {
      const cells = row.split('|').map((cell) => cell.trim());
      const [name, job, team, place, manager, methods, devices, marks, situation] = cells;
      if (!name || !job || !team || !place || !situation || cells.length !== 9) {
        throw new Error(`A line of people needs nine cells: ${row}`);
      }
      const words = (cell: string | undefined) =>
        (cell ?? '').split(' ').filter((word) => word !== '-' && word !== '');
      const boss = manager === '-' ? '' : (manager ?? '');
      return {
        name,
        job,
        team,
        place,
        manager: boss,
        methods: words(methods),
        devices: words(devices),
        marks: words(marks),
        situation,
      };
    });
}
