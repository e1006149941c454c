import { EventCorrelator } from '../kubelet/event-correlator.js';
import { eventRules } from '../kubelet/event-versions.js';
import type { VersionName } from '../kubelet/versions.js';
import type { EventRecorder } from '../trace/event-recorder.js';
import { SeriesRecorder } from './event-series.js';

/** The sources that write events.k8s.io; all others go through the correlator. @source kubelet-semantics E19 */
const WRITES_SERIES: ReadonlySet<string> = new Set(['default-scheduler']);

/** Whether a source writes events.k8s.io: times to the microsecond, and series in place of counts. */
export function writesSeries(source: string): boolean {
  return WRITES_SERIES.has(source);
}

/** The recorder of a source's process that has just started. */
export function eventRecorder(source: string, version: VersionName): EventRecorder {
  return writesSeries(source) ? new SeriesRecorder() : new EventCorrelator(eventRules(version));
}
