export type Grant = {
  readonly operations: readonly string[];
  /** Any of these lets an app call it for itself; none means never. */
  readonly application: readonly string[];
  /** Any of these lets an app call it for a signed-in person. */
  readonly delegated: readonly string[];
  /** Where Graph in truth wants all of these at once. */
  readonly together?: readonly string[];
};

/** Permissions as one line of words: most operations take the same ones for apps and for people. */
export const grant = (
  operations: readonly string[],
  application: string,
  delegated = application,
): Grant => ({
  operations,
  application: words(application),
  delegated: words(delegated),
});

/** Where one permission alone is not enough, whatever the published list says. */
export const allOf = (operations: readonly string[], permissions: string): Grant => ({
  ...grant(operations, permissions),
  together: words(permissions),
});

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');
