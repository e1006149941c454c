import { dirname, join } from 'node:path';
import { type JudgedClaim, judgePublished } from '../analysis/published/judge-published.js';
import { publishedClaimsMarkdown, publishedClaimsText } from '../report/published-text.js';
import { holdsClaims, type PublishedClaims, parsePublishedClaims } from '../scenario/published-claims.js';
import { EXIT } from './exit.js';
import { type Io, STDIN, UsageError } from './io.js';
import { readScenario } from './load.js';
import { Progress } from './progress.js';
import { yamlDocument } from './yaml.js';

type Telling = (claims: readonly JudgedClaim[], published: PublishedClaims, io: Io) => string;

const text: Telling = (claims, { notRun }, io) => publishedClaimsText(claims, notRun, io.columns);

/** How claims are told, by the name that `-o` takes. */
const FORMATS: Readonly<Record<string, Telling>> = {
  text,
  wide: text,
  markdown: (claims, { notRun }) => publishedClaimsMarkdown(claims, notRun),
  json: (claims, published) => `${JSON.stringify(answerOf(claims, published))}\n`,
  yaml: (claims, published) => yamlDocument(answerOf(claims, published)),
};

function answerOf(claims: readonly JudgedClaim[], { notRun }: PublishedClaims): object {
  return { apiVersion: 'crashloop.dev/v1alpha1', kind: 'PublishedClaims', claims: claims.map(toAnswer), notRun };
}

/** A file of claims, and where its scenarios are. */
export interface ClaimsFile {
  readonly folder: string;
  readonly published: PublishedClaims;
}

/** The claims that a command line names, as a folder or as a file; undefined when it names scenarios. @throws {UsageError} */
export function claimsAmong(paths: readonly string[], io: Io): ClaimsFile | undefined {
  const [path = '', ...others] = paths;
  const files = path === STDIN ? undefined : io.yamlFilesIn(path);
  const file = files === undefined ? path : files.find((each) => holdsClaims(io.readFile(each)));
  if (file === undefined) throw new UsageError(`${path}: no published claims there\nhint: name scenario files instead`);
  const text = path === STDIN ? '' : io.readFile(file);
  if (!holdsClaims(text)) return undefined;
  if (others.length > 0) throw new UsageError(`${path} holds published claims, which are told alone`);
  return { folder: dirname(file), published: parsePublishedClaims({ file, text }) };
}

/** Runs what claims say and tells which hold. @returns the exit code */
export async function tellClaims({ folder, published }: ClaimsFile, format: string, io: Io): Promise<number> {
  const told = FORMATS[format];
  if (told === undefined) {
    throw new UsageError(
      `published claims cannot be told as ${format}\nhint: -o ${Object.keys(FORMATS).join(', -o ')}`,
    );
  }
  const claims: JudgedClaim[] = [];
  const progress = new Progress(io, 'published claims');
  for (const claim of judgePublished(published, (file) => readScenario(join(folder, file), [], io))) {
    claims.push(claim);
    progress.show(claims.length / published.claims.length);
    await io.breathe();
    if (!io.interrupted()) continue;
    progress.clear();
    io.stderr(`interrupted: ${claims.length} of ${published.claims.length} claims were computed\n`);
    return EXIT.interrupted;
  }
  progress.clear();
  io.stdout(told(claims, published, io));
  return EXIT.good;
}

/** JSON knows no infinity and no NaN: a bound that is not there, and a restart that never comes, are null. */
function toAnswer({ published, readings, ...claim }: JudgedClaim): unknown {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    ...claim,
    published: 'min' in published ? { min: finite(published.min), max: finite(published.max) } : published,
    readings: readings.map(({ assume, scenario, policy, against = null, computed, matches }) => {
      return { assume, scenario, policy, against, computed: computed.map(finite), matches };
    }),
  };
}
