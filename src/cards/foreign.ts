/** Text that other people chose (a name, a company, a phone number): shown as it is, never read as markup. */
export type Foreign = { readonly foreign: string };

/** Marks text as somebody else's; the renderer takes the sting out of it. */
export function foreign(text: string): Foreign {
  return { foreign: text };
}
