// Makes the fixtures of recorded pods from a folder of recordings.
//   npx tsx bin/import-recordings.ts FOLDER
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packRecording } from '../test/support/packed-recording.js';
import { rawRuns, readRawRun } from '../test/support/raw-recording.js';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: tsx bin/import-recordings.ts FOLDER');
const fixtures = join(import.meta.dirname, '../test/fixtures/recorded-pods');
for (const run of rawRuns(folder)) {
  const kubelet = readRawRun(folder, run);
  writeFileSync(join(fixtures, `run-${run}.json`), packRecording(kubelet));
  process.stdout.write(`run ${run}: ${kubelet.pods.length} pods\n`);
}
