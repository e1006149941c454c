import { describe, expect, it } from 'vitest';
import { objectsAt } from '../../src/objects/cluster-objects.js';
import { type LogRequest, logReader } from '../../src/objects/container-logs.js';
import { SECOND_MS } from '../../src/time/units.js';
import { ran, scenarioOf } from '../support/objects.js';

const POD = `
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: app
      image: web
      livenessProbe: {exec: {command: [ok]}, periodSeconds: 1, failureThreshold: 1}`;

/** Runs 4 s and dies; the second attempt says something else. */
const CRASHES = `{processes: [{match: {pod: web}, attempts: [
  {run: 4s, exit: 1, log: ["one", "two\\nlines", "dead"]}, {run: 4s, exit: 1, log: [again]}]}]}`;

/** What `kubectl logs web` says after so many seconds: the lines, or why there are none. */
function logs(spec: string, seconds: number, request: Partial<LogRequest> = {}, pod = POD): string {
  const { plan, trace } = ran(scenarioOf([pod], spec));
  const atMs = seconds * SECOND_MS;
  const [object] = objectsAt(plan, trace, atMs).pods;
  if (object === undefined) throw new RangeError('there is no pod');
  const answer = logReader(trace)(object, { container: 'app', run: 'current', untilMs: atMs, ...request });
  return answer.kind === 'refused' ? answer.message : answer.lines.map(({ text }) => text).join('|');
}

describe('the log of a container', () => {
  it('grows while it runs', () => {
    expect([0, 1.9, 2, 3.9].map((seconds) => logs(CRASHES, seconds))).toEqual([
      'one',
      'one',
      'one|two|lines',
      'one|two|lines',
    ]);
  });

  it('is that of the run that runs, or else of the one that ran last', () => {
    // Ends at 4 s and is started again at once; ends at 8 s and waits for 10 s.
    expect(logs(CRASHES, 5)).toBe('');
    expect(logs(CRASHES, 9)).toBe('again');
  });

  it('can be that of the run before', () => {
    expect(logs(CRASHES, 5, { run: 'previous' })).toBe('one|two|lines|dead');
    expect(logs(CRASHES, 9, { run: 'previous' })).toBe('again');
    expect(logs(CRASHES, 3, { run: 'previous' })).toBe('previous terminated container "app" in pod "web" not found');
  });

  it('ends with the end of its process: who is killed has no last words', () => {
    const hangs = `{processes: [{match: {pod: web}, attempts: [
      {run: 60s, exit: 1, log: [up, done], healthy: [{from: 0s, until: 3s}]}]}]}`;
    expect(logs(hangs, 10, { run: 'previous' })).toBe('up');
  });

  it('is not cut by the death of memory before what was said', () => {
    const limited = `${POD}\n      resources: {limits: {memory: 10Mi}}`;
    const leaks = `{processes: [{match: {pod: web}, attempts: [{run: forever, log: [loading], memory: {start: 1Mi, grow: 1Mi/s}}]}]}`;
    expect(logs(leaks, 9.5, { run: 'previous' }, limited)).toBe('loading');
  });

  it('can be cut: the last lines first, then what is too old', () => {
    expect(logs(CRASHES, 5, { run: 'previous', tailLines: 2 })).toBe('lines|dead');
    expect(logs(CRASHES, 5, { run: 'previous', tailLines: 0 })).toBe('');
    expect(logs(CRASHES, 5, { run: 'previous', fromMs: 2 * SECOND_MS })).toBe('two|lines|dead');
    expect(logs(CRASHES, 5, { run: 'previous', tailLines: 2, fromMs: 2 * SECOND_MS + 1 })).toBe('dead');
  });

  it('can be followed to the end of the run', () => {
    expect(logs(CRASHES, 1, { untilMs: Number.POSITIVE_INFINITY })).toBe('one|two|lines|dead');
  });

  it.each([
    ['{images: [{match: web, error: NotFound}]}', 0, "image can't be pulled"],
    ['{images: [{match: web, error: NotFound}]}', 25, 'trying and failing to pull image'],
    ['{images: [{match: web, pull: 30s}]}', 15, 'ContainerCreating'],
  ])('of a container that has not started is refused: %s at %d s', (spec, seconds, why) => {
    const nodes = spec.replace('{images', '{nodes: [{name: node-1, images: []}], images');
    expect(logs(nodes, seconds)).toBe(`container "app" in pod "web" is waiting to start: ${why}`);
  });

  it('of a pod that no node has is empty', () => {
    const huge = `${POD}\n      resources: {requests: {cpu: "1000"}}`;
    expect(logs('{nodes: [{name: node-1, capacity: {cpu: "1"}}]}', 5, {}, huge)).toBe('');
  });

  it('of a container that does not exist is not available', () => {
    expect(logs(CRASHES, 5, { container: 'other' })).toBe('container "other" in pod "web" is not available');
  });
});
