// Replays the recordings of real kubelets and prints recorded against simulated waits; `npm run recordings -- 1000`
// says over how many seeds. With a file and --scenario it prints the scenario a recording is turned into.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayRecording } from '../src/analysis/replay.js';
import { replayTable } from '../src/report/replay-table.js';
import { type RecordedContainer, scenarioFromRecording } from '../src/scenario/from-recording.js';

const FOLDER = join(import.meta.dirname, '../test/fixtures/recordings');

function read(path: string): readonly RecordedContainer[] {
  return JSON.parse(readFileSync(path, 'utf8')) as readonly RecordedContainer[];
}

const [first, option] = process.argv.slice(2);
if (option === '--scenario' && first !== undefined) {
  process.stdout.write(scenarioFromRecording(read(first)));
} else {
  const seeds = Number(first ?? 1000);
  const runs = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const containers = read(join(FOLDER, name));
      return {
        name: containers[0]?.run ?? name,
        version: containers[0]?.version ?? '',
        waits: replayRecording(containers, seeds),
      };
    });
  process.stdout.write(replayTable(runs));
}
