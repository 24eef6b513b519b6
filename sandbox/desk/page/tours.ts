import type { IconName } from './icons.ts';
import type { Deed } from './model.ts';

/** One coach mark. It stands above one of the windows and gives way to the next when its deed is done. */
export type Step = { readonly above: 'left' | 'right'; readonly words: string; readonly until: Deed };

export type Tour = {
  readonly name: string;
  readonly icon: IconName;
  readonly promise: string;
  readonly minutes: number;
  /** Who the visitor becomes: the start of a display name. */
  readonly as: string;
  readonly steps: readonly Step[];
  readonly end: string;
  /** Said instead of the steps when this person has been led to the end before. */
  readonly already: string;
};

const EMPLOYEE: Tour = {
  name: 'Employee',
  icon: 'person',
  promise: 'Adele gets a card and creates a real passkey on this computer.',
  minutes: 3,
  as: 'Adele Vance',
  steps: [
    {
      above: 'left',
      words: 'You are Adele, and this is Adele’s Teams. Keywave has written. Press **Start** on the card.',
      until: 'pressed registration.start',
    },
    {
      above: 'left',
      words: 'Keywave offers what fits Adele’s devices. Choose **Your Windows computer**: it is this one.',
      until: 'pressed registration.route',
    },
    {
      above: 'left',
      words: 'Press **Open Security info**. Adele’s browser then shows the page on the right.',
      until: 'opened browser',
    },
    {
      above: 'right',
      words:
        'Press **Create a passkey**. Your computer asks for your face, finger or PIN. Then press **Save**.',
      until: 'registered',
    },
    {
      above: 'left',
      words: 'Now watch the card. It turns green by itself, as soon as the tenant shows the passkey.',
      until: 'card changed',
    },
  ],
  end: 'Done. Adele has a passkey, and Keywave saw it in the tenant. “What happened” below lists each call.',
  already:
    'Adele already has a passkey from this desk. Press **All 60** and be somebody else, or stop Keywave and start it again: then Contoso begins anew.',
};

/** The tours on offer, in the order in which they are shown. */
export const TOURS: readonly Tour[] = [EMPLOYEE];
