import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../src/cluster/plan.js';
import { simulatePlan } from '../src/cluster/simulation.js';
import { compileScenario } from '../src/scenario/compile.js';
import { type RecordedContainer, scenarioFromRecording } from '../src/scenario/from-recording.js';
import { parseScenario } from '../src/scenario/parse.js';
import { Quiet } from '../src/trace/quiet.js';
import type { ContainerStatus } from '../src/trace/sink.js';
import { Trace } from '../src/trace/trace.js';
import type { Phase } from '../src/trace/vocabulary.js';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const SEEDS = 100;

/** What the API server showed of a container from an instant on; times in seconds since the pod was added. */
type Shown = readonly [atSeconds: number, state: string, reason: string | null, restartCount: number];

interface RecordedPod {
  readonly pod: string;
  readonly phases: readonly (readonly [atSeconds: number, phase: string])[];
  readonly containers: Readonly<Record<string, readonly Shown[]>>;
}

/** Follows what a simulated API shows. */
class Watcher extends Quiet {
  readonly shown: Shown[][] = [];
  readonly phases: [number, string][][] = [];

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    const { state, reason, restartCount } = status;
    this.shown[container] ??= [];
    this.shown[container].push([atMs / 1000, state, reason, restartCount]);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase): void {
    this.phases[pod] ??= [];
    this.phases[pod].push([atMs / 1000, phase]);
  }
}

const read = <Data>(folder: string, name: string): Data =>
  JSON.parse(readFileSync(join(FIXTURES, folder, name), 'utf8')) as Data;

/**
 * How long each state was shown before the next: keyed by restart count, state and what came next. Only what a wait is
 * made of: the exit as such, and CrashLoopBackOff.
 */
function shownFor(timeline: readonly Shown[]): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  timeline.forEach(([atSeconds, state, reason, restartCount], at) => {
    const next = timeline[at + 1];
    if (next === undefined) return;
    if (state === 'terminated' && next[2] === 'CrashLoopBackOff')
      lengths.set(`exit shown after ${restartCount}`, next[0] - atSeconds);
    if (reason === 'CrashLoopBackOff') lengths.set(`CrashLoopBackOff shown after ${restartCount}`, next[0] - atSeconds);
  });
  return lengths;
}

function simulatedTimelines(plan: Plan): readonly Watcher[] {
  return Array.from({ length: SEEDS }, (_, seed) => {
    const trace = new Trace();
    simulatePlan({ ...plan, seed: `status.${seed}` }, trace);
    const watcher = new Watcher();
    trace.replayApi(watcher, Number.POSITIVE_INFINITY);
    return watcher;
  });
}

const runs = readdirSync(join(FIXTURES, 'statuses'));

describe('the API shows what it showed, as long as it did (T19 to T24)', () => {
  it.each(runs)('%s', (name) => {
    const { plan } = compileScenario(
      parseScenario(scenarioFromRecording(read<RecordedContainer[]>('recordings', name))),
    );
    const watchers = simulatedTimelines(plan);
    let compared = 0;
    const outside: string[] = [];
    let index = -1;
    for (const { name: pod, template } of plan.pods) {
      const recorded = read<RecordedPod[]>('statuses', name).find((each) => each.pod === pod);
      for (const container of template.spec.containers) {
        index += 1;
        const place = index;
        const simulated = watchers.map((watcher) => shownFor(watcher.shown[place] ?? []));
        for (const [key, seconds] of shownFor(recorded?.containers[container.name] ?? [])) {
          const lengths = simulated.flatMap((each) => each.get(key) ?? []);
          compared += 1;
          const inRange =
            lengths.length > 0 && seconds >= Math.min(...lengths) - 0.5 && seconds <= Math.max(...lengths) + 0.5;
          if (!inRange)
            outside.push(
              `${pod}/${container.name} ${key}: ${seconds.toFixed(2)} s, simulated ${Math.min(...lengths)} to ${Math.max(...lengths)} (${lengths.length})`,
            );
        }
      }
    }
    expect(compared).toBeGreaterThan(30);
    expect(outside.length / compared, outside.join('\n')).toBeLessThan(0.03);
  });

  it('P5: a terminal phase follows its exit by about one relist', () => {
    const recordings = read<RecordedContainer[]>('recordings', 'run-A.json');
    const { plan } = compileScenario(parseScenario(scenarioFromRecording(recordings)));
    const watchers = simulatedTimelines(plan);
    for (const pod of ['never0', 'never1', 'onfailure0']) {
      const recorded = read<RecordedPod[]>('statuses', 'run-A.json').find((each) => each.pod === pod);
      const ended = recorded?.containers.app?.find(([, state]) => state === 'terminated')?.[0] ?? Number.NaN;
      const lag = (recorded?.phases.at(-1)?.[0] ?? Number.NaN) - ended;
      const index = plan.pods.findIndex(({ name }) => name === pod);
      const lags = watchers.map((watcher) => {
        const ends = watcher.shown[index]?.find(([, state]) => state === 'terminated')?.[0] ?? Number.NaN;
        return (watcher.phases[index]?.at(-1)?.[0] ?? Number.NaN) - ends;
      });
      expect(recorded?.phases.at(-1)?.[1]).toBe(watchers[0]?.phases[index]?.at(-1)?.[1]);
      expect(lag).toBeGreaterThan(Math.min(...lags) - 0.25);
      expect(lag).toBeLessThan(Math.max(...lags) + 0.25);
    }
  });
});
