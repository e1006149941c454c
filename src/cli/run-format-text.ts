import { objectsAt } from '../objects/cluster-objects.js';
import { calendarMs } from '../objects/times.js';
import { bandsText } from '../report/bands-text.js';
import { tells } from '../report/events-text.js';
import { podsAtText } from '../report/pods-at.js';
import { runText } from '../report/run-text.js';
import type { Io } from './io.js';
import type { RunAnswer, RunFormat } from './run-format.js';

/** Tells runs to people. */
export function textFormat(rows: 'all' | 'some', describe: string): RunFormat {
  return {
    describe,
    readsRoutine: false,
    runs: (answers, io) => io.stdout(answers.map((answer) => text(answer, rows, io)).join('\n')),
    bands: ({ bands }, io) => io.stdout(bandsText(bands, { rows, width: io.columns, style: io.style })),
    podsAt: ({ compiled: { plan }, trace }, atMs, io) => {
      const { pods } = objectsAt(plan, trace, atMs);
      io.stdout(podsAtText(pods, calendarMs(atMs), plan.kubelet.versionName));
    },
  };
}

function text({ run, compiled, trace }: RunAnswer, rows: 'all' | 'some', io: Io): string {
  const { description, plan } = compiled;
  const events = trace.eventKinds.some(tells) ? 'telling' : 'none';
  const { policy } = plan.kubelet;
  return runText(run, { description, policy, width: io.columns, rows, events, style: io.style });
}
