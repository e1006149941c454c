// Replays the recordings of real kubelets and says how much of them lies where simulated runs put it.
//   npm run recordings                      over 1000 seeds, on all cores
//   npm run recordings -- 300               over 300 seeds
//   npm run recordings -- 1000 write        puts it into docs/evidence.md
//   npm run recordings -- pod A/liveness    the scenario that one recorded pod is turned into
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { PodScore } from '../src/analysis/score-pod.js';
import { podsTable, scoresSummary, stepsTable } from '../src/report/recordings-table.js';
import { scenarioFromRecordedPod } from '../src/scenario/from-recorded-pod.js';
import { recordedPods } from '../test/support/recorded-pods.js';
import { scoreRecordings } from '../test/support/recorded-scores.js';

const MOST_OUTPUT = 2 ** 30;
const PAGE = resolve(import.meta.dirname, '../docs/evidence.md');

/** Waits are told with all their simulated counterparts, the rest in short. JSON knows no Infinity. */
function packed(scores: readonly PodScore[]): string {
  const short = ({ counts, lengths, retries, ...score }: PodScore): PodScore => {
    const [a, b, c] = [counts, lengths, retries].map((all) => all.map((each) => ({ ...each, simulated: [] })));
    return { ...score, counts: a ?? [], lengths: b ?? [], retries: c ?? [] };
  };
  return JSON.stringify(scores.map(short), (_, value) => (value === Number.POSITIVE_INFINITY ? 'never' : value));
}

const unpacked = (text: string): readonly PodScore[] =>
  JSON.parse(text, (_, value) => (value === 'never' ? Number.POSITIVE_INFINITY : value)) as readonly PodScore[];

/** Scores shares of the recordings in processes of their own. */
async function scoreAll(seeds: string): Promise<readonly PodScore[]> {
  const of = availableParallelism();
  const script = process.argv[1] ?? '';
  const parts = Array.from({ length: of }, async (_, place) => {
    const args = [...process.execArgv, script, 'part', seeds, String(place), String(of)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: MOST_OUTPUT });
    return unpacked(stdout);
  });
  const scored = await Promise.all(parts);
  const byName = new Map(scored.flat().map((score) => [`${score.run}/${score.pod}`, score]));
  return recordedPods().flatMap(({ kubelet, pod }) => byName.get(`${kubelet.run}/${pod.name}`) ?? []);
}

const [first = '1000', second = '', place = '0', of = '1'] = process.argv.slice(2);
const isCount = /^[1-9]\d*$/.test(first) && ['', 'write'].includes(second);
if (!isCount && first !== 'part' && first !== 'pod') {
  process.stdout.write('npm run recordings -- [SEEDS [write]] | pod RUN/NAME\n');
  process.exit(['--help', '-h'].includes(first) ? 0 : 2);
}
if (first === 'part') {
  process.stdout.write(packed(scoreRecordings(Number(second), { place: Number(place), of: Number(of) })));
} else if (first === 'pod') {
  const found = recordedPods().find(({ kubelet, pod }) => `${kubelet.run}/${pod.name}` === second);
  if (found === undefined) {
    const names = recordedPods().map((each) => `${each.kubelet.run}/${each.pod.name}`);
    process.stderr.write(`error: no recorded pod is called ${second}\nhint: ${names.join(' ')}\n`);
    process.exitCode = 2;
  } else {
    process.stdout.write(scenarioFromRecordedPod(found.kubelet, found.pod));
  }
} else {
  const scores = await scoreAll(first);
  const text = `${stepsTable(scores)}\n${podsTable(scores)}\n${scoresSummary(scores)}`;
  process.stdout.write(text);
  if (second === 'write') {
    const whole = /<!-- recordings -->[\s\S]*<!-- \/recordings -->/;
    const told = `<!-- recordings -->\n${text}<!-- /recordings -->`;
    writeFileSync(
      PAGE,
      readFileSync(PAGE, 'utf8').replace(whole, () => told),
    );
  }
}
