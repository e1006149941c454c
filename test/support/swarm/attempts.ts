import type { Dice } from './dice.js';
import type { Features } from './features.js';

/** What the drawing of one scenario shares. */
export interface Draw {
  readonly dice: Dice;
  readonly has: Features;
  readonly seconds: number;
  /** Minor version of the kubelet. */
  readonly minor: number;
}

const SHORT = ['0s', '1ms', '1s', '7s', '28s'];
const LONG = ['61s', '299.999s', '300.001s', '330s', '599.999s', '600s', '600.001s', '11m'];

function run({ dice, has, seconds }: Draw): unknown {
  if (has.drawnRuns && dice.chance(50)) {
    return dice.pick([
      { exponential: `${dice.whole(1, 90)}s` },
      { uniform: ['0s', `${dice.whole(1, 300)}s`] },
      { empirical: ['1s', '90s', '601s'] },
    ]);
  }
  const picked = dice.pick(seconds > 600 && dice.chance(50) ? LONG : SHORT);
  // What knows no backoff (A27 for one) would be most of what a scenario does.
  return (has.restartAll || has.noBackoff) && ['0s', '1ms'].includes(picked) && dice.chance(90) ? '1s' : picked;
}

function ending({ dice }: Draw): object {
  return dice.pick([{ exit: 0 }, { exit: 1 }, { exit: dice.pick([2, 42, 42]) }, { signal: 'SEGV' }, { oom: true }]);
}

function onTerm({ dice, has }: Draw): object {
  if (!has.terms || dice.chance(50)) return {};
  return { onTerm: dice.pick(['ignore', { exit: dice.pick([0, 143]), after: `${dice.whole(0, 40)}s` }]) };
}

function answers({ dice }: Draw): unknown {
  const from = dice.whole(0, 60);
  return dice.pick([
    true,
    false,
    [{ from: `${from}s`, until: `${from + dice.whole(1, 90)}s` }],
    [{ from: '0s', until: `${dice.whole(1, 20)}s`, every: `${dice.whole(20, 60)}s` }],
    { good: dice.chance(70), takes: `${dice.whole(0, 12) * 500}ms` },
  ]);
}

function seen({ dice, has }: Draw, draw: Draw): object {
  if (!has.probes) return {};
  return {
    ...dice.maybe(50, () => ({ healthy: answers(draw) })),
    ...dice.maybe(50, () => ({ ready: answers(draw) })),
    ...dice.maybe(50, () => ({ started: answers(draw) })),
  };
}

function hooked({ dice, has }: Draw): object {
  if (!has.hooks) return {};
  const hook = () => ({ run: `${dice.whole(0, 40)}s`, ...dice.maybe(40, () => ({ exit: dice.whole(0, 2) })) });
  return { ...dice.maybe(50, () => ({ postStart: hook() })), ...dice.maybe(50, () => ({ preStop: hook() })) };
}

function listed(draw: Draw): object {
  const { dice, has } = draw;
  const times = dice.maybe(20, () => ({ times: dice.whole(2, 6) }));
  if (has.startErrors && dice.chance(25)) return { startError: 'exec: "app": executable file not found', ...times };
  const rest = { ...onTerm(draw), ...seen(draw, draw), ...hooked(draw), ...times };
  if (has.memory && dice.chance(50)) {
    return { memory: { start: '20Mi', grow: `${dice.whole(1, 20)}Mi/s` }, ...rest };
  }
  return { run: run(draw), ...ending(draw), ...rest };
}

/** What one process does, start after start. */
export function attempts(draw: Draw): object[] {
  const { dice, has } = draw;
  const guarded = has.dependencies && dice.chance(50) ? [{ run: run(draw), exit: 1, when: { down: ['db'] } }] : [];
  const own = dice.list(1, 3, () => listed(draw));
  const needy = has.dependencies && dice.chance(40) ? [{ run: 'forever', exit: 4, needs: ['db'] }] : [];
  const last = dice.chance(30) ? [{ run: 'forever', ...onTerm(draw), ...seen(draw, draw), ...hooked(draw) }] : [];
  return [...guarded, ...own, ...needy, ...last];
}

/** An init container should come to an end. */
export function initAttempts(draw: Draw): object[] {
  const { dice } = draw;
  const failing = dice.list(0, 2, () => listed({ ...draw, has: { ...draw.has, probes: false, hooks: false } }));
  return dice.chance(85)
    ? [...failing, { run: dice.pick(['0s', '1s', '20s']), exit: 0 }]
    : [...failing, { run: '3s', exit: 1 }];
}
