/** What an expectation compares with: one value, or a range with both ends included. Durations are milliseconds. */
export type Expected =
  | { readonly kind: 'exact'; readonly value: string | number | boolean }
  | { readonly kind: 'range'; readonly min: number | undefined; readonly max: number | undefined };

/** A field of a container (or, for status and phase, its pod) at an instant. */
export interface AtCheck {
  readonly field: 'restarts' | 'status' | 'phase' | 'reason' | 'ready';
  readonly expected: Expected;
}

/** A property of one restart. `backoff` and `delay` are in milliseconds. */
export interface RestartCheck {
  readonly field: 'backoff' | 'delay' | 'why';
  readonly expected: Expected;
}

export type Moment =
  | { readonly kind: 'at'; readonly atMs: number; readonly checks: readonly AtCheck[] }
  | { readonly kind: 'restart'; readonly restart: number; readonly checks: readonly RestartCheck[] };

/** What a scenario says must be true of its run: every match must hold, and no match fails. */
export interface Expectation {
  readonly file: string;
  readonly line: number;
  /** The subject for people, such as `pod web-* at 30m`. */
  readonly text: string;
  readonly podPattern: string;
  /** Undefined: every container. */
  readonly containerPattern: string | undefined;
  readonly moment: Moment;
}
