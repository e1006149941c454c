import { dirname, join } from 'node:path';
import { type JudgedClaim, judgePublished } from '../analysis/published/judge-published.js';
import { publishedClaimsMarkdown, publishedClaimsText } from '../report/published-text.js';
import { holdsClaims, type PublishedClaims, parsePublishedClaims } from '../scenario/published-claims.js';
import { EXIT } from './exit.js';
import { type Io, STDIN, UsageError } from './io.js';
import { readScenario } from './load.js';
import { Progress } from './progress.js';
import { yamlDocument } from './yaml.js';

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
  if (format === 'csv')
    throw new UsageError('published claims have no CSV form\nhint: -o json, -o yaml or -o markdown');
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
  io.stdout(rendered(claims, published, format, io));
  return EXIT.good;
}

function rendered(claims: readonly JudgedClaim[], { notRun }: PublishedClaims, format: string, io: Io): string {
  if (format === 'text' || format === 'wide') return publishedClaimsText(claims, notRun, io.columns);
  if (format === 'markdown') return publishedClaimsMarkdown(claims, notRun);
  if (format === 'csv')
    throw new UsageError('published claims have no CSV form\nhint: -o json, -o yaml or -o markdown');
  const answer = {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'PublishedClaims',
    claims: claims.map(toAnswer),
    notRun,
  };
  return format === 'yaml' ? yamlDocument(answer) : `${JSON.stringify(answer)}\n`;
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
