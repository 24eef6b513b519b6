/** A number from 0 up to 1, to spread what would otherwise happen all at once. */
export function chance(): number {
  return Math.random();
}
