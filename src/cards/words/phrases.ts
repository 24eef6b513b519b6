import type { Obstacle } from '../../core/journey.ts';
import type { PasskeyHome } from '../../core/passkey.ts';
import type { Route, RouteReason } from '../../core/route.ts';

/** What a template cannot say in one fixed sentence: numbers, times and choices. One object per language. */
export type Phrases = {
  /** "2 minutes 40 seconds" */
  readonly duration: (ms: number) => string;
  /** "1 February 2027" */
  readonly day: (at: Date, timeZone: string) => string;
  /** "14:50" */
  readonly time: (at: Date, timeZone: string) => string;
  /** "Confirmed by Microsoft today at 14:34"; with the day when that is not today. */
  readonly confirmed: (at: Date, now: Date, timeZone: string) => string;
  readonly watch: {
    readonly closely: (until: string) => string;
    readonly hourly: string;
    readonly over: string;
  };
  readonly routes: Readonly<Record<Route, RouteWords>>;
  readonly reasons: Readonly<Record<RouteReason, string>>;
  readonly homes: Readonly<Record<Exclude<PasskeyHome, 'elsewhere'>, string>>;
  /** Where a passkey lives whose home we cannot tell. */
  readonly otherHomes: Readonly<Record<'device-bound' | 'synced' | 'unknown', string>>;
  readonly obstacles: Readonly<Record<Obstacle, ObstacleWords>>;
  readonly notices: Readonly<Record<'failure' | 'attachment' | 'unknownText' | 'deleted', string>>;
  /** Sentences beside a pressed card. */
  readonly answers: {
    readonly failure: (reference: string) => string;
    readonly unknownAction: string;
    readonly notYours: string;
  };
};

export type RouteWords = {
  readonly name: string;
  readonly button: string;
  readonly chosen: string;
  /** What to choose on the Microsoft page, in Microsoft's words. */
  readonly method: string;
  readonly moves: readonly string[];
};

export type ObstacleWords = { readonly title: string; readonly moves: readonly string[] };
