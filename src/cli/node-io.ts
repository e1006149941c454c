import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Io, STDIN, UsageError } from './io.js';
import { styleFor } from './terminal-style.js';

const DEFAULT_COLUMNS = 100;
const NS_PER_MS = 1e6;
/** A file beyond this is not read at all: no scenario is nearly as long. */
const MOST_BYTES = 64 * 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
};

/** The real world: this process's streams, files and terminal. */
export function nodeIo(): Io {
  let interrupted = false;
  let listening = false;
  // Only work that looks for an interrupt may take it over; anything else ends at once, as the system does it.
  const listen = (): void => {
    if (listening) return;
    listening = true;
    process.once('SIGINT', () => {
      interrupted = true;
    });
  };
  return {
    stdout: (text) => process.stdout.write(text),
    stdoutBytes: (bytes) => process.stdout.write(bytes),
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderr: (text) => process.stderr.write(text),
    readFile,
    yamlFilesIn,
    columns: process.stdout.columns || columnsOf(process.env['COLUMNS']) || DEFAULT_COLUMNS,
    style: styleFor({ isTTY: process.stdout.isTTY === true, env: process.env }),
    // Opening a stream takes longer than short work lasts.
    get showsProgress() {
      return process.stderr.isTTY === true;
    },
    clockMs: () => Number(process.hrtime.bigint()) / NS_PER_MS,
    wallMs: () => Date.now(),
    breathe: () => {
      listen();
      return new Promise((resolve) => {
        setImmediate(resolve);
      });
    },
    interrupted: () => interrupted,
  };
}

const LEAST_COLUMNS = 40;

/** What a shell says of its width, for output that goes elsewhere. */
function columnsOf(text: string | undefined): number | undefined {
  const columns = Number(text);
  return Number.isSafeInteger(columns) && columns >= LEAST_COLUMNS ? columns : undefined;
}

function readFile(path: string): string {
  try {
    const descriptor = path === STDIN ? 0 : openSync(path, 'r');
    try {
      return readText(descriptor, path);
    } finally {
      if (descriptor !== 0) closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${path}: ${reasonOf(error)}`);
  }
}

/** In pieces, since a pipe or a device does not tell its size. */
function readText(descriptor: number, path: string): string {
  const pieces: Buffer[] = [];
  for (let bytes = 0; ; ) {
    const piece = Buffer.alloc(PIECE_BYTES);
    const read = readSync(descriptor, piece);
    if (read === 0) return Buffer.concat(pieces).toString('utf8');
    bytes += read;
    if (bytes > MOST_BYTES) throw new UsageError(`${path}: larger than 64 MiB; no scenario is that long`);
    pieces.push(piece.subarray(0, read));
  }
}

function yamlFilesIn(path: string): readonly string[] | undefined {
  try {
    if (!statSync(path).isDirectory()) return undefined;
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name) && !/(^|[\\/])(node_modules|\.[^\\/]+)([\\/]|$)/.test(name))
      .sort()
      .map((name) => join(path, name));
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `cannot be read (${code || String(error)})`;
}
