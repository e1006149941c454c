import { describe, expect, it } from 'vitest';
import { eventRules } from '../../src/kubelet/event-versions.js';
import {
  crashLoopBackOffMessage,
  errImageNeverPullMessage,
  imagePullBackOffMessage,
  postStartHookErrorMessage,
  pullError,
} from '../../src/kubelet/waiting-texts.js';

const POD = { namespace: 'run-c', name: 'exit1', uid: '0270058e' };

describe('messages of waiting containers', () => {
  it.each([
    [1, '1s'],
    [10, '10s'],
    [60, '1m0s'],
    [80, '1m20s'],
    [256, '4m16s'],
    [300, '5m0s'],
  ])('CrashLoopBackOff after a step of %i s (D7)', (seconds, text) => {
    const message = `back-off ${text} restarting failed container=app pod=exit1_run-c(0270058e)`;
    expect(crashLoopBackOffMessage(seconds * 1_000, 'app', POD)).toBe(message);
  });

  it('ImagePullBackOff tells the last error since 1.32 (B28)', () => {
    const error = pullError('ErrImagePull', 'rpc error: code = NotFound');
    const text = 'Back-off pulling image "no-such-image:1.0"';
    expect(imagePullBackOffMessage(eventRules('1.31'), 'no-such-image:1.0', error)).toBe(text);
    expect(imagePullBackOffMessage(eventRules('1.32'), 'no-such-image:1.0', error)).toBe(
      `${text}: ErrImagePull: rpc error: code = NotFound`,
    );
  });

  it('ErrImageNeverPull and PostStartHookError', () => {
    expect(errImageNeverPullMessage('a:1')).toBe('Container image "a:1" is not present with pull policy of Never');
    // As recorded from a hook that exits 1 without a word.
    expect(postStartHookErrorMessage(['/bin/sh', '-c', 'exit 1'], 'app', POD, 1, '')).toBe(
      'Exec lifecycle hook ([/bin/sh -c exit 1]) for Container "app" in Pod "exit1_run-c(0270058e)" failed - error: command \'/bin/sh -c exit 1\' exited with 1: , message: ""',
    );
  });
});
