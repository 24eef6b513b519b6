import type { Refusal } from './errors.ts';

/** What came of a token request, with the sentence for the journal. */
export type Granted = {
  readonly kind: 'granted';
  readonly token: string;
  readonly sentence: string;
  readonly scope?: string;
  readonly about?: string;
};
export type NotGranted = { readonly kind: 'refused'; readonly refusal: Refusal; readonly sentence: string };
