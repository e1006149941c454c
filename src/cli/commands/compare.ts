import { type Comparison, comparing } from '../../analysis/compare/compare.js';
import type { Scenario } from '../../scenario/parse.js';
import { splitPolicies } from '../../scenario/policy-list.js';
import { POLICY_WORDS, policyFromWords } from '../../scenario/policy-words.js';
import { CHART_FLAGS, refuseChartFlags } from '../charts/chart-file.js';
import { command } from '../command.js';
import { COMPARE_FORMATS } from '../compare-formats.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { kubeletFlags, lengthOf, overridesOf } from '../kubelet-flags.js';
import { readManifests, readScenario } from '../load.js';
import { Progress } from '../progress.js';
import { claimsAmong, tellClaims } from '../published-claims.js';
import { MORE_MANIFESTS } from '../scenario-flags.js';

const DEFAULT_POLICIES = 'kubelet,max=60s,kep-4603,max=10s';
/** The one format that scenarios have not. */
const CLAIMS_ONLY = 'markdown';
const MOST_POLICIES = 50;
const MOST_RUNS = 1_000;

/** Puts policies side by side on the same scenario. */
export const compareCommand = command({
  options: (yargs) =>
    kubeletFlags(
      yargs.positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'scenario files, - for standard input, or a folder with published claims and their scenarios',
      }),
    )
      .option('policy', {
        type: 'string',
        requiresArg: true,
        default: DEFAULT_POLICIES,
        describe: `what to compare, with commas between; the first is what the others are held against: ${POLICY_WORDS}`,
      })
      .option('output', {
        alias: 'o',
        choices: [...Object.keys(COMPARE_FORMATS), CLAIMS_ONLY],
        default: 'text',
        describe: `how to tell it: ${Object.entries(COMPARE_FORMATS)
          .map(([name, { describe }]) => `${name}: ${describe}`)
          .join('; ')}; ${CLAIMS_ONLY}: published claims as a page`,
      })
      .option('filename', MORE_MANIFESTS)
      .option('for', {
        type: 'string',
        requiresArg: true,
        describe: 'how long the scenario lasts, instead of its own duration; a day is simulated in any case',
      })
      .option('runs', {
        type: 'number',
        requiresArg: true,
        describe: 'seeds, where chance plays a part; 10 unless given',
      })
      .option('pods-per-node', {
        type: 'number',
        requiresArg: true,
        default: 110,
        describe: 'how many such pods a full node has, for the requests to the API',
      })
      .option('requests-per-restart', {
        type: 'number',
        requiresArg: true,
        default: 5,
        describe: 'how many requests each restart makes; KEP-4603 counts 5',
      })
      .options(CHART_FLAGS)
      .example('$0 scenarios/needs-database.yaml', 'what a lower cap costs, and what it gains')
      .example('$0 scenarios/exits-immediately.yaml --policy 1.34+reduced,1.36+reduced', 'one gate, two meanings')
      .example('$0 scenarios/crash-after-28s.yaml --policy kubelet,initial=1s,max=30s,none', 'a curve of your own')
      .example(
        '$0 scenarios/needs-database.yaml --policy 1.34,1.36 --fidelity realistic -o json',
        'for programs, with a real kubelet’s spread',
      )
      .example('$0 scenarios/crash-after-28s.yaml --for 3h -o svg > policies.svg', 'several policies in one picture')
      .example('$0 scenarios/keps', 'which published figures hold, KEP-4603 and KEP-5593 among them'),
  work: async (args, io) => {
    const claims = claimsAmong(args.files, io);
    if (claims !== undefined) return tellClaims(claims, args.output, io);
    const format = COMPARE_FORMATS[args.output];
    if (format === undefined) throw new UsageError(`-o ${args.output} is for a folder with published claims`);
    if (format.check === undefined) refuseChartFlags(args);
    else format.check(args, io);
    const policies = splitPolicies(args.policy);
    // A word nobody knows is a slip of the pen; what a known one makes impossible is told in its row.
    for (const policy of policies) policyFromWords(policy);
    if (policies.length > MOST_POLICIES) throw new UsageError(`--policy: at most ${MOST_POLICIES} are compared`);
    const { policy: _, ...overrides } = overridesOf(args, io);
    const options = {
      ...overrides,
      policies,
      ...lengthOf(args.for),
      runs: args.runs === undefined ? undefined : countFlag('runs', args.runs, MOST_RUNS),
      load: {
        podsPerNode: countFlag('pods-per-node', args['pods-per-node'], 100_000),
        requestsPerRestart: countFlag('requests-per-restart', args['requests-per-restart'], 1_000),
      },
    };
    const comparisons: Comparison[] = [];
    for (const file of args.files) {
      const comparison = await compareWatched(readScenario(file, readManifests(args.filename, io), io), options, io);
      if (comparison === undefined) {
        io.stderr(`interrupted: ${file} is left out, unfinished\n`);
        if (comparisons.length > 0) await format.tell(comparisons, io, args);
        return EXIT.interrupted;
      }
      comparisons.push(comparison);
    }
    await format.tell(comparisons, io, args);
    return EXIT.good;
  },
});

function countFlag(name: string, value: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`--${name} must be a whole number from 1 to ${most}`);
}

/** Compares with a progress bar; undefined when the user interrupts. */
async function compareWatched(
  scenario: Scenario,
  options: Parameters<typeof comparing>[1],
  io: Io,
): Promise<Comparison | undefined> {
  const work = comparing(scenario, options);
  const progress = new Progress(io, scenario.document.metadata.name);
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) {
      progress.clear();
      return step.value;
    }
    progress.show(step.value);
    await io.breathe();
    if (io.interrupted()) {
      progress.clear();
      return undefined;
    }
  }
}
