import { answerRestarts, type RestartsFacts, toRestartsAnswer } from '../../analysis/restarts.js';
import { type RestartsQuestion, tallyRestarts } from '../../analysis/tally.js';
import type { Distribution } from '../../engine/distributions.js';
import { claimReasons } from '../../report/claim-reasons.js';
import { restartsText } from '../../report/restarts-text.js';
import { compileScenario, type Overrides } from '../../scenario/compile.js';
import { parseScenario } from '../../scenario/parse.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { UsageError } from '../io.js';
import { durationFlag, kubeletFlags, overridesOf } from '../kubelet-flags.js';

/** Arithmetic on restarts, both ways, and a verdict on claims. */
export const restartsCommand = command({
  verb: 'restarts',
  positionals: '',
  summary: 'how many restarts in a time, when a crash number, and whether a claim can be true',
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
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'how to tell it',
      })
      .example('$0 --count 5941 --within 20d', 'can that be?')
      .example('$0 --within 1h --run 28s', 'how many restarts in an hour')
      .example('$0 --count 100 --max 60s -o json', 'when is crash 100 at a cap of a minute'),
  work: async (args, io) => {
    const { count } = args;
    const withinMs = args.within === undefined ? undefined : durationFlag('within', args.within);
    if (withinMs === undefined && count === undefined) {
      throw new UsageError('nothing to answer\nhint: give --within 20d, --count 5941, or both for a verdict');
    }
    if (count !== undefined && !(Number.isSafeInteger(count) && count >= 1)) {
      throw new UsageError(`--count ${count}: not a crash number\nhint: the first crash is number 1`);
    }
    const settings = { run: args.run, max: args.max, reduced: args['reduced-decay'] };
    const ask = (given: Settings, overrides: Overrides): RestartsFacts =>
      answerRestarts({ ...questionOf(given, overrides), withinMs, count });
    const facts = ask(settings, overridesOf(args, io));
    if (args.output === 'json') {
      io.stdout(`${JSON.stringify(toRestartsAnswer(facts, claimReasons(facts)))}\n`);
    } else {
      io.stdout(restartsText(facts, others(settings, withinMs, count, overridesOf(args, io).seed)));
    }
    return EXIT.good;
  },
});

interface Settings {
  readonly run: string;
  readonly max?: string | undefined;
  readonly reduced?: boolean | undefined;
}

/** The question as a scenario, so that flags mean what the same words mean in a file. @throws {ScenarioError} */
function questionOf(
  { run, max, reduced }: Settings,
  overrides: Overrides,
): Omit<RestartsQuestion, 'withinMs' | 'count'> {
  const text = [
    'apiVersion: crashloop.dev/v1alpha1',
    'kind: Scenario',
    'metadata: {name: restarts}',
    'spec:',
    '  kubelet:',
    '    housekeeping: true',
    ...(reduced === true ? ['    featureGates: {ReduceDefaultCrashLoopBackOffDecay: true}'] : []),
    ...(max === undefined
      ? []
      : ['    config:', '      crashLoopBackOff:', `        maxContainerRestartPeriod: ${max}`]),
    '  processes:',
    '    - match: {pod: app}',
    '      attempts:',
    '        - exit: 1',
    `          run: ${run}`,
  ].join('\n');
  const { plan } = compileScenario(parseScenario(text, { file: 'command line' }), { ...overrides, durationMs: 1 });
  return {
    kubelet: plan.kubelet,
    fidelity: plan.fidelity,
    seed: plan.seed,
    run: runOf(plan.pods[0]?.containers[0]?.script.listed[0]?.run),
  };
}

function runOf(run: Distribution | undefined): Distribution {
  if (run === undefined) throw new UsageError('--run forever: such a container never crashes');
  return run;
}

/** The same question put to other policies, to set the answer in proportion. */
function others(
  { run }: Settings,
  withinMs: number | undefined,
  count: number | undefined,
  seed: string | undefined,
): readonly RestartsFacts[] {
  const rows: readonly { name: string; settings: Settings; overrides: Overrides }[] = [
    { name: 'as documented', settings: { run }, overrides: { fidelity: 'documented' } },
    { name: 'kubelet 1.36, max 60s', settings: { run, max: '60s' }, overrides: { version: '1.36' } },
    { name: 'kubelet 1.34, reduced decay', settings: { run, reduced: true }, overrides: { version: '1.34' } },
    { name: 'kubelet 1.36, reduced decay', settings: { run, reduced: true }, overrides: { version: '1.36' } },
    run === '0s'
      ? { name: 'none, runs of 1s', settings: { run: '1s' }, overrides: { policy: 'none' } }
      : { name: 'none', settings: { run }, overrides: { policy: 'none' } },
  ];
  return rows.map(({ name, settings, overrides }) => {
    const question = questionOf(settings, { ...overrides, seed });
    const policy = { ...question.kubelet.policy, name };
    const asked = { ...question, kubelet: { ...question.kubelet, policy }, withinMs, count };
    return { question: asked, tally: tallyRestarts(asked), claim: undefined };
  });
}
