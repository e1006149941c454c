import type { Plan } from '../cluster/plan.js';
import { formatDuration } from '../time/go-duration.js';
import type { Context } from './context.js';
import { estimateEvents } from './estimate-events.js';
import { MAX_DURATION_MS, MAX_EVENTS } from './limits.js';
import { valueSpan } from './spans.js';

const count = (value: number): string =>
  value >= 1e9 ? `${Math.round(value / 1e9)} billion` : `${Math.round(value / 1e6)} million`;

/** Refuses a run that lasts too long to simulate, and says what makes it so. */
export function checkSize(plan: Plan, { document, spans, report }: Context): void {
  const span = valueSpan(spans, document.spec, 'duration');
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
  const { events, biggest } = estimateEvents(plan);
  if (events <= MAX_EVENTS || biggest === undefined) return;
  const { pod, container, cycleMs } = biggest;
  const rate = cycleMs === 0 ? 'restarts without time passing' : `restarts about every ${formatDuration(cycleMs)}`;
  const size = `about ${count(events)} events; at most ${count(MAX_EVENTS)} are simulated`;
  const message = `the run has ${size}: container ${container.name} of pod ${pod.name} ${rate}`;
  const hint = 'shorten the duration, let the process run longer, or choose a policy with a longer backoff';
  report(span, { code: 'too-many-events', message, hint });
}
