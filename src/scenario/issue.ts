import type { Excerpt } from './excerpt.js';

/** Everything that can be wrong with a scenario or its manifests. */
export const ISSUE_CODES = {
  'not-text': 'the file is binary or not UTF-8',
  'file-too-large': 'the file exceeds the size limit',
  'too-deep': 'the file nests deeper than the limit',
  'too-many-aliases': 'aliases multiply the file beyond the limit',
  'too-many-issues': 'only the first problems are listed',
  'yaml-syntax': 'the text is not YAML',
  'duplicate-key': 'a map has one key twice',
  'merge-key': 'the YAML 1.1 merge key << is not part of YAML 1.2',
  'custom-tag': 'a YAML tag outside the core schema',
  'not-a-scenario': 'the first document is not a Scenario',
  'two-scenarios': 'more than one Scenario',
  'wrong-api-version': 'a version of the format that this program does not read',
  'unknown-kind': 'a manifest of no known kind',
  'unknown-key': 'a key the format does not have',
  'missing-key': 'a key that must be there is not',
  'wrong-type': 'a value of another type than the key takes',
  'not-allowed': 'a word outside a closed set',
  'out-of-range': 'a number or duration beyond its bounds',
  'too-many-entries': 'a list or a count beyond its limit',
  'duration-without-unit': 'a number where a duration is due',
  'invalid-duration': 'a text that is not a duration',
  'invalid-quantity': 'a text that is not a Kubernetes quantity',
  'invalid-schedule': 'a schedule that is not one of cron',
  'invalid-name': 'a name Kubernetes would refuse',
  'choose-one': 'none or several of keys of which exactly one is due',
  contradiction: 'keys that exclude each other',
  'cannot-read': 'a file that is named and cannot be read',
  'config-refused': 'a configuration with which this kubelet would not start',
  'unknown-gate': 'a misspelt feature gate',
  'unknown-dependency': 'a dependency nobody declares',
  'unknown-node': 'a node nobody declares',
  'unknown-pod': 'a pod that can never exist',
  'unknown-workload': 'a controller that nobody describes',
  'unknown-container': 'a container the pod does not have',
  'unknown-volume': 'a volume the pod does not have',
  'duplicate-name': 'a name given twice',
  'matches-nothing': 'a process, or something missing, that no container or pod has to do with',
  'missing-limit': 'memory that grows without a limit to meet',
  'after-the-end': 'an instant the run never reaches',
  'too-many-pods': 'more pods than one run may have',
  'too-many-events': 'a run that would take too long',
} as const satisfies Readonly<Record<string, string>>;

export type IssueCode = keyof typeof ISSUE_CODES;

/** One problem of a file. Plain data: rendering needs nothing else. */
export interface Issue {
  readonly code: IssueCode;
  readonly message: string;
  readonly file: string;
  /** Offsets into the file's text (without a byte order mark). */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly excerpt: Excerpt;
  readonly hint: string | undefined;
}

/** All problems of a scenario and its manifests. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => `${issue.file}:${issue.line}:${issue.column}: ${issue.message}`).join('\n'));
    this.issues = issues;
  }
}
