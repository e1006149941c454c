import type { RecordedState, RecordedStatus } from '../scenario/recorded-pod.js';
import { beganAt, type Eras } from './eras.js';
import type { ToldPod } from './told-pod.js';

/** A state of a container as the API showed it without a break. */
interface Stretch {
  readonly state: RecordedState;
  readonly from: number;
  /** Undefined when the recording ends with it. */
  readonly until: number | undefined;
}

/** What is shown of a container between two starts. */
export interface ShownRestart {
  readonly container: string;
  /** Told as `era/n`; undefined when something was done from outside meanwhile. */
  readonly place: string | undefined;
  readonly stretches: readonly Stretch[];
}

/** States in the order in which each first appears between a start and the next, by container and start. */
export function* orderOfStates(restarts: readonly ShownRestart[]): Generator<readonly [where: string, order: string]> {
  for (const { container, place, stretches } of restarts) {
    if (place === undefined) continue;
    const texts = new Set(stretches.map(({ state }) => tellState(state)));
    yield [`${container} ${place}`, [...texts].join('\n')];
  }
}

/** How long each state was shown, in milliseconds, by container, start and state. */
export function lengthsOfStates(restarts: readonly ShownRestart[]): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const { container, place, stretches } of restarts) {
    const counted = new Map<string, number>();
    for (const { state, from, until } of stretches) {
      if (place === undefined || until === undefined) continue;
      const { reason, ready } = state;
      const name = `${reason ?? state.state}${ready ? ' ready' : ''}`;
      const nth = counted.get(name) ?? 0;
      counted.set(name, nth + 1);
      lengths.set(`${container} ${place} ${name} #${nth}`, Math.round((until - from) * 1000));
    }
  }
  return lengths;
}

/** Every change of what the API shows of the pod as a whole, without numbers and messages. */
export function* changesOfPod({ statuses }: ToldPod): Generator<readonly [from: string, to: string]> {
  let from = 'nothing';
  for (const status of statuses) {
    if (Object.keys(status.containers).length === 0) continue;
    const to = tellStatus(status);
    if (from !== to) yield [from, to];
    from = to;
  }
}

function tellStatus({ phase, conditions, containers }: RecordedStatus): string {
  const shown = Object.entries(containers).map(([name, state]) => `${name}: ${wordless.of(state)}`);
  return [phase, told.of(conditions), ...shown].join(' | ');
}

/** Texts of objects that come up again and again. */
class Texts<Told extends object> {
  readonly #known = new WeakMap<Told, string>();
  readonly #tell: (told: Told) => string;

  constructor(tell: (told: Told) => string) {
    this.#tell = tell;
  }

  of(object: Told): string {
    const known = this.#known.get(object) ?? this.#tell(object);
    this.#known.set(object, known);
    return known;
  }
}

const wordless = new Texts<RecordedState>((state) => tellState({ ...state, message: null }));
const told = new Texts<RecordedStatus['conditions']>((conditions) => {
  const each = Object.entries(conditions).map(([type, status]) => `${type}=${status}`);
  return each.sort().join(' | ');
});

function tellState({ state, reason, message, exitCode, ready, started, ...last }: RecordedState): string {
  const words = [state, reason, exitCode, ready && 'ready', started && 'started', message];
  const ended = last.lastReason === null ? [] : [`after ${last.lastReason} ${last.lastExitCode}`];
  return [...words, ...ended].filter((word) => word !== null && word !== false).join(' ');
}

/** What is shown of every container, restart by restart. */
export function* restartsIn({ instances, statuses }: ToldPod, eras: Eras): Generator<ShownRestart> {
  for (const [container, own] of Object.entries(instances)) {
    const all = stretchesOf(container, statuses);
    const counts = [...new Set(all.map(({ state }) => state.restartCount))];
    const places = eras.placesOf(own);
    for (const count of counts) {
      const stretches = all.filter(({ state }) => state.restartCount === count);
      const from = stretches[0]?.from ?? 0;
      const until = stretches.at(-1)?.until ?? stretches.at(-1)?.from ?? 0;
      const instance = own[count];
      const isWhole = eras.isWhole(instance === undefined ? from : Math.min(from, beganAt(instance)), until);
      yield { container, place: isWhole ? (places[count] ?? `${eras.of(from)}/none`) : undefined, stretches };
    }
  }
}

function stretchesOf(container: string, statuses: readonly RecordedStatus[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let since: { readonly state: RecordedState; readonly from: number } | undefined;
  for (const { at, containers } of statuses) {
    const state = containers[container];
    if (state === undefined) continue;
    if (since !== undefined && (since.state === state || isSame(since.state, state))) continue;
    if (since !== undefined) stretches.push({ ...since, until: at });
    since = { state, from: at };
  }
  if (since !== undefined) stretches.push({ ...since, until: undefined });
  return stretches;
}

const isSame = (a: RecordedState, b: RecordedState): boolean =>
  a.restartCount === b.restartCount && tellState(a) === tellState(b);
