import type { Behaviour, FailingLiveness, FreeProbe } from '../../src/analysis/behaviour.js';
import type { Interval } from '../../src/analysis/intervals.js';
import { SECOND_MS } from '../../src/time/units.js';

const seconds = (from: number, to = from): Interval => ({ from: from * SECOND_MS, to: to * SECOND_MS });

/** Where nothing is said of a probe's numbers. The threshold is the API's default. */
const ANY_PROBE: FreeProbe = {
  handler: 'httpGet',
  initialDelayMs: seconds(0, 5),
  periodMs: seconds(1, 10),
  failureThreshold: 3,
};
const EVERY_3_S: FreeProbe = { ...ANY_PROBE, initialDelayMs: seconds(3), periodMs: seconds(3) };
/** A process that stops when it is told to, within a second. No row tells its exit code. */
const OBEYS = { exitCode: 1, afterMs: seconds(0, 1) } as const;
/** What a Go program that does not handle SIGTERM leaves behind. */
const EXITS_2 = { ...OBEYS, exitCode: 2 } as const;

const killed = (liveness: FailingLiveness): Partial<Behaviour> => ({ runMs: undefined, liveness });

/**
 * The behaviour of pods under probes, as the notes of the observations tell it; what they leave out is an interval. How
 * long a killed container lives is never put in: it must follow.
 */
export const PROBED: Readonly<Record<string, Partial<Behaviour>>> = {
  'kk99697-liveness-exec': killed({
    probe: { ...ANY_PROBE, handler: 'exec' },
    healthyForMs: seconds(29, 31),
    onTerm: 'ignore',
  }),
  // Its first run ended by itself: kills alone wait after odd restarts at the cap, and this pod after even ones.
  'nginx-probe-error': {
    ...killed({ probe: ANY_PROBE, healthyForMs: seconds(0), onTerm: OBEYS }),
    firstRunsMs: [seconds(0, 60)],
  },
  // Postgres came between restarts 3 and 4.
  pingpong: {
    runMs: undefined,
    firstRunsMs: [seconds(0, 60), seconds(0, 60), seconds(15.5, 16.5), seconds(15.5, 16.5)],
    readiness: ANY_PROBE,
  },
  'httpserver-liveness': killed({ probe: ANY_PROBE, healthyForMs: seconds(10), onTerm: OBEYS }),
  'aks-liveness-http': killed({ probe: EVERY_3_S, healthyForMs: seconds(10), onTerm: EXITS_2 }),
  // How long it stays healthy is not said.
  'old-liveness-http': killed({ probe: EVERY_3_S, healthyForMs: seconds(0, 20), onTerm: EXITS_2 }),
  'ckad-liveness-http': killed({ probe: ANY_PROBE, healthyForMs: seconds(0, 20), onTerm: EXITS_2 }),
  'tcp-liveness': killed({
    probe: { ...EVERY_3_S, handler: 'tcpSocket', initialDelayMs: seconds(1) },
    healthyForMs: seconds(0),
    onTerm: OBEYS,
  }),
};
