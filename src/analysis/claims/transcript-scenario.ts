import { Simulation } from '../../cluster/simulation.js';
import { compileScenario } from '../../scenario/compile.js';
import { parseScenario } from '../../scenario/parse.js';
import { formatDuration } from '../../time/go-duration.js';
import type { Behaviour } from '../behaviour.js';
import type { Plausibility } from '../plausibility.js';
import { offsetsOf, readsLike } from '../row-match.js';
import { ShownPod } from '../shown-pod.js';
import { agesOf, type Shown, type TranscriptRow } from '../transcript.js';
import { TranscriptMatcher } from '../transcript-matcher.js';

/**
 * The run that was found as a scenario that expects the rows of itself; undefined where a scenario does not show them,
 * since its draws are its own.
 */
export function transcriptScenario(
  rows: readonly TranscriptRow[],
  found: Plausibility,
  behaviour: Behaviour,
): string | undefined {
  if (found.verdict !== 'possible' || found.showing.runMs === undefined) return undefined;
  const durationMs = Math.max(0, ...rows.map((row) => agesOf(row).to)) + 1;
  const { seed, version, runMs } = found.showing;
  const from = Math.max(0, runMs - behaviour.runVariesByMs);
  const lines = [
    'apiVersion: crashloop.dev/v1alpha1',
    'kind: Scenario',
    'metadata: {name: transcript}',
    'spec:',
    '  description: A pod that shows these rows.',
    `  duration: ${formatDuration(durationMs)}`,
    `  seed: ${JSON.stringify(seed)}`,
    `  kubelet: {version: "${version}", fidelity: realistic}`,
    '  processes:',
    '    - match: {pod: app}',
    '      attempts:',
    `        - {run: {uniform: [${from}ms, ${runMs + behaviour.runVariesByMs}ms]}, ${ending(behaviour)}}`,
  ];
  const instants = instantsOf(`${lines.join('\n')}\n`, rows, behaviour, durationMs);
  if (instants === undefined) return undefined;
  const expected = rows.map(({ status, restarts }, at) => {
    return `    - {pod: app, at: ${instants[at]}ms, status: "${status}", restarts: ${restarts}}`;
  });
  return `${[...lines, '  expect:', ...expected].join('\n')}\n`;
}

function ending({ exitReason, exitCode }: Behaviour): string {
  return exitReason === 'OOMKilled' ? 'oom: true' : `exit: ${exitCode}`;
}

/** When the scenario's pod shows each row; undefined when it does not show them all. */
function instantsOf(
  text: string,
  rows: readonly TranscriptRow[],
  behaviour: Behaviour,
  durationMs: number,
): readonly number[] | undefined {
  const { plan } = compileScenario(parseScenario(text));
  const shown: Shown[] = [];
  const matcher = new TranscriptMatcher(rows, behaviour.leadMs);
  const pod = new ShownPod(plan.kubelet.versionName, (each) => {
    shown.push(each);
    matcher.shown(each);
  });
  const simulation = new Simulation(plan, pod);
  while (!simulation.advance(1_000));
  pod.tellUntil(durationMs + 1);
  matcher.end();
  const offset = matcher.offsets[0]?.from;
  if (matcher.missed !== undefined || offset === undefined) return undefined;
  const instants = rows.map((row) => instantOf(row, shown, offset));
  return instants.every((each) => each !== undefined) ? instants : undefined;
}

function instantOf(row: TranscriptRow, shown: readonly Shown[], offset: number): number | undefined {
  const ages = agesOf(row);
  for (const each of shown.filter((one) => readsLike(row, one))) {
    const fits = offsetsOf(row, each).some(({ from, to }) => from <= offset && offset <= to);
    const atMs = Math.max(each.fromMs, ages.from - offset, 0);
    if (fits && atMs <= Math.min(each.untilMs - 1, ages.to - offset)) return atMs;
  }
  return undefined;
}
