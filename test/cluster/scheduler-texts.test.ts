import { describe, expect, it } from 'vitest';
import { failedScheduling, scheduled, unschedulableMessage } from '../../src/cluster/scheduler-texts.js';
import { eventRules } from '../../src/kubelet/event-versions.js';

describe('what the scheduler says', () => {
  it('Scheduled (E1)', () => {
    const message = 'Successfully assigned run-b/web to node-b';
    expect(scheduled('run-b', 'web', 'node-b')).toEqual({ type: 'Normal', reason: 'Scheduled', message });
  });

  it('FailedScheduling sorts reasons as text, count first (S1)', () => {
    const reasons = new Map([
      ['Insufficient memory', 2],
      ['Insufficient cpu', 10],
      ['Too many pods', 0],
    ]);
    const text = unschedulableMessage(eventRules('1.33'), 12, reasons, { noVictims: 12, notHelpful: 0 });
    expect(failedScheduling(text)).toEqual({
      type: 'Warning',
      reason: 'FailedScheduling',
      message:
        '0/12 nodes are available: 10 Insufficient cpu, 2 Insufficient memory. preemption: 0/12 nodes are available: 12 No preemption victims found for incoming pod.',
    });
  });

  it('since 1.34 dynamic resource allocation speaks before preemption', () => {
    const taints = new Map([
      ['node(s) had untolerated taint(s)', 1],
      ['Insufficient cpu', 2],
    ]);
    expect(unschedulableMessage(eventRules('1.34'), 3, taints, { noVictims: 2, notHelpful: 1 })).toBe(
      '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.',
    );
  });

  it('without nodes or preemption there is little to say', () => {
    expect(unschedulableMessage(eventRules('1.36'), 0, new Map(), undefined)).toBe('0/0 nodes are available:');
  });
});
