/** What a word is to its reader. */
export type Tone = 'heading' | 'good' | 'bad' | 'waiting' | 'detail';

/** How a tone looks where a text is shown: colours on a terminal, nothing in a file. */
export type Style = (text: string, tone: Tone) => string;

/** How every tone looks in a file: as it is. */
export const PLAIN: Style = (text) => text;

const GOOD = ['Running', 'Completed', 'Succeeded'];

/** The tone of a word that kubectl shows as the status of a pod. */
export function toneOfStatus(status: string): Tone {
  if (GOOD.includes(status)) return 'good';
  return /Creating|Pending|deleted|Initializing|^Init:\d|Terminating/.test(status) ? 'waiting' : 'bad';
}
