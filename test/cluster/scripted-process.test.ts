import { describe, expect, it } from 'vitest';
import { Dependencies } from '../../src/cluster/dependencies.js';
import type { Script } from '../../src/cluster/script.js';
import { ScriptedProcess } from '../../src/cluster/scripted-process.js';
import { namedStream } from '../../src/engine/stream.js';
import { run, script } from '../support/cluster-plan.js';

const MEBI = 1024 * 1024;
const NEVER = Number.POSITIVE_INFINITY;

function start(what: Script, memoryLimitBytes: number | undefined, atMs = 0) {
  return new ScriptedProcess(what, new Dependencies([]), namedStream(1, 'test'), memoryLimitBytes).start(atMs);
}

describe('memory that grows', () => {
  const leak = { startBytes: 20 * MEBI, bytesPerMs: MEBI / 1_000 };

  it.each([
    ['meets the limit', 60_000, 50, 30_000, 137, 'OOMKilled'],
    ['is stopped by the end of the run before', 20_000, 50, 20_000, 3, 'Error'],
    ['meets it at the very end', 30_000, 50, 30_000, 137, 'OOMKilled'],
    ['is above it from the start', 60_000, 10, 0, 137, 'OOMKilled'],
    ['has no limit', 60_000, undefined, 60_000, 3, 'Error'],
  ] as const)('%s', (_, runMs, limitMebi, finishesAtMs, exitCode, reason) => {
    const limit = limitMebi === undefined ? undefined : limitMebi * MEBI;
    const attempt = start(script(run(runMs, 3, { memory: leak })), limit, 1_000);
    expect(attempt).toMatchObject({ finishesAtMs: 1_000 + finishesAtMs, exitCode, reason });
  });

  it('that does not grow never meets it', () => {
    const attempt = start(script(run(undefined, 0, { memory: { startBytes: MEBI, bytesPerMs: 0 } })), 2 * MEBI);
    expect(attempt).toMatchObject({ finishesAtMs: NEVER, reason: 'Completed' });
  });
});

describe('probes', () => {
  it('see the windows of the script, since the start of the attempt', () => {
    const readiness = { good: [{ fromMs: 5_000, untilMs: 9_000 }], takesMs: 30, output: 'HTTP 503' };
    const { probes } = start(script(run(undefined, 0, { probes: { readiness } })), undefined, 100_000);
    const answers = [104_999, 105_000, 108_999, 109_000].map((atMs) => probes?.answer('readiness', atMs).ok);
    expect(answers).toEqual([false, true, true, false]);
    expect(probes?.answer('readiness', 0)).toEqual({ ok: false, takesMs: 30, output: 'HTTP 503' });
    expect(probes?.answer('liveness', 0)).toEqual({ ok: true, takesMs: 0, output: undefined });
  });
});

describe('what else a script says', () => {
  it('a command that cannot be run ends at once with 128', () => {
    const attempt = start(script(run(60_000, 1, { startError: 'exec: "x": not found' })), undefined, 7);
    expect(attempt).toMatchObject({
      finishesAtMs: 7,
      exitCode: 128,
      reason: 'StartError',
      startError: 'exec: "x": not found',
    });
  });

  it('hooks have their outcomes, and plain attempts carry none of it', () => {
    const hook = { takesMs: 5, exitCode: 1 };
    expect(start(script(run(1, 1, { postStart: hook, preStop: hook })), undefined)).toMatchObject({
      postStart: hook,
      preStop: hook,
    });
    expect(Object.keys(start(script(run(1)), undefined))).toEqual(['finishesAtMs', 'exitCode', 'reason', 'onTerm']);
  });
});
