import { describe, expect, it } from 'vitest';
import { busiestWindow } from '../../../src/analysis/busiest-window.js';
import { type ClaimedKubelet, claimedKubelet } from '../../../src/analysis/claims/claimed-kubelet.js';
import { crashingScenario } from '../../../src/analysis/claims/crashing-scenario.js';
import { KillSearch } from '../../../src/analysis/claims/kill-search.js';
import { simulatePlan } from '../../../src/cluster/simulation.js';
import { compileScenario } from '../../../src/scenario/compile.js';
import { parseScenario } from '../../../src/scenario/parse.js';
import { Quiet } from '../../../src/trace/quiet.js';

const LIVES_SECONDS = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120];
const MINUTE_MS = 60_000;
const kubelet = (maxRestartPeriodMs: number | undefined): ClaimedKubelet =>
  claimedKubelet({ version: '1.36', gates: {}, maxRestartPeriodMs });

/** The starts of a container that is killed after so long, each time. */
function starts(on: ClaimedKubelet, seconds: number, durationMs: number): readonly number[] {
  const life = { kind: 'same-kills', runMs: seconds * 1_000 } as const;
  const text = crashingScenario({ kubelet: on, life, durationMs, description: '', restartsAtLeast: 0 }) ?? '';
  const noted = new NotedStarts();
  simulatePlan(compileScenario(parseScenario(text)).plan, noted);
  return noted.atMs;
}

class NotedStarts extends Quiet {
  readonly atMs: number[] = [];

  override started(_container: number, _attempt: number, atMs: number): void {
    this.atMs.push(atMs);
  }
}

function finished(search: KillSearch): { readonly best: KillSearch['best']; readonly pieces: number } {
  let pieces = 1;
  while (!search.advance(1)) pieces += 1;
  return { best: search.best, pieces };
}

describe('the search among killed containers', () => {
  it.each([
    ['1 s', 1_000, 40],
    ['5 s', 5_000, 15],
    ['1 m', MINUTE_MS, 9],
    ['the default', undefined, 6],
  ])('finds what all lives come to, with a cap of %s', (_, maxMs, restart) => {
    const [on, withinMs] = [kubelet(maxMs), 10 * MINUTE_MS];
    const lives = LIVES_SECONDS.map((seconds) => starts(on, seconds, withinMs));
    const { best } = finished(new KillSearch({ kubelet: on, runMs: undefined, where: 'first', withinMs, restart }));
    expect(best.most).toBe(Math.max(...lives.map((each) => each.length - 1)));
    expect(best.earliest?.atMs).toBe(Math.min(...lives.flatMap((each) => each[restart] ?? [])));
    const search = new KillSearch({ kubelet: on, runMs: undefined, where: 'anywhere', withinMs, restart: 0 });
    const spanMs = 2 * withinMs + 2 * on.policy.reset.afterMs;
    const most = LIVES_SECONDS.map((seconds) => busiestWindow(starts(on, seconds, spanMs).slice(1), withinMs).restarts);
    expect(finished(search).best.most).toBe(Math.max(...most));
  });

  it('does not run what cannot win: at a cap of 1 s only the shortest lives', () => {
    const question = { runMs: undefined, where: 'first', withinMs: 60 * MINUTE_MS, restart: 100 } as const;
    const shortest = finished(new KillSearch({ ...question, kubelet: kubelet(1_000), runMs: 1_000 })).pieces;
    const all = finished(new KillSearch({ ...question, kubelet: kubelet(1_000) })).pieces;
    expect(shortest).toBeGreaterThan(5);
    expect(all).toBeLessThan(3 * shortest + LIVES_SECONDS.length);
  });

  it('says how far it is', () => {
    const search = new KillSearch({
      kubelet: kubelet(1_000),
      runMs: 1_000,
      where: 'first',
      withinMs: 60 * MINUTE_MS,
      restart: 1,
    });
    expect(search.doneRatio).toBe(0);
    search.advance(1);
    const early = search.doneRatio;
    search.advance(1);
    expect(early).toBeGreaterThan(0);
    expect(search.doneRatio).toBeGreaterThan(early);
    finished(search);
    expect(search.doneRatio).toBe(1);
  });
});
