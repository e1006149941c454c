import { buildRun } from '../../analysis/build-run.js';
import { clusterAt } from '../../analysis/cluster-state.js';
import type { Run } from '../../analysis/run.js';
import { runCsv } from '../../report/csv.js';
import { podsAtText } from '../../report/pods-at.js';
import { policyText } from '../../report/policy-text.js';
import { runText } from '../../report/run-text.js';
import type { Compiled } from '../../scenario/compile.js';
import { Trace } from '../../trace/trace.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { durationFlag, kubeletFlags, overridesOf } from '../kubelet-flags.js';
import { loadScenario } from '../load.js';
import { simulateWatched } from '../simulate.js';

const FORMATS = ['text', 'wide', 'json', 'ndjson', 'csv'] as const;
type Format = (typeof FORMATS)[number];

interface Answer {
  readonly run: Run;
  readonly compiled: Compiled;
  readonly trace: Trace;
}

/** Simulates scenarios and tells what happened. */
export const runCommand = command({
  verb: 'run',
  positionals: '<files..>',
  summary: 'simulate scenarios: every restart, and why it waited as long as it did',
  options: (yargs) =>
    kubeletFlags(
      yargs.positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'scenario files, or - for standard input',
      }),
    )
      .option('output', {
        alias: 'o',
        choices: FORMATS,
        default: 'text' as Format,
        describe: 'how to tell it; wide: text with every row',
      })
      .option('filename', {
        alias: 'f',
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'more manifests',
      })
      .option('for', {
        type: 'string',
        requiresArg: true,
        describe: 'simulate this long instead of the scenario’s duration',
      })
      .option('at', { type: 'string', requiresArg: true, describe: 'list the pods as they are at this time instead' })
      .example('$0 scenarios/exits-immediately.yaml', 'why one line printed crash-loops')
      .example('$0 scenarios/needs-database.yaml --at 9m', 'the pods after 9 minutes')
      .example('$0 scenarios/cap-60s.yaml --for 20d -o csv', 'every attempt a line'),
  work: async (args, io) => {
    const overrides = {
      ...overridesOf(args, io),
      durationMs: args.for === undefined ? undefined : durationFlag('for', args.for),
    };
    const atMs = args.at === undefined ? undefined : durationFlag('at', args.at);
    const loaded = args.files.map((file) => loadScenario(file, args.filename, overrides, io));
    const answers: Answer[] = [];
    for (const compiled of loaded) {
      const trace = new Trace();
      if (!(await simulateWatched(compiled.plan, trace, io))) {
        io.stderr(`interrupted: what follows leaves ${compiled.plan.scenario} unfinished\n`);
        tell(answers, args.output, atMs, io);
        return EXIT.interrupted;
      }
      answers.push({ run: buildRun(compiled.plan, trace), compiled, trace });
    }
    tell(answers, args.output, atMs, io);
    return EXIT.good;
  },
});

function tell(answers: readonly Answer[], format: Format, atMs: number | undefined, io: Io): void {
  if (atMs !== undefined) {
    for (const { compiled, trace } of answers) io.stdout(podsAtText(clusterAt(compiled.plan, trace, atMs)));
    return;
  }
  const runs = answers.map(({ run }) => run);
  switch (format) {
    case 'json':
      io.stdout(`${JSON.stringify(runs.length === 1 ? runs[0] : runs)}\n`);
      return;
    case 'ndjson':
      for (const run of runs) io.stdout(`${JSON.stringify(run)}\n`);
      return;
    case 'csv':
      for (const run of runs) io.stdout(runCsv(run));
      return;
    default:
      io.stdout(answers.map((answer) => text(answer, format === 'wide' ? 'all' : 'some', io)).join('\n'));
  }
}

function text({ run, compiled }: Answer, rows: 'all' | 'some', io: Io): string {
  const { description, plan } = compiled;
  return runText(run, { description, policy: policyText(plan.kubelet.policy), width: io.columns, rows });
}
