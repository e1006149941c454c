/** A metric as it is exposed: its name, its type, and what it says. */
export interface Family {
  /** With the suffix `_total`, if it is a counter. */
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
}

/** Label values by label name; a label that is not there is the same as an empty one. */
export type Labels = Readonly<Record<string, string>>;

/** What one scrape reads of one series of an object. */
export interface Sample {
  readonly family: Family;
  /** Beyond those that all series of the object have. */
  readonly labels?: Labels;
  readonly value: number;
}

/** A family of metrics whose values may fall as well as rise. */
export function gauge(name: string, help: string): Family {
  return { name, type: 'gauge', help };
}

/** A truth as metrics tell it: 1 or 0. */
export const asNumber = (truth: boolean): number => (truth ? 1 : 0);

/** Of a condition one series for each of the three values it may have; the one it has is 1. */
export function conditionSamples(
  family: Family,
  label: string,
  status: 'true' | 'false' | 'unknown',
  labels: Labels = {},
): readonly Sample[] {
  return ['true', 'false', 'unknown'].map((each) => ({
    family,
    labels: { ...labels, [label]: each },
    value: asNumber(each === status),
  }));
}
