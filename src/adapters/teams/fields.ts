const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The own member that this path leads to in foreign JSON; undefined where the path ends early. */
export function member(json: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined,
    json,
  );
}

/** Foreign text that may be used as a name or an id: not empty, not endless, without control characters. */
export function text(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest && bare(value) === value
    ? value
    : undefined;
}

/** An Entra id in its one spelling. */
export function guid(value: unknown): string | undefined {
  const spelling = typeof value === 'string' ? value.toLowerCase() : '';
  return GUID.test(spelling) ? spelling : undefined;
}

/** Text without control characters (line breaks and tabs stay) and without halves of broken surrogate pairs. */
export function bare(value: string): string {
  return value.replaceAll(/[^\P{Cc}\n\t\r]/gu, '').toWellFormed();
}
