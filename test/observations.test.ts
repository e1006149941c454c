import { describe, expect, it } from 'vitest';
import type { Plausibility } from '../src/analysis/plausibility.js';
import { judgeTranscript, type TranscriptQuestion } from '../src/analysis/plausible.js';
import { ANY_HOST } from '../src/analysis/plausible-plan.js';
import { type Observation, observation, observations, questionOf } from './support/observations.js';
import { PROBED } from './support/probed-behaviours.js';

/** The rarest transcripts, of seven rows and more, take thirty thousand when their seed is not known. */
const ENOUGH_RUNS = 150_000;
/**
 * For what must not be found. It finds every real transcript but seven, so it proves that no ordinary run shows a
 * control, not that none of ten thousand does.
 */
const SEVERAL_RUNS = 400;
/** For ages far too high, which take long to simulate: shows that they are not met readily, no more. */
const FEW_RUNS = 25;

/** Hosts whose runtime says at once that a process runs. */
const PROMPT_HOSTS = ANY_HOST.filter(({ startReturn }) => startReturn.kind === 'fixed');

/** Two replicas under one id: no single pod can be 425 s old and have exited both 63 s and 64 s ago. */
const REPLICAS = ['test2-127'];

const real = observations
  .filter(({ authenticity, rows }) => rows.length > 0 && authenticity === 'real')
  .flatMap((each) => (REPLICAS.includes(each.id) ? replicas(each) : [each]));
const byId = (found: readonly Observation[]): readonly [string, Observation][] => found.map((each) => [each.id, each]);

function replicas(observed: Observation): readonly Observation[] {
  return observed.rows.map((row, at) => ({ ...observed, id: `${observed.id} replica ${at + 1}`, rows: [row] }));
}

function judge(observed: Observation, mostRuns: number): Plausibility {
  return judgeTranscript(questionOf(observed, mostRuns));
}

function why(found: Plausibility): string {
  return found.verdict === 'impossible' ? found.reason : JSON.stringify(found);
}

function withRows(
  question: TranscriptQuestion,
  change: (row: TranscriptQuestion['rows'][number]) => TranscriptQuestion['rows'][number],
): TranscriptQuestion {
  return { ...question, rows: question.rows.map(change) };
}

describe('public transcripts of crash-looping pods', () => {
  it.each(byId(real))('%s can have happened', (_, observed) => {
    const found = judge(observed, ENOUGH_RUNS);
    expect(found.verdict, why(found)).toBe('possible');
  });

  it('neg-vote, which was called borderline, can have happened', () => {
    expect(judge(observation('neg-vote'), SEVERAL_RUNS).verdict).toBe('possible');
  });

  it('neg-koti cannot: the waits alone take longer', () => {
    const found = judge(observation('neg-koti'), SEVERAL_RUNS);
    expect(found).toMatchObject({ verdict: 'impossible', basis: 'rule', runs: 0 });
    expect(why(found)).toBe(
      '"CrashLoopBackOff, 5 (12s ago), 2m14s" puts exit 6 at 2m2.999s or before, but the waits before it alone last until 2m30s',
    );
  });

  it('neg-eigenbytes cannot: 30 s of waits leave no time to start and to notice', () => {
    const found = judge(observation('neg-eigenbytes'), 2 * SEVERAL_RUNS);
    expect(found).toMatchObject({ verdict: 'impossible', basis: 'search' });
    expect(why(found)).toContain('never shows at that age');
  });

  it('sycamore-oom: CrashLoopBackOff 2 s after an exit takes a runtime that answers late that a process runs (T7)', () => {
    const question = { ...questionOf(observation('sycamore-oom'), SEVERAL_RUNS), hosts: PROMPT_HOSTS };
    const found = judgeTranscript(question);
    expect(found).toMatchObject({
      verdict: 'impossible',
      nearest: { rowsMet: 2, row: { restarts: 3, ageMs: 56_000 } },
    });
    const firstRows = judgeTranscript({ ...question, rows: question.rows.slice(0, 2) });
    expect(firstRows.verdict, why(firstRows)).toBe('possible');
  });

  /**
   * At the cap every second kill waits (PR16), and steps grow with each restart, so 300 s are first waited for after
   * restart 7 and then after every odd one, whatever a life lasts below some two minutes. In these rows it is after even
   * ones: a run that ended by itself moved the pairs by one.
   */
  it('nginx-probe-error: waits after even restarts take one run that ended by itself before the kills', () => {
    const { behaviour, ...question } = questionOf(observation('nginx-probe-error'), SEVERAL_RUNS / 4);
    const kills = { ...behaviour, firstRunsMs: [] };
    const found = judgeTranscript({ ...question, behaviour: kills });
    expect(found).toMatchObject({ verdict: 'impossible', nearest: { rowsMet: 0, miss: { kind: 'never-shown' } } });
    for (const by of [1, -1]) {
      const moved = question.rows.map((row) => ({ ...row, restarts: row.restarts + by }));
      expect(judgeTranscript({ ...question, rows: moved, behaviour: kills }).verdict).toBe('possible');
    }
  });
});

describe('controls: transcripts made impossible', () => {
  it.each(byId(real))('%s with twice the restarts', (_, observed) => {
    const question = withRows(questionOf(observed, SEVERAL_RUNS), (row) => ({ ...row, restarts: 2 * row.restarts }));
    expect(judgeTranscript(question).verdict).toBe('impossible');
  });

  it.each(byId(real))('%s at twice the age', (_, observed) => {
    const question = withRows(questionOf(observed, FEW_RUNS), (row) => ({
      ...row,
      ageMs: 2 * row.ageMs + 60_000,
    }));
    expect(judgeTranscript(question).verdict).toBe('impossible');
  });
});

describe('transcripts that follow an unprobed pod closely tell which kubelet it ran on (T13, T14)', () => {
  const followed = real.filter(({ rows, id }) => rows.length > 3 && PROBED[id] === undefined);

  it.each(byId(followed))(
    '%s cannot be of 1.35 or newer, which look again at the end of the wait only',
    (_, observed) => {
      const kubelets = (['1.35', '1.36'] as const).map((version) => ({
        version,
        gates: {},
        maxRestartPeriodMs: undefined,
      }));
      const question = { ...questionOf(observed, SEVERAL_RUNS), kubelets };
      expect(judgeTranscript(question).verdict).toBe('impossible');
      // A runtime that answers late has more syncs, and shows it earlier.
      const found = judgeTranscript({ ...question, hosts: PROMPT_HOSTS });
      expect(found).toMatchObject({ verdict: 'impossible', nearest: { row: { status: 'CrashLoopBackOff' } } });
    },
  );
});

describe('public transcripts that need probes', () => {
  it('are all told with theirs', () => {
    const killed = observations.filter(({ behaviour }) => behaviour.termination === 'probe-kill').map(({ id }) => id);
    expect(Object.keys(PROBED).toSorted()).toEqual([...killed, 'pingpong'].toSorted());
  });

  // Not tcp-liveness: three rows and a life nobody stated fit exits of its own as well.
  it.each(Object.keys(PROBED).filter((id) => id !== 'tcp-liveness'))(
    '%s cannot be the work of containers that exit by themselves, unprobed',
    (id) => {
      expect(judgeTranscript(questionOf(observation(id), SEVERAL_RUNS, {})).verdict).toBe('impossible');
    },
  );

  it('pingpong: CrashLoopBackOff 2 s after an exit is the work of the readiness probe (PR11, T24)', () => {
    const { behaviour, ...question } = questionOf(observation('pingpong'), 2 * SEVERAL_RUNS);
    const found = judgeTranscript({ ...question, behaviour: { ...behaviour, readiness: undefined } });
    expect(found).toMatchObject({ verdict: 'impossible', nearest: { row: { status: 'CrashLoopBackOff' } } });
  });
});
