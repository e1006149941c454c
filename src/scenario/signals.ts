/** Signals a process dies of, as Linux numbers them. */
const SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  XCPU: 24,
  XFSZ: 25,
  SYS: 31,
} as const;

export type SignalName = keyof typeof SIGNALS;
export const SIGNAL_NAMES = Object.keys(SIGNALS) as [SignalName, ...SignalName[]];

/** A signal as the kernel names it, or without the SIG before it. */
export type SignalWord = SignalName | `SIG${SignalName}`;
export const SIGNAL_WORDS: [SignalWord, ...SignalWord[]] = [
  ...SIGNAL_NAMES,
  ...SIGNAL_NAMES.map((name) => `SIG${name}` as const),
];

/** The exit code of a process killed by a signal. @source kubelet-semantics P12 */
export function exitCodeOf(signal: SignalWord): number {
  return 128 + SIGNALS[signal.replace(/^SIG/, '') as SignalName];
}
