import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildRun } from '../../src/analysis/build-run.js';
import { Diary } from '../../src/analysis/diary.js';
import type { Plan } from '../../src/cluster/plan.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { compileScenario, type Overrides } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import type { KubeletFacts } from '../../src/trace/kubelet-facts.js';
import { Trace } from '../../src/trace/trace.js';

function planOf(name: string, overrides: Overrides): Plan {
  const file = `scenarios/${name}.yaml`;
  return compileScenario(parseScenario(readFileSync(file, 'utf8'), { file }), overrides).plan;
}

/** The diary of the wait before one start of the first pod's first container. */
function diaryOf(plan: Plan, attempt: number): Diary {
  const trace = new Trace();
  simulatePlan(plan, trace);
  const [pod] = trace.pods;
  const [container] = pod?.containers ?? [];
  if (pod === undefined || container === undefined) throw new Error('no pod');
  const diary = new Diary({ pod, container: container.index, attempt });
  simulatePlan(plan, diary);
  return diary;
}

const facts = ({ lines }: Diary): readonly string[] => lines.map(({ fact }) => fact);

/** A trace that also hears of the kubelet's steps, and forgets them. */
class HearingTrace extends Trace {
  override readonly steps: KubeletFacts = new Diary({
    pod: { index: 0, namespace: '', name: '', uid: '', labels: {}, owner: undefined, containers: [] },
    container: 0,
    attempt: 1,
  });
}

describe('the diary of a wait', () => {
  it.each(['exact', 'realistic'] as const)('changes nothing of what it watches (%s)', (fidelity) => {
    for (const name of ['liveness-failing', 'image-not-found', 'init-fails']) {
      const plan = planOf(name, { fidelity });
      const traces = [new Trace(), new HearingTrace()].map((trace) => {
        simulatePlan(plan, trace);
        return JSON.stringify(buildRun(plan, trace));
      });
      expect(traces[1]).toBe(traces[0]);
    }
  });

  it('holds on the ideal clock exit, refusal, and the look at which the wait is over', () => {
    const diary = diaryOf(planOf('exits-immediately', { fidelity: 'exact' }), 3);
    expect(facts(diary)).toEqual([
      ...['started', 'exited', 'sync', 'judged', 'queued'],
      ...['sync', 'admitted', 'judged', 'started'],
    ]);
    expect(diary.lines.filter(({ fact }) => fact === 'judged')).toMatchObject([
      { atMs: 10_000, judgement: { standing: 'waiting', exited: { attempt: 2, finishedAtMs: 10_000 } } },
      { atMs: 30_000, judgement: { standing: 'served', entry: { stepMs: 20_000 }, nextStepMs: 40_000 } },
    ]);
  });

  it('looks every 10 to 15 s up to 1.34, and when the wait is over since 1.35', () => {
    const queued = (version: '1.34' | '1.36'): readonly number[] =>
      diaryOf(planOf('exits-immediately', { fidelity: 'realistic', version }), 5).lines.flatMap((line) =>
        line.fact === 'queued' && line.place.for === 'backoff' ? [line.place.delayMs] : [],
      );
    expect(queued('1.34').every((delayMs) => delayMs === 10_000)).toBe(true);
    expect(queued('1.34').length).toBeGreaterThan(5);
    expect(queued('1.36').length).toBeLessThanOrEqual(3);
    expect(queued('1.36')[0]).toBe(60_000);
  });

  it('says whose exit a start after a probe kill is judged by', () => {
    const { lines } = diaryOf(planOf('liveness-failing', { fidelity: 'realistic' }), 3);
    const from = lines.findIndex(({ fact }) => fact === 'probe-failed');
    expect(lines.slice(from).map(({ fact }) => fact)).toEqual([
      ...['probe-failed', 'sync', 'condemned', 'exited', 'admitted', 'judged', 'started'],
    ]);
    expect(lines.find(({ fact }) => fact === 'judged')).toMatchObject({ judgement: { exited: { attempt: 1 } } });
  });

  it('tells when a pull may be tried again', () => {
    const diary = diaryOf(planOf('image-not-found', { fidelity: 'exact' }), 0);
    const putOff = diary.lines.flatMap((line) => (line.fact === 'pull-put-off' ? [line.untilMs - line.atMs] : []));
    expect(putOff.slice(0, 2)).toEqual([10_000, 20_000]);
  });
});
