import { judgeExpectations } from '../../analysis/expectations.js';
import { toVerifyResult, type VerifyResult, verifyJunit, verifyTap, verifyText } from '../../report/verify-report.js';
import { Trace } from '../../trace/trace.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { kubeletFlags, overridesOf } from '../kubelet-flags.js';
import { loadScenario } from '../load.js';
import { scenarioFiles } from '../scenario-files.js';
import { simulateWatched } from '../simulate.js';

const FORMATS = ['text', 'json', 'tap', 'junit'] as const;
type Format = (typeof FORMATS)[number];

const RENDER: Readonly<Record<Format, (results: readonly VerifyResult[], io: Io) => string>> = {
  text: (results, { columns, style }) => verifyText(results, { width: columns, style }),
  json: (results) => `${JSON.stringify(results)}\n`,
  tap: verifyTap,
  junit: verifyJunit,
};

/** Holds scenarios against their own expectations. */
export const verifyCommand = command({
  options: (yargs) =>
    kubeletFlags(
      yargs.positional('paths', {
        type: 'string',
        array: true,
        default: ['scenarios'],
        describe: 'scenario files or folders of them',
      }),
    )
      .option('output', { alias: 'o', choices: FORMATS, default: 'text' as Format, describe: 'how to tell it' })
      .example('$0 scenarios', 'all scenarios of a folder')
      .example('$0 scenarios/needs-database.yaml -o tap', 'one, for a test harness'),
  work: async (args, io) => {
    const files = scenarioFiles(args.paths, io);
    const overrides = overridesOf(args, io);
    const loaded = files.map((file) => loadScenario(file, [], overrides, io));
    const results: VerifyResult[] = [];
    for (const { plan, file, expectations } of loaded) {
      const trace = new Trace();
      if (!(await simulateWatched({ plan, file }, trace, io))) {
        io.stderr(`interrupted: ${plan.scenario} and what follows it were not verified\n`);
        io.stdout(RENDER[args.output](results, io));
        return EXIT.interrupted;
      }
      results.push(...judgeExpectations(plan, trace, expectations).map(toVerifyResult));
    }
    if (results.length === 0)
      throw new UsageError(`${files.join(', ')}: nothing is expected there, so nothing was verified`);
    io.stdout(RENDER[args.output](results, io));
    return results.every(({ ok }) => ok) ? EXIT.good : EXIT.expectationFailed;
  },
});
