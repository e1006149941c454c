// Replays the recordings of real kubelets and prints recorded against simulated waits.
//   npm run recordings                      all runs over 1000 seeds
//   npm run recordings -- 300 by-version    over 300 seeds, pooled by kubelet version, as in the README
//   npm run recordings -- scenario FILE     the scenario that a recording is turned into
//   npm run recordings -- pod A/liveness    the scenario that one pod of a run is turned into
import { replaySummary, replayTable } from '../src/report/replay-table.js';
import { scenarioFromRecordedPod } from '../src/scenario/from-recorded-pod.js';
import { scenarioFromRecording } from '../src/scenario/from-recording.js';
import { recordedPods } from '../test/support/recorded-pods.js';
import { readRecording, replayedGroups } from '../test/support/recordings.js';

const [first = '1000', second = 'by-run'] = process.argv.slice(2);
if (first === 'scenario') {
  process.stdout.write(scenarioFromRecording(readRecording(second).containers));
} else if (first === 'pod') {
  const found = recordedPods().find(({ kubelet, pod }) => `${kubelet.run}/${pod.name}` === second);
  if (found === undefined) throw new Error(`no recorded pod is called ${second}`);
  process.stdout.write(scenarioFromRecordedPod(found.kubelet, found.pod));
} else {
  const groups = replayedGroups(Number(first), second === 'by-version' ? 'by-version' : 'by-run');
  process.stdout.write(`${replayTable(groups)}\n${replaySummary(groups)}`);
}
