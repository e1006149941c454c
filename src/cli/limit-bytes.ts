/** A line of a log, with what kubectl itself puts before it. */
export interface PrintedLine {
  readonly atMs: number;
  readonly prefix: string;
  /** With its line end. */
  readonly text: string;
}

const ENCODER = new TextEncoder();

/**
 * The lines of one log up to so many bytes, the last one cut: timestamps count, as the kubelet writes them, prefixes do
 * not. A character that is cut in two is left out.
 *
 * @source kubelet pkg/kubelet/kuberuntime/logs logWriter
 */
export function limitedTo(limitBytes: number | undefined, lines: readonly PrintedLine[]): readonly PrintedLine[] {
  if (limitBytes === undefined) return lines;
  const kept: PrintedLine[] = [];
  let left = limitBytes;
  for (const line of lines) {
    const { read, written } = ENCODER.encodeInto(line.text, new Uint8Array(Math.min(left, 3 * line.text.length)));
    if (read === 0) break;
    kept.push({ ...line, text: line.text.slice(0, read) });
    if (read < line.text.length) break;
    left -= written;
  }
  return kept;
}
