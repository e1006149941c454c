import { type DetectOptions, detectIn, PIPELINE, PROMETHEUS } from '../../analysis/detect/detect.js';
import type { Detection } from '../../analysis/detect/detection.js';
import { RULE_NUMBERS } from '../../analysis/detect/published-rules.js';
import { PromqlError } from '../../analysis/promql/expression.js';
import { PROMETHEUS_VERSIONS } from '../../analysis/promql/semantics.js';
import type { Plan } from '../../cluster/plan.js';
import { detectMarkdown, detectOverview } from '../../report/detect-table.js';
import { detectText } from '../../report/detect-text.js';
import { formatDuration } from '../../time/go-duration.js';
import { SECOND_MS } from '../../time/units.js';
import { Trace } from '../../trace/trace.js';
import { rulesOf } from '../alert-rules.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { durationFlag, kubeletFlags, lengthOf, overridesOf } from '../kubelet-flags.js';
import { loadScenario } from '../load.js';
import { Progress } from '../progress.js';
import { scenarioFiles } from '../scenario-files.js';
import { MORE_MANIFESTS, OTHER_DURATION } from '../scenario-flags.js';
import { simulateWatched } from '../simulate.js';

const FORMATS = ['text', 'json', 'markdown'] as const;
type Format = (typeof FORMATS)[number];

/** Of scrapes and evaluations, for every container: half a minute of work. */
const MOST_INSTANTS = 5_000_000;

/** Holds crash-loop detectors and alert rules against runs. */
export const detectCommand = command({
  options: (yargs) =>
    kubeletFlags(
      yargs.positional('paths', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'scenario files or folders of them, or - for standard input',
      }),
    )
      .option('output', { alias: 'o', choices: FORMATS, default: 'text' as Format, describe: 'how to tell it' })
      .option('rule', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'only this one, by its name in the answer; again for more',
      })
      .option('expr', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'an alert of your own: PromQL, then perhaps "for 5m" and "keep_firing_for 5m"',
      })
      .option('rule-file', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'the alerts of a Prometheus rule file or a PrometheusRule',
      })
      .option('restarts', {
        type: 'number',
        requiresArg: true,
        default: RULE_NUMBERS.restarts,
        describe: 'of the rule restarts: more than this many …',
      })
      .option('window', durationOption(RULE_NUMBERS.windowMs, '… in this time'))
      .option('delay', durationOption(PIPELINE.delayMs, 'how often the pipeline looks'))
      .option('waitperiod', durationOption(PIPELINE.waitPeriodMs, 'how long the pipeline waits'))
      .option('scrape', durationOption(PROMETHEUS.scrapeMs, 'how far apart scrapes are'))
      .option('scrape-phase', durationOption(PROMETHEUS.scrapePhaseMs, 'when the first scrape is'))
      .option('evaluate', durationOption(PROMETHEUS.evaluateMs, 'how far apart evaluations of the rules are'))
      .option('evaluate-phase', durationOption(PROMETHEUS.evaluatePhaseMs, 'when the first evaluation is'))
      .option('prometheus', {
        type: 'string',
        choices: PROMETHEUS_VERSIONS,
        default: PROMETHEUS.version,
        describe: 'whose semantics hold: since 3 a range excludes a sample at its very beginning',
      })
      .option('for', OTHER_DURATION)
      .option('filename', MORE_MANIFESTS)
      .example('$0 scenarios/exits-immediately.yaml', 'all that is built in')
      .example('$0 scenarios/liveness-failing.yaml --rule restarts', 'more than 5 restarts in 5 minutes?')
      .example('$0 scenarios/needs-database.yaml scenarios/sleep-loop.yaml', 'several at a glance; a folder, too')
      .example("$0 scenarios/no-room.yaml --expr 'kube_pod_status_unschedulable == 1 for 5m'", 'an alert of your own'),
  work: async (args, io) => {
    const windowMs = positive('window', args.window);
    if (!(Number.isFinite(args.restarts) && args.restarts >= 0))
      throw new UsageError('--restarts must be a number from 0');
    const asked = rulesOf(args, { restarts: args.restarts, windowMs }, io);
    const options: DetectOptions = {
      rules: asked.rules,
      pipeline: asked.pipeline
        ? { delayMs: positive('delay', args.delay), waitPeriodMs: positive('waitperiod', args.waitperiod) }
        : undefined,
      prometheus: {
        version: args.prometheus,
        scrapeMs: positive('scrape', args.scrape),
        scrapePhaseMs: durationFlag('scrape-phase', args['scrape-phase']),
        evaluateMs: positive('evaluate', args.evaluate),
        evaluatePhaseMs: durationFlag('evaluate-phase', args['evaluate-phase']),
      },
      windowMs,
    };
    const overrides = { ...overridesOf(args, io), ...lengthOf(args.for) };
    const loaded = scenarioFiles(args.paths, io).map((file) => loadScenario(file, args.filename, overrides, io));
    const detections: Detection[] = [];
    for (const { plan, file } of loaded) {
      const trace = new Trace();
      if (!(await simulateWatched({ plan, file }, trace, io))) {
        io.stderr(`interrupted: ${plan.scenario} and what follows it are left out\n`);
        if (detections.length > 0) tell(detections, args.output, args, io);
        return EXIT.interrupted;
      }
      checkSize(plan, trace, options);
      detections.push(detected(plan, trace, options, io));
    }
    tell(detections, args.output, args, io);
    return EXIT.good;
  },
});

function durationOption(defaultMs: number, describe: string) {
  const text = defaultMs === 0 ? '0s' : formatDuration(defaultMs);
  return { type: 'string', requiresArg: true, default: text, describe } as const;
}

function positive(name: string, text: string): number {
  const ms = durationFlag(name, text);
  if (ms < SECOND_MS) throw new UsageError(`--${name} ${text}: it must be at least 1s`);
  return ms;
}

function checkSize({ scenario, durationMs }: Plan, { containers }: Trace, { prometheus }: DetectOptions): void {
  const instants = durationMs / prometheus.scrapeMs + durationMs / prometheus.evaluateMs;
  if (instants * containers <= MOST_INSTANTS) return;
  const most = `at most ${MOST_INSTANTS / 1e6} million scrapes and evaluations, one for each container, are looked at`;
  throw new UsageError(`${scenario}: ${most}\nhint: a shorter --for, or a longer --scrape and --evaluate`);
}

function detected(plan: Plan, trace: Trace, options: DetectOptions, io: Io): Detection {
  const progress = new Progress(io, `${plan.scenario}, rules`);
  try {
    return detectIn(plan, trace, options, (doneRatio) => progress.show(doneRatio));
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    throw new UsageError(`${plan.scenario}: a rule cannot be evaluated, there or in Prometheus: ${error.message}`);
  } finally {
    progress.clear();
  }
}

interface Asked {
  readonly rule: readonly string[];
  readonly expr: readonly string[];
  readonly 'rule-file': readonly string[];
}

function tell(detections: readonly Detection[], format: Format, asked: Asked, io: Io): void {
  const [only, ...others] = detections;
  if (format === 'json') io.stdout(`${JSON.stringify(others.length === 0 ? only : detections)}\n`);
  else if (format === 'markdown') io.stdout(detectMarkdown(detections));
  else if (only !== undefined && others.length === 0) {
    const single = asked.rule.length + asked.expr.length + asked['rule-file'].length > 0;
    io.stdout(detectText(only, { width: io.columns, detail: single ? 'all' : 'some' }));
  } else io.stdout(detectOverview(detections, io.columns));
}
