const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over tables of 32-bit words, one after the other; see WORKLOAD.md. */
export function checkWord(...tables: readonly Uint32Array[]): string {
  let hash = FNV_OFFSET;
  for (const table of tables) {
    for (const word of table) {
      for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((word >>> shift) & 255), FNV_PRIME);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
