import { askRestarts, type RestartsWords } from '../../analysis/ask-restarts.js';
import { answerRestarts, type RestartsFacts, toRestartsAnswer } from '../../analysis/restarts.js';
import { tallyRestarts } from '../../analysis/tally.js';
import { restartsReasons } from '../../report/restarts-reasons.js';
import { restartsText } from '../../report/restarts-text.js';
import { CHART_FLAGS, CHART_FORMATS, type ChartFile, chartFile, refuseChartFlags } from '../charts/chart-file.js';
import { write } from '../charts/write.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { kubeletFlags, overridesOf } from '../kubelet-flags.js';

/** Arithmetic on restarts, both ways, and a verdict on claims. */
export const restartsCommand = command({
  options: (yargs) =>
    kubeletFlags(yargs)
      .option('within', {
        alias: 'for',
        type: 'string',
        requiresArg: true,
        describe: 'count crashes and restarts in this time',
      })
      .option('count', {
        type: 'number',
        requiresArg: true,
        describe: 'say when this crash happens; with --within, judge the claim',
      })
      .option('run', {
        type: 'string',
        requiresArg: true,
        default: '0s',
        describe: "how long each run lasts: a duration, or a distribution such as '{exponential: 5s}'",
      })
      .option('max', { type: 'string', requiresArg: true, describe: 'maxContainerRestartPeriod of the kubelet' })
      .option('reduced-decay', { type: 'boolean', describe: 'the feature gate ReduceDefaultCrashLoopBackOffDecay' })
      .option('output', {
        alias: 'o',
        choices: ['text', 'json', ...CHART_FORMATS] as const,
        default: 'text' as const,
        describe: 'how to tell it; svg, html and png: a chart over all run times',
      })
      .option('chart', { choices: ['days'] as const, describe: 'what to draw: restarts by run time, for several caps' })
      .options(CHART_FLAGS)
      .example('$0 --count 5941 --within 20d', 'can that be?')
      .example('$0 --within 1h --run 28s', 'how many restarts in an hour')
      .example('$0 --within 1d -o svg --chart days > days.svg', 'longer runs may restart more often')
      .example('$0 --count 100 --max 60s -o json', 'when is crash 100 at a cap of a minute'),
  work: async (args, io) => {
    const words: RestartsWords = {
      ...overridesOf(args, io),
      run: args.run,
      within: args.within,
      count: args.count,
      max: args.max,
      reducedDecay: args['reduced-decay'],
    };
    if (args.output !== 'text' && args.output !== 'json') {
      const file = chartFile(args.output, args, io);
      write(await drawDays(words, file, io), io);
      return EXIT.good;
    }
    refuseChartFlags(args);
    const facts = answerRestarts(askRestarts(words));
    if (args.output === 'json') io.stdout(`${JSON.stringify(toRestartsAnswer(facts, restartsReasons(facts)))}\n`);
    else io.stdout(restartsText(facts, otherPolicies(words), { width: io.columns, style: io.style }));
    return EXIT.good;
  },
});

/** A chart has every run time along its axis, and is drawn on the ideal clock. */
async function drawDays(words: RestartsWords, file: ChartFile, io: Io): Promise<string | Uint8Array> {
  if (words.within === undefined || words.count !== undefined || words.run !== '0s') {
    throw new UsageError('a chart of restarts by run time takes --within, and neither --count nor --run');
  }
  const isReal = words.fidelity === 'realistic';
  if (isReal) io.stderr('note: the chart is drawn on the ideal clock, exact instead of realistic\n');
  const question = askRestarts(isReal ? { ...words, fidelity: 'exact' } : words);
  const { daysOf, drawFile } = await import('../charts/entry.js');
  return drawFile([daysOf({ ...question, withinMs: question.withinMs ?? 0 })], file);
}

/** The same question put to other policies, to set the answer in proportion. */
function otherPolicies({ run, within, count, seed, fidelity }: RestartsWords): readonly RestartsFacts[] {
  const asked = { within, count, seed };
  const rows: readonly (RestartsWords & { readonly name: string })[] = [
    { name: 'as documented', run, fidelity: 'documented' },
    { name: 'kubelet 1.36, max 60s', run, version: '1.36', max: '60s' },
    { name: 'kubelet 1.34, reduced decay', run, version: '1.34', reducedDecay: true },
    { name: 'kubelet 1.36, reduced decay', run, version: '1.36', reducedDecay: true },
    run === '0s' ? { name: 'none, runs of 1s', run: '1s', policy: 'none' } : { name: 'none', run, policy: 'none' },
  ];
  const clock = fidelity === 'realistic' ? ' (ideal clock)' : '';
  return rows.map(({ name, ...words }) => {
    const question = askRestarts({ ...words, ...asked });
    const kubelet = { ...question.kubelet, policy: { ...question.kubelet.policy, name: name + clock } };
    return { question: { ...question, kubelet }, tally: tallyRestarts(question), claim: undefined };
  });
}
