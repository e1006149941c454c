import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherAttempts } from '../../../src/analysis/attempts.js';
import type { ExplainOptions } from '../../../src/analysis/explain/explain.js';
import { VERSION_NAMES, type VersionName } from '../../../src/kubelet/versions.js';
import { objectsAt } from '../../../src/objects/cluster-objects.js';
import { calendarMs } from '../../../src/objects/times.js';
import { describePod } from '../../../src/report/describe/pod.js';
import { type ExplainAnswer, explain } from '../../../src/report/explain-answer.js';
import { ran } from '../../support/objects.js';

/** A pod that crashes, under any release and configuration, and instants at which it is looked at. */
interface Case {
  readonly version: VersionName;
  readonly config: object;
  readonly runs: readonly string[];
  readonly policy: string;
  readonly place: 'containers' | 'initContainers';
  readonly isProbed: boolean;
  readonly seed: number;
  readonly looks: readonly number[];
}

const DURATION_MS = 3_600_000;
const RUNS = ['0s', '5s', '28s', '{uniform: [1s, 40s]}', '330s', '400s', '{exponential: 100s}', '601s'];
const CONFIGS: readonly [since: VersionName, config: object][] = [
  ['1.28', {}],
  ['1.33', { featureGates: { ReduceDefaultCrashLoopBackOffDecay: true } }],
  ['1.35', { crashLoopBackOff: { maxContainerRestartPeriod: '60s' } }],
  ['1.35', { crashLoopBackOff: { maxContainerRestartPeriod: '5s' } }],
];

const cases: fc.Arbitrary<Case> = fc.constantFrom(...VERSION_NAMES).chain((version) =>
  fc.record({
    version: fc.constant(version),
    config: fc.constantFrom(...CONFIGS.filter(([since]) => since <= version).map(([, config]) => config)),
    runs: fc.array(fc.constantFrom(...RUNS), { minLength: 1, maxLength: 2 }),
    policy: fc.constantFrom('Always', 'OnFailure'),
    place: fc.constantFrom('containers', 'containers', 'initContainers'),
    isProbed: fc.boolean(),
    seed: fc.nat(),
    looks: fc.array(fc.noBias(fc.integer({ min: 5_000, max: DURATION_MS - 1 })), { minLength: 8, maxLength: 8 }),
  }),
);

function scenario({ version, config, runs, policy, place, isProbed }: Case): string {
  const { featureGates = {}, ...rest } = config as { featureGates?: object };
  const used = place === 'containers' ? runs : runs.slice(0, 1);
  const liveness = { exec: { command: ['ok'] }, periodSeconds: 5, failureThreshold: 2 };
  const probe = isProbed && place === 'containers' ? { livenessProbe: liveness } : {};
  const crashing = used.map((_, at) => ({ name: `c${at}`, image: 'app', imagePullPolicy: 'IfNotPresent', ...probe }));
  const parts = { containers: [{ name: 'main', image: 'app' }] };
  const spec = { ...parts, [place]: crashing, restartPolicy: policy };
  const healthy = isProbed && place === 'containers' ? ', healthy: [{from: 0s, until: 20s}]' : '';
  return [
    'apiVersion: crashloop.dev/v1alpha1',
    'kind: Scenario',
    'metadata: {name: any}',
    'spec:',
    `  duration: ${DURATION_MS / 1_000}s`,
    `  kubelet: ${JSON.stringify({ version, fidelity: 'realistic', featureGates, config: rest })}`,
    '  processes:',
    ...used.map((run, at) => `  - {match: {container: c${at}}, attempts: [{run: ${run}, exit: 1${healthy}}]}`),
    '---',
    JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec }),
  ].join('\n');
}

interface Tally {
  asked: number;
  answered: number;
  met: number;
}

/** What is shown of a container that runs, has just been started, or is held up by another. */
const UNSEEN = new Set(['Running', 'ContainerCreating', 'PodInitializing']);

const seconds = (stamp: string | undefined): number => Date.parse(stamp ?? '') / 1_000;

/** Looks at the pod at the instants, in both forms, and compares what is foretold with what the run did next. */
function judge(one: Case, tallies: Readonly<Record<'object' | 'page', Tally>>): void {
  const { plan, trace } = ran(scenario(one), { seed: String(one.seed) });
  const attempts = gatherAttempts(trace);
  const names = plan.pods[0]?.template.spec.containers.map(({ name }) => name) ?? [];
  const config = { file: 'kubelet.json', text: JSON.stringify({ kind: 'KubeletConfiguration', ...one.config }) };
  for (const atMs of one.looks) {
    const { pods, events } = objectsAt(plan, trace, atMs);
    const [pod] = pods;
    if (pod === undefined) continue;
    const options: ExplainOptions = { nowMs: calendarMs(atMs), version: one.version, config, draws: 200 };
    const page = describePod(pod, events, calendarMs(atMs));
    for (const [form, evidence] of [
      ['object', pod],
      ['page', page],
    ] as const) {
      const found = explain(evidence, options);
      for (const answer of 'pod' in found ? [found] : found) {
        const starts = attempts[names.indexOf(answer.container ?? '')] ?? [];
        tell(
          tallies[form],
          answer,
          starts.map(({ startedAtMs }) => startedAtMs),
          atMs,
        );
      }
    }
  }
}

function tell(tally: Tally, answer: ExplainAnswer, starts: readonly (number | null)[], atMs: number): void {
  const next = starts.find((startedAtMs) => startedAtMs !== null && startedAtMs > atMs);
  if (next === undefined || next === null || UNSEEN.has(answer.state ?? '')) return;
  tally.asked += 1;
  if (answer.nextStart === null) return;
  tally.answered += 1;
  const start = calendarMs(next) / 1_000;
  if (seconds(answer.nextStart.from) <= start && start <= seconds(answer.nextStart.until)) tally.met += 1;
}

describe('explain on simulated pods', () => {
  const tallies = { object: { asked: 0, answered: 0, met: 0 }, page: { asked: 0, answered: 0, met: 0 } };
  for (const one of fc.sample(cases, { numRuns: 40, seed: 5 })) judge(one, tallies);

  it.each(['object', 'page'] as const)('names the interval of the next start (%s)', (form) => {
    const { asked, answered, met } = tallies[form];
    expect(asked).toBeGreaterThan(150);
    expect(answered / asked).toBeGreaterThan(0.98);
    expect(met / answered).toBeGreaterThan(0.95);
  });
});
