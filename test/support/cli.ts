import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Io, STDIN, UsageError } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { PLAIN, type Style } from '../../src/report/style.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What was written that is no text. */
  readonly bytes: readonly Uint8Array[];
}

export interface CliOptions {
  readonly stdin?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly style?: Style;
  readonly interruptedAfter?: number;
  readonly wallMs?: number;
  /** Whether stdout is one. */
  readonly terminal?: boolean;
}

/** Runs a command line in this process, on real files unless others are given. */
export async function crashloop(argv: readonly string[], options: CliOptions = {}): Promise<Outcome> {
  const out = { stdout: '', stderr: '', bytes: [] as Uint8Array[] };
  let breaths = 0;
  const io: Io = {
    stdout: (text) => {
      out.stdout += text;
    },
    stdoutBytes: (bytes) => {
      out.bytes.push(bytes);
    },
    stdoutIsTerminal: options.terminal === true,
    stderr: (text) => {
      out.stderr += text;
    },
    readFile: (path) => {
      if (path === STDIN) return options.stdin ?? '';
      const given = options.files?.[path];
      if (given !== undefined) return given;
      try {
        return readFileSync(path, 'utf8');
      } catch {
        throw new UsageError(`${path}: no such file`);
      }
    },
    yamlFilesIn: (path) => {
      if (options.files?.[path] !== undefined) return undefined;
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined) throw new UsageError(`${path}: no such file`);
      if (!stats.isDirectory()) return undefined;
      return readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => join(path, name));
    },
    columns: options.columns ?? 100,
    style: options.style ?? PLAIN,
    showsProgress: false,
    clockMs: () => 0,
    wallMs: () => options.wallMs ?? Date.UTC(2026, 10, 20, 16),
    breathe: async () => {
      breaths += 1;
    },
    interrupted: () => breaths >= (options.interruptedAfter ?? Number.POSITIVE_INFINITY),
  };
  const code = await main(argv, io);
  return { code, ...out };
}
