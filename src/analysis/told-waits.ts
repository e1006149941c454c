import { beganAt, type Eras } from './eras.js';
import type { ToldPod } from './told-pod.js';

/** Events that tell that something is tried again. */
const TRIES = ['Pulling', 'Failed', 'Unhealthy'];

/** From each end of an instance to the next start, in milliseconds, by container and start. */
export function waitsIn({ instances }: ToldPod, eras: Eras): ReadonlyMap<string, number> {
  const waits = new Map<string, number>();
  for (const [container, own] of Object.entries(instances)) {
    const places = eras.placesOf(own);
    own.forEach((instance, index) => {
      const endedAt = own[index - 1]?.finishedAt;
      const startedAt = beganAt(instance);
      if (endedAt == null || !eras.isWhole(endedAt, startedAt)) return;
      waits.set(`${container} ${places[index]}`, Math.round((startedAt - endedAt) * 1000));
    });
  }
  return waits;
}

/**
 * From each try to the next where something is tried over and over without a container ending: a pull, a start that
 * fails for want of something, a probe. In milliseconds, by container and number.
 */
export function retriesIn({ instances, events }: ToldPod, eras: Eras): ReadonlyMap<string, number> {
  const gaps = new Map<string, number>();
  for (const [container, own] of Object.entries(instances)) {
    if (own.some(({ finishedAt }) => finishedAt !== null)) continue;
    const ours = events.filter(({ object }) => object.endsWith(`{${container}}`));
    const reason = TRIES.find((each) => ours.some((event) => event.reason === each));
    const counted = new Map<number, number>();
    let before: number | undefined;
    for (const { at } of ours.filter((event) => event.reason === reason)) {
      const era = eras.of(at);
      const place = counted.get(era) ?? 0;
      counted.set(era, place + 1);
      if (before !== undefined && eras.isWhole(before, at))
        gaps.set(`${container} ${reason} ${era}/${place}`, Math.round((at - before) * 1000));
      before = at;
    }
  }
  return gaps;
}
