import { type Candidate, candidatesIn, checkManifest } from './check-manifest.js';
import { checkShape } from './check-shape.js';
import { compileScenario } from './compile.js';
import { type Issue, type IssueCode, ScenarioError } from './issue.js';
import { type IssueLog, issueLog } from './issue-log.js';
import type { Manifest } from './manifest.js';
import { noteLog } from './note.js';
import { readApplied } from './read-applied.js';
import { readDocuments } from './read-yaml.js';
import type { Scenario, TextFile } from './scenario.js';
import { API_VERSION, type ScenarioDocument, scenarioSchema } from './schema.js';
import { sourceOf } from './source.js';
import { rangeOf, type Spans } from './spans.js';
import { treeReader, type Value } from './tree.js';

export type { Scenario, TextFile } from './scenario.js';

export interface ParseOptions {
  /** What messages call the file. */
  readonly file?: string;
  /** Files with further manifests. */
  readonly manifests?: readonly TextFile[];
  /** Reads a file that an action applies, relative to this one; undefined when it cannot be read. */
  readonly readFile?: ((path: string) => TextFile | undefined) | undefined;
}

const WHAT_IT_IS = `a scenario file begins with apiVersion: ${API_VERSION} and kind: Scenario; manifests follow after ---`;

function isScenario(value: Value): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { apiVersion, kind } = value as { readonly apiVersion?: Value; readonly kind?: Value };
  return kind === 'Scenario' || (typeof apiVersion === 'string' && apiVersion.startsWith('crashloop.dev/'));
}

/** The documents of a file that are not empty; undefined for one whose text is no YAML. */
function documentsOf({ file, text }: TextFile, spans: Spans, log: IssueLog): readonly (Candidate | undefined)[] {
  const source = sourceOf(file, text);
  const read = treeReader(source, spans, log.report);
  const documents = readDocuments(source, log.report).map(({ root, sound }) =>
    sound ? { value: read(root), span: { source, ...rangeOf(root) } } : undefined,
  );
  return documents.filter((document) => document?.value !== null);
}

/** Problems that hold whatever else is wrong. */
const SURE: readonly IssueCode[] = ['unknown-dependency', 'unknown-node', 'config-refused', 'unknown-gate'];
/** Problems that hold only if the scenario's own form is right. */
const SURE_OF_FORM: readonly IssueCode[] = ['after-the-end'];
/** Problems that hold only if every pod is known. */
const SURE_OF_PODS: readonly IssueCode[] = [
  'matches-nothing',
  'missing-limit',
  'unknown-pod',
  'unknown-container',
  'unknown-workload',
  'duplicate-name',
];
/** Problems that may have cost the scenario a pod. */
const MAY_COST_A_POD: readonly IssueCode[] = ['unknown-key', 'missing-key', 'wrong-type', 'too-many-issues'];

/** What compilation finds wrong with a scenario whose form is wrong already, as far as it gets. */
function furtherIssues(scenario: Scenario, codes: readonly IssueCode[]): readonly Issue[] {
  try {
    compileScenario(scenario);
    return [];
  } catch (error) {
    // A value of a wrong type may break any assumption of the compiler; its problem is reported already.
    return error instanceof ScenarioError ? error.issues.filter(({ code }) => codes.includes(code)) : [];
  }
}

/**
 * Reads a scenario file and its manifests.
 *
 * @throws ScenarioError with every problem of the files
 */
export function parseScenario(text: string, options: ParseOptions = {}): Scenario {
  const log = issueLog();
  const { report, issues } = log;
  const { remark, notes } = noteLog();
  const spans: Spans = new Map();

  const main = { file: options.file ?? 'scenario.yaml', text };
  const documents = documentsOf(main, spans, log);
  const [first, ...rest] = documents;
  if (documents.length === 0 && issues.length === 0) {
    const span = { source: sourceOf(main.file, text), start: 0, end: 0 };
    report(span, { code: 'not-a-scenario', message: 'the file is empty', hint: WHAT_IT_IS });
  }
  if (first !== undefined && !isScenario(first.value)) {
    report(first.span, {
      code: 'not-a-scenario',
      message: 'the file does not begin with a Scenario',
      hint: WHAT_IT_IS,
    });
    log.throwIfAny();
  }
  if (first !== undefined) checkShape(scenarioSchema(), first.value, spans, report);

  const formIssues = issues.length;
  const context = { spans, report, remark };
  const manifests: Manifest[] = [];
  for (const other of [...rest, ...(options.manifests ?? []).flatMap((file) => documentsOf(file, spans, log))]) {
    if (other === undefined) continue;
    if (isScenario(other.value)) {
      const message = 'a run has one Scenario, and this is another';
      report(other.span, { code: 'two-scenarios', message, hint: 'move it to a file of its own' });
      continue;
    }
    for (const candidate of candidatesIn(other, spans)) {
      const manifest = checkManifest(candidate, context);
      if (manifest !== undefined) manifests.push(manifest);
    }
  }
  const document = first?.value as unknown as ScenarioDocument;
  // Actions of a wrong form may be anything.
  const applied =
    formIssues > 0 || first === undefined
      ? new Map<object, readonly Manifest[]>()
      : readApplied(document.spec.actions ?? [], {
          ...context,
          readFile: options.readFile,
          documentsOf: (file) => documentsOf(file, spans, log),
        });
  const scenario = { document, manifests, applied, notes, spans };
  if (issues.length > 0 && first !== undefined) {
    const areManifestsSound = issues.length === formIssues && !rest.includes(undefined);
    // What actions apply is read only when the form is right.
    const isAppliedKnown = formIssues === 0 || !text.includes('apply');
    const arePodsKnown =
      areManifestsSound && isAppliedKnown && !issues.some(({ code }) => MAY_COST_A_POD.includes(code));
    const sure = formIssues === 0 ? [...SURE, ...SURE_OF_FORM] : SURE;
    log.add(furtherIssues(scenario, arePodsKnown ? [...sure, ...SURE_OF_PODS] : sure));
  }
  log.throwIfAny();
  return scenario;
}
