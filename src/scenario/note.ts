import { printable } from './printable.js';
import { positionAt, type Span } from './source.js';

/** Something worth knowing that is no error: part of a file that has no effect. */
export interface Note {
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Notes a message at its first place; `where` names the place for people. */
export type Remark = (span: Span, message: string, where?: string) => void;

export interface NoteLog {
  readonly remark: Remark;
  readonly notes: readonly Note[];
}

/** Gathers notes; what is said of many places is said once, of the first. */
export function noteLog(): NoteLog {
  const notes: Note[] = [];
  const said = new Set<string>();
  return {
    notes,
    remark: ({ source, start }, message, where) => {
      if (said.has(message)) return;
      said.add(message);
      const text = where === undefined ? message : `${message} (${where})`;
      notes.push({ message: printable(text), file: source.file, ...positionAt(source, start) });
    },
  };
}
