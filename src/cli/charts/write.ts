import type { Io } from '../io.js';

/** Text or bytes onto stdout. */
export function write(drawn: string | Uint8Array, io: Io): void {
  if (typeof drawn === 'string') io.stdout(drawn);
  else io.stdoutBytes(drawn);
}
