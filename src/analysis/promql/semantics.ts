/** Where the major versions of Prometheus differ in what an expression gives. */
export interface Semantics {
  /** Whether a range, and the five minutes an instant looks back, hold a sample at their very beginning. */
  readonly begin: 'closed' | 'open';
  /** What bounds the stretch of a counter to the left: its zero, then the distance of samples, or the other way round. */
  readonly zeroIsAsked: 'first' | 'last';
}

export const PROMETHEUS_VERSIONS = ['2', '3'] as const;
export type PrometheusVersion = (typeof PROMETHEUS_VERSIONS)[number];

/**
 * @source prometheus 2.42 promql/engine.go, functions.go (extrapolatedRate); Prometheus 3.0 migration guide, "range
 * selectors and lookback exclude samples coinciding with the left boundary"
 */
export const SEMANTICS: Readonly<Record<PrometheusVersion, Semantics>> = {
  '2': { begin: 'closed', zeroIsAsked: 'first' },
  '3': { begin: 'open', zeroIsAsked: 'last' },
};
