import type { Dice, Features } from './swarm-dice.js';

const RUNS = ['0s', '1ms', '1s', '28s', '299.999s', '300.001s', '330s', '599.999s', '600s', '600.001s', '11m'];

/** What some container's process does, attempt by attempt. */
export function swarmAttempts(dice: Dice, has: Features, kind: 'init' | 'other'): object[] {
  const run = (): unknown => {
    if (!has.drawnRuns || dice.chance(50)) return dice.pick(RUNS);
    return dice.pick([
      { exponential: `${dice.whole(1, 400)}s` },
      { uniform: ['0s', `${dice.whole(1, 700)}s`] },
      { empirical: ['1s', '90s', '601s'] },
    ]);
  };
  const onTerm = (): object =>
    dice.maybe(20, () => ({
      onTerm: dice.chance(50) ? 'ignore' : { exit: dice.pick([0, 143]), after: `${dice.whole(0, 40)}s` },
    }));
  const ending = (): object =>
    dice.pick([{ exit: 0 }, { exit: dice.whole(1, 255) }, { exit: 42 }, { signal: 'SEGV' }, { oom: true }]);
  const seen = (): unknown =>
    dice.pick([true, false, [{ from: `${dice.whole(0, 60)}s` }], [{ until: `${dice.whole(1, 400)}s` }]]);
  const probes = (): object =>
    has.probes
      ? {
          ...dice.maybe(50, () => ({ healthy: seen() })),
          ...dice.maybe(40, () => ({ ready: seen() })),
          ...dice.maybe(40, () => ({ started: seen() })),
        }
      : {};
  const hook = (): object => ({ run: `${dice.whole(0, 40)}s`, exit: dice.pick([0, 0, 1]) });
  const hooks = (): object =>
    has.hooks
      ? { ...dice.maybe(40, () => ({ postStart: hook() })), ...dice.maybe(40, () => ({ preStop: hook() })) }
      : {};
  const attempt = (): object =>
    dice.chance(5)
      ? { startError: 'exec: "nope": executable file not found in $PATH' }
      : {
          run: run(),
          ...ending(),
          ...onTerm(),
          ...probes(),
          ...hooks(),
          ...dice.maybe(20, () => ({ times: dice.whole(2, 6) })),
        };
  const guarded = has.dependencies && dice.chance(60) ? [{ run: run(), exit: 1, when: { down: 'db' } }] : [];
  if (kind === 'init') {
    const fails = dice.list(0, 3, attempt);
    return [
      ...guarded,
      ...fails,
      dice.chance(80) ? { run: `${dice.whole(0, 20)}s`, exit: 0 } : { run: run(), exit: 1 },
    ];
  }
  const needy = has.dependencies && dice.chance(40) ? [{ run: 'forever', exit: 4, needs: ['db'] }] : [];
  const listed = [...dice.list(1, 4, attempt), ...needy];
  return [...guarded, ...listed, ...(dice.chance(25) ? [{ run: 'forever', ...probes() }] : [])];
}
