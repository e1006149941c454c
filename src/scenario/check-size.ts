import type { Plan } from '../cluster/plan.js';
import { formatDuration } from '../time/go-duration.js';
import type { Context } from './context.js';
import { estimateEvents } from './estimate-events.js';
import { estimatePods } from './estimate-pods.js';
import { MAX_DURATION_MS, MAX_EVENTS, MAX_PODS } from './limits.js';
import { type Span, sourceOf } from './source.js';
import { valueSpan } from './spans.js';

const count = (value: number): string =>
  value >= 1e9 ? `${Math.round(value / 1e9)} billion` : `${Math.round(value / 1e6)} million`;

function rateText(cycleMs: number): string {
  if (!Number.isFinite(cycleMs)) return 'is looked at and probed too often';
  return cycleMs === 0
    ? 'restarts without time passing'
    : `restarts about every ${formatDuration(Math.round(cycleMs))}`;
}

/**
 * Refuses a run that lasts too long or makes too much to simulate, and says what makes it so.
 *
 * @param given the words that gave the duration, where it is not the file's
 */
export function checkSize(plan: Plan, { document, spans, report }: Context, given: string | undefined): void {
  const span = given === undefined ? valueSpan(spans, document.spec, 'duration') : spanOfWords(given);
  const { durationMs } = plan;
  if (!(durationMs > 0)) {
    report(span, { code: 'out-of-range', message: 'the duration of the run must be longer than 0s' });
    return;
  }
  if (durationMs > MAX_DURATION_MS) {
    const message = `the run lasts ${formatDuration(durationMs)}; at most ${formatDuration(MAX_DURATION_MS)} are simulated`;
    report(span, { code: 'out-of-range', message });
    return;
  }
  const made = estimatePods(plan);
  if (made.pods > MAX_PODS) {
    const size = `the run makes about ${Math.round(made.pods)} pods; at most ${MAX_PODS} are simulated`;
    report(span, {
      code: 'too-many-pods',
      message: `${size}: most come from ${made.biggest}`,
      hint: `shorten the duration, or let ${made.biggest} make fewer`,
    });
    return;
  }
  const { events, biggest } = estimateEvents(plan);
  if (events <= MAX_EVENTS || biggest === undefined) return;
  const { pod, container, cycleMs } = biggest;
  const rate = rateText(cycleMs);
  const size = `about ${count(events)} events; at most ${count(MAX_EVENTS)} are simulated`;
  const message = `the run has ${size}: container ${container.name} of pod ${pod} ${rate}`;
  const hint = 'shorten the duration, let the process run longer, or choose a policy with a longer backoff';
  report(span, { code: 'too-many-events', message, hint });
}

/** The last of the words is the duration. */
function spanOfWords(words: string): Span {
  return { source: sourceOf('<flags>', words), start: words.lastIndexOf(' ') + 1, end: words.length };
}
