import { buildRun } from '../../analysis/build-run.js';
import { chooseWait, WaitQuestionError } from '../../analysis/choose-wait.js';
import { Diary } from '../../analysis/diary.js';
import type { Run } from '../../analysis/run.js';
import { tellWait } from '../../analysis/tell-wait.js';
import type { Plan } from '../../cluster/plan.js';
import { toldWait, waitReport } from '../../report/wait-report.js';
import type { Clock } from '../../report/wait-words.js';
import { Trace } from '../../trace/trace.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { kubeletFlags, lengthOf, overridesOf } from '../kubelet-flags.js';
import { loadScenario } from '../load.js';
import { MORE_MANIFESTS, OTHER_DURATION } from '../scenario-flags.js';
import { simulateWatched } from '../simulate.js';

const FORMATS = ['text', 'wide', 'json'] as const;

/** Tells one wait of one container, step by step. */
export const whyCommand = command({
  options: (yargs) =>
    kubeletFlags(
      yargs.positional('file', {
        type: 'string',
        demandOption: true,
        describe: 'a scenario file, or - for standard input',
      }),
    )
      .option('restart', {
        alias: 'r',
        type: 'string',
        requiresArg: true,
        default: 'last',
        describe: 'which: a number of the restart table, 0 for the first start, or last',
      })
      .option('pod', {
        type: 'string',
        requiresArg: true,
        describe: 'its pod, when there are several; a * stands for anything',
      })
      .option('container', {
        alias: 'c',
        type: 'string',
        requiresArg: true,
        describe: 'its container, when there are several',
      })
      .option('output', {
        alias: 'o',
        choices: FORMATS,
        default: 'text' as (typeof FORMATS)[number],
        describe: 'text, wide: text with every step, or json',
      })
      .option('filename', MORE_MANIFESTS)
      .option('for', OTHER_DURATION)
      .example('$0 scenarios/exits-immediately.yaml --restart 4', 'the rule, on an ideal clock')
      .example(
        '$0 scenarios/exits-immediately.yaml --restart 4 --fidelity realistic',
        'with everything a real kubelet does meanwhile',
      )
      .example(
        '$0 scenarios/liveness-failing.yaml --pod hangs -r 6 --fidelity realistic',
        'whose exit a probe kill is judged by',
      ),
  work: async (args, io) => {
    const restart = restartFlag(args.restart);
    const overrides = { ...overridesOf(args, io), ...lengthOf(args.for) };
    const { plan } = loadScenario(args.file, args.filename, overrides, io);
    const trace = new Trace();
    if (!(await simulateWatched({ plan, file: args.file }, trace, io))) return EXIT.interrupted;
    const run = buildRun(plan, trace);
    const chosen = choose(run, { pod: args.pod, container: args.container, restart });
    tellOthers(chosen, io);
    const pod = trace.pods.find(({ uid }) => uid === chosen.pod.uid);
    const container = pod?.containers.find(({ name }) => name === chosen.container.name);
    if (pod === undefined || container === undefined) throw new Error('the run lost a pod that it had');
    // The same run again, listening to this wait only: to keep every step of every pod would take far more room.
    const diary = new Diary({ pod, container: container.index, attempt: chosen.restart });
    if (!(await simulateWatched({ plan, file: args.file }, diary, io))) return EXIT.interrupted;
    const story = tellWait(run, chosen, diary.lines);
    const clock = clockOf(plan);
    if (args.output === 'json') io.stdout(`${JSON.stringify(toldWait(story, clock))}\n`);
    else io.stdout(waitReport(story, { width: io.columns, clock, rows: args.output === 'wide' ? 'all' : 'some' }));
    return EXIT.good;
  },
});

function restartFlag(text: string): number | 'last' {
  if (text === 'last') return text;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--restart ${text}: it must be a whole number or last\nhint: --restart 7, or --restart last`);
}

function choose(run: Run, question: Parameters<typeof chooseWait>[1]): ReturnType<typeof chooseWait> {
  try {
    return chooseWait(run, question);
  } catch (error) {
    if (!(error instanceof WaitQuestionError)) throw error;
    throw new UsageError([error.message, ...hints(error.choices)].join('\n'));
  }
}

function tellOthers({ pod, others }: ReturnType<typeof chooseWait>, io: Io): void {
  const [other] = others;
  if (other === undefined) return;
  io.stderr(
    `note: ${pod.name} is told, the first of ${others.length + 1} pods of ${pod.owner}; --pod ${other} tells another\n`,
  );
}

const MOST_CHOICES = 12;

function hints(choices: readonly string[]): readonly string[] {
  const more = choices.length - MOST_CHOICES;
  const shown = choices.slice(0, MOST_CHOICES).map((choice, at) => `${at === 0 ? 'hint: ' : '      '}${choice}`);
  return more > 0 ? [...shown, `      … and ${more} more`] : shown;
}

function clockOf({ kubelet }: Plan): Clock {
  const { requeue } = kubelet.timing;
  if (requeue === 'at-change') return 'ideal';
  return requeue === 'expiry' ? 'since-1.35' : 'up-to-1.34';
}
