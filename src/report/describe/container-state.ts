import type { ContainerState, ContainerStatus } from 'kubernetes-types/core/v1.js';
import { field, type Line, optional, trueOrFalse } from './page.js';
import { timeText } from './times.js';

/** What a container does, how it ended before, and how often it was restarted. */
export function stateLines({ state, lastState, ready, restartCount }: ContainerStatus): readonly Line[] {
  return [
    ...oneState('State', state ?? {}),
    ...(lastState?.terminated === undefined ? [] : oneState('Last State', lastState)),
    field(2, 'Ready', trueOrFalse(ready)),
    field(2, 'Restart Count', restartCount),
  ];
}

function oneState(title: string, { running, waiting, terminated }: ContainerState): readonly Line[] {
  if (running !== undefined) {
    return [field(2, title, 'Running'), field(3, 'Started', timeText(running.startedAt))];
  }
  if (waiting !== undefined || terminated === undefined) {
    return [field(2, title, 'Waiting'), ...optional(3, 'Reason', waiting?.reason)];
  }
  const { reason, message, exitCode, signal = 0, startedAt, finishedAt } = terminated;
  return [
    field(2, title, 'Terminated'),
    ...optional(3, 'Reason', reason),
    ...optional(3, 'Message', message),
    field(3, 'Exit Code', exitCode),
    ...(signal > 0 ? [field(3, 'Signal', signal)] : []),
    field(3, 'Started', timeText(startedAt)),
    field(3, 'Finished', timeText(finishedAt)),
  ];
}
