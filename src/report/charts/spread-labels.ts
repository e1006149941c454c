/**
 * Heights for labels that would like to stand at given ones, so far apart that none covers another.
 *
 * @param wanted pixels from the top, in any order
 * @returns in the order given
 */
export function spread(
  wanted: readonly number[],
  apart: number,
  [top, bottom]: readonly [top: number, bottom: number],
): readonly number[] {
  const order = wanted
    .map((height, number) => ({ height, number }))
    .sort((a, b) => a.height - b.height || a.number - b.number);
  const placed: number[] = [];
  for (const [rank, { height }] of order.entries()) {
    const above = placed[rank - 1];
    placed.push(above === undefined ? Math.max(top, height) : Math.max(height, above + apart));
  }
  let floor = bottom;
  for (let rank = placed.length - 1; rank >= 0; rank -= 1) {
    placed[rank] = Math.min(placed[rank] ?? 0, floor);
    floor = (placed[rank] ?? 0) - apart;
  }
  const heights: number[] = [];
  for (const [rank, { number }] of order.entries()) heights[number] = placed[rank] ?? 0;
  return heights;
}
