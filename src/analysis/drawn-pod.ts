import type { ScriptEntry } from '../cluster/script.js';
import { type Distribution, drawMs } from '../engine/distributions.js';
import { masterSeed, namedStream, type Stream } from '../engine/stream.js';
import type { ProbeSpec } from '../kubelet/pod-spec.js';
import { SECOND_MS } from '../time/units.js';
import type { Behaviour, FailingLiveness, FreeProbe } from './behaviour.js';
import type { Interval } from './intervals.js';

/** A behaviour with every free parameter settled, by a seed. */
export interface DrawnPod {
  readonly behaviour: Behaviour;
  /** How long the runs last, the last one's length for ever after; undefined: it does not end by itself. */
  readonly runs: readonly (Distribution | undefined)[];
  readonly liveness: ProbeSpec | undefined;
  readonly readiness: ProbeSpec | undefined;
  readonly probes: ScriptEntry['probes'];
  readonly onTerm: ScriptEntry['onTerm'];
}

const STOPS_AT_ONCE = { exitCode: 143, afterMs: 0 } as const;
/** @source kubelet-semantics PR1 */
const PROBE_DEFAULTS = { timeoutMs: SECOND_MS, successThreshold: 1, terminationGraceMs: undefined } as const;

/** The typical run of the pod simulated from this seed; undefined: for ever. */
export function typicalRunMs({ runMs }: Behaviour, seed: string): number | undefined {
  return runMs === undefined ? undefined : drawFrom(runMs, streamOf(seed, 'run'));
}

/** The pod simulated from this seed. Each group of parameters has a stream of its own, so that none moves another. */
export function drawnPod(behaviour: Behaviour, seed: string): DrawnPod {
  const { firstRunsMs = [], runVariesByMs: variesByMs, liveness, readiness } = behaviour;
  const ofFirst = streamOf(seed, 'first-runs');
  const typicalMs = typicalRunMs(behaviour, seed);
  const first = firstRunsMs.map((runMs) => around(drawFrom(runMs, ofFirst), variesByMs));
  const ofLiveness = streamOf(seed, 'liveness');
  return {
    behaviour,
    runs: [...first, typicalMs === undefined ? undefined : around(typicalMs, variesByMs)],
    liveness: liveness && probeOf(liveness.probe, ofLiveness),
    readiness: readiness && probeOf(readiness, streamOf(seed, 'readiness')),
    probes: liveness && { liveness: failing(liveness, ofLiveness) },
    onTerm: liveness === undefined ? STOPS_AT_ONCE : termResponse(liveness, ofLiveness),
  };
}

function streamOf(seed: string, of: string): Stream {
  return namedStream(masterSeed(seed), 'transcript', of);
}

function drawFrom({ from, to }: Interval, stream: Stream): number {
  return drawMs({ kind: 'uniform', fromMs: from, toMs: to + 1 }, stream);
}

function around(ms: number, variesByMs: number): Distribution {
  return { kind: 'uniform', fromMs: Math.max(0, ms - variesByMs), toMs: ms + variesByMs };
}

function wholeSeconds({ from, to }: Interval, stream: Stream): number {
  return drawFrom({ from: from / SECOND_MS, to: to / SECOND_MS }, stream) * SECOND_MS;
}

function probeOf({ handler, initialDelayMs, periodMs, failureThreshold }: FreeProbe, stream: Stream): ProbeSpec {
  return {
    ...PROBE_DEFAULTS,
    handler,
    initialDelayMs: wholeSeconds(initialDelayMs, stream),
    periodMs: wholeSeconds(periodMs, stream),
    failureThreshold,
  };
}

function failing({ healthyForMs }: FailingLiveness, stream: Stream) {
  const untilMs = drawFrom(healthyForMs, stream);
  return { good: [{ fromMs: 0, untilMs }], takesMs: 0, output: undefined };
}

function termResponse({ onTerm }: FailingLiveness, stream: Stream): ScriptEntry['onTerm'] {
  return onTerm === 'ignore' ? onTerm : { exitCode: onTerm.exitCode, afterMs: drawFrom(onTerm.afterMs, stream) };
}
