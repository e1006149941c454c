import { isDeepStrictEqual } from 'node:util';
import { type CheckOptions, runsAtOnce, trialOf } from '../../analysis/claims/check-claims.js';
import type { TranscriptJudgement } from '../../analysis/claims/judge-transcript.js';
import type { Judgement } from '../../analysis/claims/judgement.js';
import { readClaims } from '../../analysis/claims/read-claims.js';
import type { ClaimAt } from '../../analysis/claims/stated-claim.js';
import { resolvePolicy } from '../../kubelet/config.js';
import { type ClaimAnswer, claimAnswer } from '../../report/claims/claim-answer.js';
import { claimText } from '../../report/claims/claim-text.js';
import { claimsTable } from '../../report/claims/claims-table.js';
import { transcriptText } from '../../report/claims/transcript-text.js';
import { compileScenario } from '../../scenario/compile.js';
import { parseScenario } from '../../scenario/parse.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { finish } from '../finish.js';
import { type Io, STDIN, UsageError } from '../io.js';
import { overridesOf, type RuleFlags, ruleFlags } from '../kubelet-flags.js';

const HINT =
  'hint: write a claim such as "5 restarts in 2m14s", "more than 5 restarts in 5 minutes", "restarts after 10s, 30s, 70s", or rows of kubectl get pods';

interface Checked {
  readonly at: ClaimAt;
  readonly judgement: Judgement | TranscriptJudgement;
  readonly answer: ClaimAnswer;
}

/** Judges claims and transcripts. */
export const checkCommand = command({
  options: (yargs) =>
    ruleFlags(
      yargs.positional('claims', {
        type: 'string',
        array: true,
        default: [STDIN],
        describe: 'claims in words, or files of them; standard input by default',
      }),
    )
      .option('output', {
        alias: 'o',
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'how to tell it',
      })
      .option('scenario', { type: 'boolean', describe: 'print only the shortest scenario that shows what is claimed' })
      .option('tries', {
        type: 'number',
        requiresArg: true,
        describe:
          'for rows of kubectl: how many runs to try before giving up; unless given 10000, and fewer of pods that lived long',
      })
      .example("$0 '5 restarts in 2m14s'", 'a count and a time')
      .example("$0 'more than 5 restarts in 5 minutes'", 'can this alert ever fire?')
      .example("$0 'web-0 0/1 CrashLoopBackOff 5 (2m ago) 5m2s'", 'a row of kubectl get pods')
      .example("$0 '1s/60s: 5 excess restarts in the first 5 minutes' -o json", 'a row of a KEP')
      .example("$0 '7 restarts in 5 minutes' --scenario", 'how would one bring it about?'),
  work: async (args, io) => {
    const { tries } = args;
    if (tries !== undefined && !(Number.isSafeInteger(tries) && tries >= 1)) {
      throw new UsageError('--tries must be a whole number from 1');
    }
    const options: CheckOptions = { kubelet: kubeletOf(args, io), mostRuns: tries };
    const claims = textsOf(args.claims, io).flatMap(readClaims);
    const checked = await judgeAll(claims, options, io);
    if (checked === undefined) return EXIT.interrupted;
    const unread = claims.filter(({ claim }) => claim === undefined);
    if (checked.length === 0) throw new UsageError(`nothing to judge in ${quoted(claims[0]?.text)}\n${HINT}`);
    for (const { line, text } of unread) io.stderr(`line ${line}: nothing to judge in ${quoted(text)}\n`);
    tell(checked, args, io);
    const holds = checked.every(({ answer }) => answer.verdict === 'possible' || answer.verdict === 'only-if');
    return holds ? EXIT.good : EXIT.expectationFailed;
  },
});

const quoted = (text = ''): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Files are read; words that stand alone make one claim, as in `crashloop check 5 restarts in 2m14s`. */
function textsOf(words: readonly string[], io: Io): readonly string[] {
  const texts = words.map((word) => ({ word, text: fileOf(word, io) }));
  const isOneClaim = texts.every(({ word, text }) => text === undefined && !word.includes(' '));
  if (isOneClaim) return [words.join(' ')];
  return texts.map(({ word, text }) => text ?? word);
}

/** A word with a space in it is no file. */
function fileOf(word: string, io: Io): string | undefined {
  if (word === STDIN) return io.readFile(STDIN);
  if (/\s/.test(word) || !/[./]/.test(word)) return undefined;
  try {
    return io.readFile(word);
  } catch (error) {
    if (error instanceof UsageError && !/^\d/.test(word)) throw error;
    return undefined;
  }
}

/** Undefined: no kubelet is named. @throws {UsageError} for a rule that no kubelet follows */
function kubeletOf(flags: RuleFlags, io: Io): CheckOptions['kubelet'] {
  const overrides = { ...overridesOf(flags, io), durationMs: 1 };
  const text = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: check}\nspec: {}\n';
  const { plan, kubeletConfig } = compileScenario(parseScenario(text, { file: '<flags>' }), overrides);
  const { policy } = plan.kubelet;
  if (!isDeepStrictEqual(policy, resolvePolicy(kubeletConfig, 'kubelet'))) {
    throw new UsageError(
      `${policy.name}: claims are judged by the rules of a kubelet\nhint: --policy max=60s, reduced, or a release such as 1.34+reduced`,
    );
  }
  const isNamed = [overrides.version, overrides.kubeletConfig, overrides.policy].some((each) => each !== undefined);
  return isNamed ? kubeletConfig : undefined;
}

/** @returns undefined when the user interrupts */
async function judgeAll(
  claims: readonly ClaimAt[],
  options: CheckOptions,
  io: Io,
): Promise<readonly Checked[] | undefined> {
  const checked: Checked[] = [];
  for (const at of claims) {
    const trial = trialOf(at, options);
    if (trial === undefined) continue;
    if (!(await finish(trial, { size: runsAtOnce(at), what: at.text }, io))) {
      io.stderr(`interrupted: ${quoted(at.text)} and what follows it were not judged\n`);
      return undefined;
    }
    const { judgement } = trial;
    checked.push({ at, judgement, answer: claimAnswer(at, judgement) });
  }
  return checked;
}

function tell(
  checked: readonly Checked[],
  { output, scenario }: { readonly output: 'text' | 'json'; readonly scenario: boolean | undefined },
  io: Io,
): void {
  const answers = checked.map(({ answer }) => answer);
  const [only] = checked;
  if (scenario === true) {
    const scenarios = answers.flatMap((answer) => answer.scenario ?? []);
    if (scenarios.length === 0) io.stderr('no scenario shows that\n');
    io.stdout(scenarios.join('\n'));
  } else if (output === 'json') {
    io.stdout(`${JSON.stringify(answers.length === 1 ? answers[0] : answers, undefined, 2)}\n`);
  } else if (only !== undefined && answers.length === 1) {
    const { judgement, answer, at } = only;
    io.stdout(
      judgement.kind === 'transcript' ? transcriptText(answer, io.columns) : claimText(at.text, judgement, io.columns),
    );
    if (answer.scenario !== null) io.stdout('\n--scenario prints a scenario that shows it\n');
  } else {
    io.stdout(claimsTable(answers, io.columns));
  }
}
