import { stringify } from 'yaml';
import { buildRun } from '../../src/analysis/build-run.js';
import { violations } from '../../src/analysis/invariants.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { masterSeed, namedStream, type Stream } from '../../src/engine/stream.js';
import { VERSION_NAMES } from '../../src/kubelet/versions.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Quiet } from '../../src/trace/quiet.js';
import type { ApiFacts } from '../../src/trace/sink.js';
import { Trace } from '../../src/trace/trace.js';

/** Draws for one scenario: what is on, and with which numbers. */
class Dice {
  readonly #stream: Stream;

  constructor(seed: string) {
    this.#stream = namedStream(masterSeed(seed), 'swarm');
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.#stream.uniform() * (to - from + 1));
  }

  chance(percent: number): boolean {
    return this.whole(1, 100) <= percent;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

const RUNS = ['0s', '1ms', '1s', '28s', '299.999s', '300.001s', '330s', '599.999s', '600s', '600.001s', '11m'];

/** A random scenario: features are switched on and off as a whole, so that rare combinations meet. */
export function swarmScenario(seed: string): string {
  const dice = new Dice(seed);
  const has = {
    dependencies: dice.chance(40),
    actions: dice.chance(50),
    drawnRuns: dice.chance(50),
    policies: dice.chance(50),
    deployment: dice.chance(30),
    ownPolicy: dice.chance(25),
    kubeletSettings: dice.chance(40),
    latencies: dice.chance(25),
    oneInstant: dice.chance(30),
    deletions: dice.chance(30),
  };
  const seconds = dice.whole(600, 7_200);
  const commonMs = dice.whole(0, seconds * 1000);
  /** Actions meet at about the same time, or do not. */
  const instantMs = (untilMs: number): number =>
    Math.min(untilMs, has.oneInstant ? commonMs + dice.whole(0, 8) * 500 : dice.whole(0, untilMs));
  const run = (): unknown => {
    if (!has.drawnRuns || dice.chance(50)) return dice.pick(RUNS);
    return dice.pick([
      { exponential: `${dice.whole(1, 400)}s` },
      { uniform: ['0s', `${dice.whole(1, 700)}s`] },
      { empirical: ['1s', '90s', '601s'] },
    ]);
  };
  const onTerm = (): object =>
    dice.chance(20)
      ? { onTerm: dice.chance(50) ? 'ignore' : { exit: dice.pick([0, 143]), after: `${dice.whole(0, 40)}s` } }
      : {};
  const ending = (): object =>
    dice.pick([{ exit: 0 }, { exit: dice.whole(1, 255) }, { signal: 'SEGV' }, { oom: true }]);
  const attempt = (): object => ({
    run: run(),
    ...ending(),
    ...onTerm(),
    ...(dice.chance(20) ? { times: dice.whole(2, 6) } : {}),
  });
  const guarded = (): object[] =>
    has.dependencies && dice.chance(60) ? [{ run: run(), exit: 1, when: { down: 'db' } }] : [];
  const needy = (): object[] =>
    has.dependencies && dice.chance(40) ? [{ run: 'forever', exit: 4, needs: ['db'] }] : [];
  const attempts = (): object[] => {
    const listed = [...Array.from({ length: dice.whole(1, 4) }, attempt), ...needy()];
    return [...guarded(), ...(dice.chance(20) ? [...listed, { run: 'forever' }] : listed)];
  };

  const pods = Array.from({ length: dice.whole(1, 5) }, (_, at) => ({
    name: `pod-${at}`,
    containers: Array.from({ length: dice.chance(70) ? 1 : dice.whole(2, 3) }, (_, place) => `c${place}`),
    restartPolicy: has.policies ? dice.pick(['Always', 'OnFailure', 'Never']) : 'Always',
    deletedAtMs: has.deletions && dice.chance(40) ? instantMs(seconds * 1000 - 1) + 1 : undefined,
  }));
  const action = (): object => {
    const pod = dice.pick(pods);
    const all = [
      { restartKubelet: 'node-1' },
      { setImage: { pod: pod.name, container: dice.pick(pod.containers), image: `image:${dice.whole(1, 3)}` } },
      ...(has.dependencies ? [{ setDependency: { name: 'db', up: dice.chance(50) } }] : []),
    ];
    return { at: `${instantMs((pod.deletedAtMs ?? seconds * 1000) - 1)}ms`, ...dice.pick(all) };
  };
  const deletions = pods.flatMap(({ name, deletedAtMs }) =>
    deletedAtMs === undefined ? [] : [{ at: `${deletedAtMs}ms`, deletePod: name }],
  );
  const actions = [...(has.actions ? Array.from({ length: dice.whole(1, 5) }, action) : []), ...deletions];
  const reduced = has.kubeletSettings && dice.chance(50);
  const version = dice.pick(VERSION_NAMES);
  const knowsReduced = Number(version.slice(2)) >= 33;
  const hasMax = Number(version.slice(2)) >= 35;
  const scenario = {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Scenario',
    metadata: { name: `swarm-${seed}` },
    spec: {
      duration: `${seconds}s`,
      seed,
      kubelet: {
        version,
        fidelity: dice.pick(['exact', 'realistic', 'realistic', 'documented']),
        ...(reduced && knowsReduced ? { featureGates: { ReduceDefaultCrashLoopBackOffDecay: true } } : {}),
        ...(has.kubeletSettings && hasMax
          ? { config: { crashLoopBackOff: { maxContainerRestartPeriod: `${dice.whole(1, 300)}s` } } }
          : {}),
        ...(has.ownPolicy
          ? {
              policy: {
                initial: `${dice.whole(1, 9)}s`,
                max: `${dice.whole(10, 90)}s`,
                factor: dice.pick([1, 1.5, 2, 3]),
                resetAfter: dice.pick(['1m', '10m']),
              },
            }
          : {}),
        ...(dice.chance(15) ? { housekeeping: false } : {}),
        ...(has.latencies
          ? { latency: { start: { uniform: ['0s', '8s'] }, sandbox: '2s', relist: '300ms', sync: '50ms' } }
          : {}),
      },
      ...(dice.chance(30) ? { nodes: [{ name: 'node-1' }, { name: 'node-2' }] } : {}),
      ...(has.dependencies
        ? { dependencies: [{ name: 'db', down: [{ from: '60s', until: `${dice.whole(61, seconds)}s` }] }] }
        : {}),
      processes: [
        ...pods.flatMap(({ name, containers }) =>
          containers.map((container) => ({ match: { pod: name, container }, attempts: attempts() })),
        ),
        ...(has.deployment ? [{ match: { pod: 'web-*' }, attempts: attempts() }] : []),
      ],
      ...(actions.length > 0 ? { actions } : {}),
    },
  };
  const manifests: object[] = pods.map(({ name, containers, restartPolicy }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      restartPolicy,
      terminationGracePeriodSeconds: dice.pick([0, 5, 30]),
      containers: containers.map((container) => ({ name: container, image: 'image:1' })),
    },
  }));
  if (has.deployment) {
    const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'app', image: 'web' }] } };
    manifests.push({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: dice.whole(1, 4), selector: { matchLabels: { app: 'web' } }, template },
    });
  }
  return [scenario, ...manifests].map((document) => stringify(document)).join('---\n');
}

export interface SwarmResult {
  readonly violations: readonly string[];
  /** A digest of all that happened and all that the API was told. */
  readonly hash: string;
}

/** Tells everything the API is told. */
class Teller extends Quiet {
  readonly #told: unknown[];

  constructor(told: unknown[]) {
    super();
    this.#told = told;
  }

  override podCreated(...fact: Parameters<ApiFacts['podCreated']>): void {
    this.#told.push(['created', ...fact]);
  }

  override podBound(...fact: Parameters<ApiFacts['podBound']>): void {
    this.#told.push(['bound', ...fact]);
  }

  override podTerminating(...fact: Parameters<ApiFacts['podTerminating']>): void {
    this.#told.push(['terminating', ...fact]);
  }

  override podDeleted(...fact: Parameters<ApiFacts['podDeleted']>): void {
    this.#told.push(['deleted', ...fact]);
  }

  override containerPublished(...fact: Parameters<ApiFacts['containerPublished']>): void {
    this.#told.push(fact);
  }

  override phasePublished(...fact: Parameters<ApiFacts['phasePublished']>): void {
    this.#told.push(fact);
  }

  override conditionPublished(...fact: Parameters<ApiFacts['conditionPublished']>): void {
    this.#told.push(fact);
  }

  override occurred(...fact: Parameters<ApiFacts['occurred']>): void {
    this.#told.push(fact);
  }

  override kubeletRestarted(...fact: Parameters<ApiFacts['kubeletRestarted']>): void {
    this.#told.push(['kubelet', ...fact]);
  }
}

/** Runs a scenario once, checks what every run must satisfy, and digests it. */
export function swarmRun(text: string): SwarmResult {
  const { plan } = compileScenario(parseScenario(text));
  const trace = new Trace();
  simulatePlan(plan, trace);
  const told: unknown[] = [];
  trace.replayApi(new Teller(told), Number.POSITIVE_INFINITY);
  return { violations: violations(plan, trace), hash: digest(JSON.stringify([buildRun(plan, trace), told])) };
}

function digest(text: string): string {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

/** What is wrong with the scenario of a seed, run twice; undefined when nothing is. */
export function swarmProblem(seed: string): string | undefined {
  const text = swarmScenario(seed);
  try {
    const [first, second] = [swarmRun(text), swarmRun(text)];
    const found = first.hash === second.hash ? first.violations : [...first.violations, 'two runs differ'];
    return found.length === 0 ? undefined : found.slice(0, 5).join('; ');
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
