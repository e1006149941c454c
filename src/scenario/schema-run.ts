import * as z from 'zod/mini';
import { parseGoDuration } from '../time/go-duration.js';
import { MAX_EMPIRICAL_VALUES } from './limits.js';
import { duration, either, exactlyOne, later, listOf, once, real, say, strict } from './schema-parts.js';

const ms = (text: string): number => {
  const result = parseGoDuration(text);
  return result.ok ? result.ms : Number.NaN;
};

function positive(description: string) {
  const error = say({ code: 'out-of-range', message: 'must be longer than 0s' });
  return duration(description).check(z.refine((text) => ms(text) !== 0, error));
}

/** How long something takes when it is drawn anew each time. */
const distributionSchema = once(() => {
  const ascending = say({ code: 'out-of-range', message: 'must name the shorter duration first' });
  const two = say({ code: 'wrong-type', message: 'must be two durations such as [1s, 9s]' });
  const uniform = z
    .tuple([duration('shortest'), duration('longest')], two)
    .register(z.globalRegistry, { description: 'Any duration between two, equally likely.' })
    .check(z.refine(([from, to]) => !(ms(from) > ms(to)), ascending));
  const some = say({ code: 'out-of-range', message: 'needs at least one duration' });
  const empirical = listOf('One of these, each equally likely.', duration('a duration'), MAX_EMPIRICAL_VALUES);
  return strict('How long it takes, drawn anew each time.', {
    uniform: z.optional(uniform),
    exponential: z.optional(positive('Mean of an exponential distribution.')),
    normal: z.optional(
      strict('Normal distribution, cut at 0.', { mean: duration('mean'), stddev: duration('standard deviation') }),
    ),
    lognormal: z.optional(
      strict('Log-normal distribution.', {
        median: positive('median'),
        sigma: real('Standard deviation of the logarithm.', 0, 10),
      }),
    ),
    weibull: z.optional(
      strict('Weibull distribution.', {
        scale: positive('scale'),
        shape: real('Below 1: fails early; above 1: wears out.', 0.05, 1000),
      }),
    ),
    empirical: z.optional(empirical.check(z.minLength(1, some))),
  }).check(...exactlyOne('uniform', 'exponential', 'normal', 'lognormal', 'weibull', 'empirical'));
});

const SHAPES = '{uniform: [1s, 9s]}';

/** How long an attempt runs. */
export function runSchema() {
  const text = duration('How long it runs: a duration or forever.', 'forever');
  return either(`a duration, forever or a distribution such as ${SHAPES}`, text, later(distributionSchema));
}

/** How long a step of the kubelet takes. */
export function latencySchema(description: string) {
  return either(`a duration or a distribution such as ${SHAPES}`, duration(description), later(distributionSchema));
}
