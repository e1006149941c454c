/** One problem, or something worth knowing, as the checks of a scenario report it. */
interface Placed {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What checking one file has found. */
export interface FileVerdict {
  readonly file: string;
  readonly issues: readonly (Placed & {
    readonly code: string;
    readonly start: number;
    readonly end: number;
    readonly hint: string | undefined;
  })[];
  readonly notes: readonly Placed[];
  /** Undefined when there are problems. */
  readonly pods: number | undefined;
  readonly expectations: number | undefined;
}

/** What `validate -o json` prints. No key is ever absent; null is not known. */
export interface ValidationAnswer {
  readonly apiVersion: 'crashloop.dev/v1alpha1';
  readonly kind: 'Validation';
  readonly files: readonly {
    readonly file: string;
    /** Whether it can be run. */
    readonly ok: boolean;
    readonly pods: number | null;
    readonly expectations: number | null;
    readonly problems: readonly ValidationProblem[];
  }[];
}

export interface ValidationProblem {
  /** A note says of a part of the file that it has no effect. */
  readonly severity: 'error' | 'note';
  readonly code: string | null;
  readonly message: string;
  readonly hint: string | null;
  /** Where it is: maybe another file than the scenario's. Lines and columns count from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The stretch that is meant, from `start` to before `end`, in UTF-16 units of the text without a byte order mark. */
  readonly start: number | null;
  readonly end: number | null;
}

/** The verdicts on files for programs, such as an editor or a pipeline. */
export function validationAnswer(verdicts: readonly FileVerdict[]): ValidationAnswer {
  return {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Validation',
    files: verdicts.map(({ file, issues, notes, pods, expectations }) => ({
      file,
      ok: issues.length === 0,
      pods: pods ?? null,
      expectations: expectations ?? null,
      problems: [
        ...issues.map(
          ({ code, message, hint, file, line, column, start, end }): ValidationProblem => ({
            severity: 'error',
            code,
            message,
            hint: hint ?? null,
            file,
            line,
            column,
            start,
            end,
          }),
        ),
        ...notes.map(
          ({ message, file, line, column }): ValidationProblem => ({
            severity: 'note',
            code: null,
            message,
            hint: null,
            file,
            line,
            column,
            start: null,
            end: null,
          }),
        ),
      ],
    })),
  };
}
