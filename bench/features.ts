// What each feature of a pod costs, against a plain crash loop in the same run: `npm run bench -- --features`.
import { stringify } from 'yaml';
import { simulatePlan } from '../src/cluster/simulation.js';
import { compileScenario } from '../src/scenario/compile.js';
import { parseScenario } from '../src/scenario/parse.js';
import { Counts } from '../src/trace/counts.js';
import type { Sink } from '../src/trace/sink.js';
import { Trace } from '../src/trace/trace.js';

interface Feature {
  readonly title: string;
  /** Fields of the one container. */
  readonly container?: object;
  /** Fields of the pod's specification. */
  readonly pod?: object;
  readonly attempt?: object;
  readonly spec?: object;
  readonly sink?: () => Sink;
}

const probe = { exec: { command: ['check'] }, periodSeconds: 10 };
const init = { name: 'init', image: 'busybox:1.36' };

const PLAIN: Feature = { title: 'crash loop, counted' };
const FEATURES: readonly Feature[] = [
  { title: 'workers and agenda', container: { lifecycle: { postStart: { sleep: { seconds: 0 } } } } },
  { title: 'every fact kept (statuses and events)', sink: () => new Trace() },
  { title: 'liveness probe', container: { livenessProbe: probe } },
  { title: 'readiness probe', container: { readinessProbe: probe } },
  { title: 'startup probe', container: { startupProbe: probe } },
  { title: 'postStart hook', container: { lifecycle: { postStart: { exec: { command: ['x'] } } } } },
  { title: 'image pulled at every start', container: { imagePullPolicy: 'Always' } },
  { title: 'init container', pod: { initContainers: [init] } },
  { title: 'sidecar', pod: { initContainers: [{ ...init, restartPolicy: 'Always' }] } },
  { title: 'realistic clock', spec: { kubelet: { fidelity: 'realistic' } } },
];

const PODS = 200;
const ROUNDS = 5;

function planOf({ container, pod, attempt, spec }: Feature) {
  const scenario = {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Scenario',
    metadata: { name: 'feature' },
    spec: {
      duration: '6h',
      processes: [
        { match: { container: 'init' }, attempts: [pod !== undefined && 'initContainers' in pod ? { run: '1s' } : {}] },
        { match: { container: 'app' }, attempts: [{ run: '28s', exit: 1, ...attempt }] },
      ].filter(({ match }) => match.container === 'app' || (pod !== undefined && 'initContainers' in pod)),
      ...spec,
    },
  };
  const workload = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: PODS,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'app', image: 'busybox:1.36', ...container }], ...pod },
      },
    },
  };
  return compileScenario(parseScenario([scenario, workload].map((each) => stringify(each)).join('---\n'))).plan;
}

/** CPU milliseconds of one run. */
function cpuMs(feature: Feature): number {
  const plan = planOf(feature);
  const sink = feature.sink?.() ?? new Counts(2 * PODS);
  const before = process.cpuUsage();
  simulatePlan(plan, sink);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** What each feature costs, as a table; ratios to a plain crash loop run just before. */
export function featureTable(): string {
  cpuMs(PLAIN);
  const rows = FEATURES.map((feature) => {
    cpuMs(feature);
    const ratios = Array.from({ length: ROUNDS }, () => {
      const plainMs = cpuMs(PLAIN);
      return cpuMs(feature) / plainMs;
    });
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    return `${feature.title.padEnd(42)}${median(ratios).toFixed(1).padStart(7)}   (${least.toFixed(1)} to ${most.toFixed(1)})`;
  });
  return `What features cost: ${PODS} pods for 6 h, CPU against ${PLAIN.title} (median of ${ROUNDS})\n${rows.join('\n')}\n`;
}
