import type {
  CountJudgement,
  ExcessJudgement,
  InstantsJudgement,
  Judgement,
  WindowJudgement,
} from '../../analysis/claims/judgement.js';
import { toSeconds } from '../../time/units.js';
import { counted, duration, grouped } from '../words.js';

const time = (ms: number): string => duration(toSeconds(ms));

/** The reasoning behind a judgement, a sentence each. */
export function claimReasons(judgement: Judgement): readonly string[] {
  switch (judgement.kind) {
    case 'count':
      return countReasons(judgement);
    case 'window':
      return windowReasons(judgement);
    case 'excess':
      return excessReasons(judgement);
    case 'instants':
      return instantsReasons(judgement);
  }
}

function countReasons({ claim, restart, bounds }: CountJudgement): readonly string[] {
  const [plain] = bounds;
  if (plain === undefined) return [];
  const crash = claim.what === 'crashes' ? `crash ${grouped(claim.count)}, which ends the run after ` : '';
  const runs = claim.runMs === undefined ? 'exits at once' : `runs ${time(claim.runMs)} each time`;
  const most = plain.most === undefined ? 'more than can be counted' : counted(plain.most, 'restart');
  const at =
    plain.earliestMs === undefined ? '' : `; ${crash}restart ${grouped(restart)} comes at ${time(plain.earliestMs)}`;
  return [
    `a process that ${runs} has ${most} in ${time(claim.withinMs)}${at}`,
    'real kubelets are only later, and a restart of the kubelet or a new image forgets the backoff',
  ];
}

function windowReasons({ claim, bounds }: WindowJudgement): readonly string[] {
  const plain = bounds.find(({ way }) => way === 'same-runs')?.most;
  const kills = bounds.find(({ way }) => way === 'same-kills')?.most;
  const window = time(claim.windowMs);
  return [
    `it takes ${counted(claim.count, 'restart')} within ${window} of each other`,
    ...(plain === undefined ? [] : [`a process that exits has at most ${grouped(plain)} in any ${window}`]),
    ...(kills === undefined
      ? []
      : [`one that a liveness probe kills after equal runs has ${grouped(kills)}, of the lives tried`]),
    'an expression such as increase() reads samples and extrapolates; crashloop detect evaluates it',
  ];
}

function excessReasons({ claim, kubelet, restarts }: ExcessJudgement): readonly string[] {
  const { initialMs, maxMs } = kubelet.policy;
  const count = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));
  const period = claim.period === 'first' ? `the first ${time(claim.periodMs)}` : `${time(claim.periodMs)} at the cap`;
  const runs = claim.runMs === undefined ? 'exits at once' : `runs ${time(claim.runMs)}`;
  const more = Math.round((restarts.claimed - restarts.own) * 100) / 100;
  return [
    `${time(initialMs)} to ${time(maxMs)} has ${count(restarts.claimed)} restarts in ${period}, the kubelet's own has ${count(restarts.own)}, when the process ${runs}: ${count(more)} more, not counting rounding`,
  ];
}

function instantsReasons({ claim, kubelet, readings, runsMs }: InstantsJudgement): readonly string[] {
  const list = (all: readonly number[]): string => all.map(time).join(', ');
  const told = readings.map(({ first, expectedMs }) => {
    const start = first === 'free' ? 'with the free first restart' : 'without counting it';
    const off = expectedMs.findIndex((ms, at) => Math.abs(ms - (claim.atMs[at] ?? ms)) >= 1_000);
    const miss =
      off === -1
        ? 'just as claimed'
        : `number ${off + 1} is claimed ${time(Math.abs((claim.atMs[off] ?? 0) - (expectedMs[off] ?? 0)))} ${(claim.atMs[off] ?? 0) > (expectedMs[off] ?? 0) ? 'later' : 'earlier'}`;
    return `a process that exits at once restarts, ${start}, at ${list(expectedMs)}: ${miss}`;
  });
  const common = readings.find(({ first }) => first === 'free')?.runMs;
  const runs =
    common !== undefined && common > 0
      ? [`runs of ${time(common)} fit all of it`]
      : runsMs === undefined
        ? [`some gap is shorter than the wait of ${kubelet.policy.name} before it`]
        : common === undefined
          ? [`runs of ${list(runsMs)} would bring it about`]
          : [];
  return [...told, ...runs];
}
