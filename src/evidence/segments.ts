import { parseTimestamp } from '../time/timestamp.js';

/** What one command printed. */
export interface Segment {
  readonly text: string;
  /** When it was printed, where the prompt says so. */
  readonly printedAtMs: number | undefined;
  /** As given by `-n`. */
  readonly namespace: string | undefined;
}

/** A line on which somebody called kubectl, with what a shell puts before it. */
const PROMPT =
  /^(?:.*[$#%>❯➜»]\s*)?(?:sudo\s+)?(?:watch\s.*)?(?:kubectl|oc|k)\s+(?:[^|]*\s)?(?:get|describe|events)\b.*$/;
const STAMP = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})/;
const NAMESPACE = /(?:^|\s)(?:-n|--namespace)[\s=]([-a-z0-9.]+)/;

/** Takes a terminal's text apart at the prompts; a text without any is one segment. */
export function segmentsOf(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let lines: string[] = [];
  let about: Omit<Segment, 'text'> = { printedAtMs: undefined, namespace: undefined };
  const close = (): void => {
    if (lines.some((line) => line.trim() !== '')) segments.push({ ...about, text: lines.join('\n') });
    lines = [];
  };
  for (const line of text.split('\n')) {
    if (line.length > 2_000 || !PROMPT.test(line)) {
      lines.push(line);
      continue;
    }
    close();
    const stamp = STAMP.exec(line)?.[0];
    about = {
      printedAtMs: stamp === undefined ? undefined : parseTimestamp(stamp),
      namespace: NAMESPACE.exec(line)?.[1],
    };
  }
  close();
  return segments;
}
