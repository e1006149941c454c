import { formatDuration } from '../../time/go-duration.js';
import { SECOND_MS } from '../../time/units.js';
import type { ClaimedKubelet } from './claimed-kubelet.js';
import type { FastRun } from './fastest-restarts.js';

/** How the runs of a container end, for a scenario that shows it. */
export type Life =
  /** All runs last the same, and end by themselves. */
  | { readonly kind: 'same-runs'; readonly runMs: number }
  /** A liveness probe has every run killed after the same time. */
  | { readonly kind: 'same-kills'; readonly runMs: number }
  /** Run after run as listed, the last of them for ever. */
  | { readonly kind: 'listed'; readonly runs: readonly FastRun[] };

export interface CrashingScenario {
  readonly kubelet: ClaimedKubelet;
  readonly life: Life;
  readonly durationMs: number;
  /** What it is to show, and where a reader finds it. */
  readonly description: string;
  /** At the end. */
  readonly restartsAtLeast: number;
}

/** The pod and its container, in every scenario made here. */
const POD = 'app';

/** Longer lists are no scenario to look at, and a file may not hold many more. */
const MOST_ATTEMPTS = 500;

/**
 * The shortest scenario in which a container lives like that; `crashloop verify` holds it to its count. Undefined where it
 * would be too long to read.
 */
export function crashingScenario({
  kubelet,
  life,
  durationMs,
  description,
  restartsAtLeast,
}: CrashingScenario): string | undefined {
  const entries = attempts(life);
  if (entries.length > MOST_ATTEMPTS) return undefined;
  const isProbed =
    life.kind === 'same-kills' || (life.kind === 'listed' && life.runs.some(({ ending }) => ending === 'kill'));
  const lines = [
    'apiVersion: crashloop.dev/v1alpha1',
    'kind: Scenario',
    'metadata: {name: claim}',
    'spec:',
    `  description: ${JSON.stringify(description)}`,
    `  duration: ${formatDuration(durationMs)}`,
    ...kubeletLines(kubelet),
    '  processes:',
    `    - match: {pod: ${POD}}`,
    '      attempts:',
    ...entries.map((attempt) => `        - ${attempt}`),
    '  expect:',
    `    - {pod: ${POD}, at: ${formatDuration(durationMs)}, restarts: {min: ${restartsAtLeast}}}`,
    ...(isProbed ? probedPod() : []),
  ];
  return `${lines.join('\n')}\n`;
}

function kubeletLines({ config, policy, isStated }: ClaimedKubelet): readonly string[] {
  const { version, gates, maxRestartPeriodMs } = config;
  const on = Object.entries(gates).map(([gate, isOn]) => `${gate}: ${isOn}`);
  const period = maxRestartPeriodMs === undefined ? undefined : formatDuration(maxRestartPeriodMs);
  const { initialMs, maxMs } = policy;
  return [
    '  kubelet:',
    `    version: "${version}"`,
    ...(on.length === 0 ? [] : [`    featureGates: {${on.join(', ')}}`]),
    ...(period === undefined ? [] : [`    config: {crashLoopBackOff: {maxContainerRestartPeriod: ${period}}}`]),
    ...(isStated ? [`    policy: {initial: ${formatDuration(initialMs)}, max: ${formatDuration(maxMs)}}`] : []),
  ];
}

function attempts(life: Life): readonly string[] {
  switch (life.kind) {
    case 'same-runs':
      return [`{run: ${formatDuration(life.runMs)}, exit: 1}`];
    case 'same-kills':
      return [`{run: forever, healthy: [{until: ${formatDuration(life.runMs - SECOND_MS / 2)}}]}`];
    case 'listed':
      return listed(life.runs);
  }
}

/** Equal neighbours become one entry. */
function listed(runs: readonly FastRun[]): readonly string[] {
  const entries: { text: string; times: number }[] = [];
  for (const { ending, runMs } of runs) {
    const text =
      ending === 'exit'
        ? `run: ${formatDuration(runMs)}, exit: 1`
        : `run: forever, healthy: [{until: ${formatDuration(runMs - SECOND_MS / 2)}}]`;
    const last = entries.at(-1);
    if (last?.text === text) last.times += 1;
    else entries.push({ text, times: 1 });
  }
  return [
    ...entries.map(({ text, times }) => (times === 1 ? `{${text}}` : `{${text}, times: ${times}}`)),
    '{run: forever}',
  ];
}

/** Looked at every second, killed at the first failure: the life of a run is what `healthy` says. */
function probedPod(): readonly string[] {
  return [
    '---',
    'apiVersion: v1',
    'kind: Pod',
    `metadata: {name: ${POD}}`,
    'spec:',
    '  containers:',
    `    - {name: ${POD}, image: app, livenessProbe: {exec: {command: [check]}, periodSeconds: 1, failureThreshold: 1}}`,
  ];
}
