import type { ToneName } from './palette.js';

/** How a span of a status is drawn: how high its bar is, and in which colour and texture. */
export interface StatusLook {
  readonly rank: 'running' | 'ended' | 'waiting';
  readonly tone: ToneName;
  readonly texture: 'plain' | 'stripes' | 'dots';
}

const LOOKS: Readonly<Record<string, StatusLook>> = {
  Running: { rank: 'running', tone: 'green', texture: 'plain' },
  'Running, not ready': { rank: 'running', tone: 'green', texture: 'stripes' },
  Completed: { rank: 'ended', tone: 'blue', texture: 'plain' },
  Error: { rank: 'ended', tone: 'purple', texture: 'plain' },
  OOMKilled: { rank: 'ended', tone: 'purple', texture: 'stripes' },
  Terminating: { rank: 'ended', tone: 'sky', texture: 'dots' },
  CrashLoopBackOff: { rank: 'waiting', tone: 'vermilion', texture: 'stripes' },
  ErrImagePull: { rank: 'waiting', tone: 'orange', texture: 'plain' },
  ImagePullBackOff: { rank: 'waiting', tone: 'orange', texture: 'stripes' },
  Pending: { rank: 'waiting', tone: 'grey', texture: 'dots' },
  ContainerCreating: { rank: 'waiting', tone: 'grey', texture: 'plain' },
  PodInitializing: { rank: 'waiting', tone: 'grey', texture: 'stripes' },
  Succeeded: { rank: 'ended', tone: 'blue', texture: 'dots' },
  ContainerStatusUnknown: { rank: 'ended', tone: 'grey', texture: 'stripes' },
  StartError: { rank: 'ended', tone: 'purple', texture: 'dots' },
  CreateContainerConfigError: { rank: 'waiting', tone: 'olive', texture: 'plain' },
  RunContainerError: { rank: 'waiting', tone: 'olive', texture: 'dots' },
  RestartingAllContainers: { rank: 'waiting', tone: 'sky', texture: 'stripes' },
  Failed: { rank: 'ended', tone: 'purple', texture: 'dots' },
};
const OTHER: StatusLook = { rank: 'waiting', tone: 'olive', texture: 'stripes' };

/** How much of its row a bar fills: what runs stands tall, what waits lies low. */
export const SHARE_OF_ROW = { running: 1, ended: 0.7, waiting: 0.42 } as const;

/** The look of a word of kubectl's; a rare one waits. */
export function statusLook(word: string): StatusLook {
  return Object.hasOwn(LOOKS, word) ? (LOOKS[word] ?? OTHER) : OTHER;
}

const ORDER = Object.keys(LOOKS);

/** In the order of the legend: known words first. */
export function byLook(a: string, b: string): number {
  const place = (word: string): number => (ORDER.includes(word) ? ORDER.indexOf(word) : ORDER.length);
  return place(a) - place(b) || (a < b ? -1 : 1);
}
