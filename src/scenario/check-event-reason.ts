import { EVENT_REASONS } from '../trace/vocabulary.js';
import type { Context } from './context.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import type { ExpectEntry } from './schema.js';
import { valueSpan } from './spans.js';

/** Notes an event that no run has: to expect none of it holds whatever happens. */
export function remarkOnReason(entry: ExpectEntry, { spans, remark }: Context): void {
  const { event } = entry;
  if (event === undefined || (EVENT_REASONS as readonly string[]).includes(event)) return;
  const hint = suggestion(event, EVENT_REASONS, 'reasons are words such as BackOff, Failed or Killing');
  remark(valueSpan(spans, entry, 'event'), `no run has an event ${quoted(event)}: ${hint}`);
}
