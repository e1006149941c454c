import { describe, expect, it } from 'vitest';
import { behaving, eventLines, probe, runPod, runtimeLines, startSeconds, statusLines } from '../support/node.js';

const sick = behaving({ healthy: (type) => type !== 'liveness' });
const killedAfter60s = { spec: { liveness: probe({ periodMs: 20_000 }) }, process: sick };

describe('a probe of a port that the container does not name', () => {
  const nowhere = probe({ unnamedPort: 'http' });
  const errors = (trace: Parameters<typeof eventLines>[0]) =>
    eventLines(trace).filter((line) => line.includes('parsing "http": invalid syntax'));

  it('PR12: counts as nothing: never ready, and never killed', () => {
    const trace = runPod({ app: { spec: { liveness: nowhere, readiness: nowhere } } }, { untilMs: 100_000 });
    expect(startSeconds(trace)).toEqual([0]);
    expect(statusLines(trace)).toContain('0 app running - 0 unready started');
    expect(statusLines(trace).some((line) => line.includes(' 0 ready'))).toBe(false);
    expect(errors(trace).length).toBeGreaterThanOrEqual(20);
    expect(errors(trace)[0]).toMatch(
      /Unhealthy (Readiness|Liveness) probe errored and resulted in unknown state: strconv/,
    );
  });

  it('PR12: a startup probe neither starts nor kills it', () => {
    const trace = runPod({ app: { spec: { startup: nowhere, readiness: probe() } } }, { untilMs: 100_000 });
    expect(startSeconds(trace)).toEqual([0]);
    expect(
      statusLines(trace)
        .filter((line) => line.includes(' app '))
        .at(-1),
    ).toBe('0 app running - 0 unready');
  });
});

describe('a failed liveness probe', () => {
  it('X11: lives of 60 s: five kills restart at once, then waits, at the cap alternately (PR16, D13)', () => {
    const trace = runPod({ app: killedAfter60s }, { untilMs: 1_500_000 });
    expect(startSeconds(trace)).toEqual([0, 60, 120, 180, 240, 300, 440, 660, 1020, 1080, 1440, 1500]);
  });

  it('X11: lives of 30 s', () => {
    const process = behaving({ healthy: () => false });
    const trace = runPod({ app: { spec: { liveness: probe() }, process } }, { untilMs: 1_210_000 });
    expect(startSeconds(trace)).toEqual([0, 30, 60, 90, 120, 190, 300, 490, 820, 850, 1180, 1210]);
  });

  it('PR16: a container killed every 11 minutes is reset by collection, and never waits', () => {
    const process = behaving({ healthy: (_, sinceMs) => sinceMs < 640_000 });
    const trace = runPod({ app: { spec: { liveness: probe() }, process } }, { untilMs: 12 * 3_600_000 });
    const starts = startSeconds(trace);
    expect(starts.slice(0, 4)).toEqual([0, 660, 1320, 1980]);
    expect(new Set(starts.slice(1).map((at, i) => at - (starts[i] ?? 0)))).toEqual(new Set([660]));
  });

  it('PR14, P12: SIGTERM, the grace period, SIGKILL; the sync waits, then starts the next', () => {
    const process = behaving({ healthy: () => false, onTerm: 'ignore' });
    const trace = runPod({ app: { spec: { liveness: probe() }, process } }, { untilMs: 61_000 });
    expect(runtimeLines(trace)).toEqual(['app 0 started 0', 'app 0 exited 60 137 Error', 'app 1 started 60']);
  });

  it('PR14: a probe may bring its own grace, PR20: which is never less than 2 s', () => {
    const process = behaving({ healthy: () => false, onTerm: 'ignore' });
    const liveness = probe({ terminationGraceMs: 0 });
    const trace = runPod({ app: { spec: { liveness }, process } }, { untilMs: 33_000 });
    expect(runtimeLines(trace)[1]).toBe('app 0 exited 32 137 Error');
  });

  it('E8, E9, PR7: says Unhealthy for every failure, and Killing once', () => {
    const trace = runPod({ app: { spec: { liveness: probe() }, process: sick } }, { untilMs: 31_000 });
    expect(eventLines(trace).slice(3, 7)).toEqual([
      '10 Unhealthy Liveness probe failed: ',
      '20 Unhealthy Liveness probe failed: ',
      '30 Unhealthy Liveness probe failed: ',
      '30 Killing Container app failed liveness probe, will be restarted',
    ]);
  });

  it('PR18: under Never it is killed and not restarted, and the pod fails', () => {
    const trace = runPod(
      { app: { spec: { liveness: probe() }, process: sick } },
      { pod: { restartPolicy: 'Never' }, untilMs: 60_000 },
    );
    expect(startSeconds(trace)).toEqual([0]);
    expect(statusLines(trace)).toContain('30 phase Failed');
    expect(eventLines(trace)).toContain('30 Killing Container app failed liveness probe');
  });

  it('PR17: under OnFailure, a refused restart judges the exit code of the killed process', () => {
    const process = behaving({ healthy: () => false, onTerm: { exitCode: 0, afterMs: 0 } });
    const trace = runPod(
      { app: { spec: { liveness: probe() }, process } },
      { pod: { restartPolicy: 'OnFailure' }, untilMs: 400_000 },
    );
    expect(startSeconds(trace)).toEqual([0, 30, 60, 90, 120]);
    expect(statusLines(trace).at(-1)).toMatch(/^150 /);
    expect(statusLines(trace)).toContain('150 phase Succeeded');
  });

  it('PR8: a crash in between does not end a row of failures; the kill is judged by that crash', () => {
    const process = behaving({ runMs: 25_000, healthy: () => false }, { healthy: () => false });
    const trace = runPod({ app: { spec: { liveness: probe() }, process } }, { untilMs: 40_000 });
    expect(runtimeLines(trace)).toEqual([
      'app 0 started 0',
      'app 0 exited 25 1 Error',
      'app 1 started 25',
      'app 1 exited 30 143 Error',
      'app 2 started 40',
    ]);
  });

  it('PR12: an answer that comes after the timeout is a failure', () => {
    const process = behaving({ healthy: () => true, answerTakesMs: 1_500 });
    const trace = runPod({ app: { spec: { liveness: probe() }, process } }, { untilMs: 40_000 });
    expect(runtimeLines(trace)[1]).toBe('app 0 exited 31 143 Error');
    expect(eventLines(trace)).toContain('11 Unhealthy Liveness probe failed: command timed out');
  });

  it('PR13: a process that hangs at some instant is killed within period, threshold and timeout', () => {
    const process = behaving({ healthy: (_, sinceMs) => sinceMs < 43_000, answerTakesMs: 0 });
    const trace = runPod({ app: { spec: { liveness: probe() }, process } }, { untilMs: 80_000 });
    expect(runtimeLines(trace)[1]).toBe('app 0 exited 70 143 Error');
  });

  it('PR1, PR3: is not asked before its initial delay is over', () => {
    const liveness = probe({ initialDelayMs: 15_000, failureThreshold: 1 });
    const trace = runPod({ app: { spec: { liveness }, process: sick } }, { untilMs: 21_000 });
    expect(runtimeLines(trace)[1]).toBe('app 0 exited 20 143 Error');
  });
});

describe('a startup probe', () => {
  it('PR5: holds the others back until it succeeds', () => {
    const process = behaving({ healthy: (type, sinceMs) => type === 'startup' && sinceMs >= 120_000 });
    const spec = { startup: probe({ failureThreshold: 30 }), liveness: probe() };
    const trace = runPod({ app: { spec, process } }, { untilMs: 149_000 });
    expect(runtimeLines(trace)[1]).toBe('app 0 exited 140 143 Error');
    expect(eventLines(trace).filter((line) => line.includes('Liveness'))).toHaveLength(3);
  });

  it('PR9: kills a slow starter when its patience is over', () => {
    const process = behaving({ healthy: (_, sinceMs) => sinceMs >= 120_000 });
    const trace = runPod({ app: { spec: { startup: probe() }, process } }, { untilMs: 31_000 });
    expect(eventLines(trace)).toContain('30 Killing Container app failed startup probe, will be restarted');
    expect(startSeconds(trace)).toEqual([0, 30]);
  });
});

describe('a readiness probe', () => {
  it('PR19: never restarts anything', () => {
    const process = behaving({ healthy: () => false });
    const trace = runPod({ app: { spec: { readiness: probe() }, process } }, { untilMs: 3_600_000 });
    expect(startSeconds(trace)).toEqual([0]);
    expect(statusLines(trace)).toContain('0 Ready false');
    expect(statusLines(trace)).not.toContain('0 Ready true');
  });

  it('PR10, P21: takes the pod out of Ready and brings it back', () => {
    const process = behaving({ healthy: (_, sinceMs) => sinceMs < 60_000 || sinceMs >= 120_000 });
    const trace = runPod({ app: { spec: { readiness: probe() }, process } }, { untilMs: 300_000 });
    expect(statusLines(trace).filter((line) => / Ready /.test(line))).toEqual([
      '0 Ready false',
      '0 Ready true',
      '80 Ready false',
      '120 Ready true',
    ]);
  });
});
