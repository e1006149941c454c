import type { Act } from '../cluster/action-plan.js';
import { namedUuid } from '../engine/stream.js';
import { type CompiledManifest, compileManifest } from './compile-manifests.js';
import type { Context } from './context.js';
import { makesPods } from './manifest.js';
import type { PodSource } from './pod-source.js';
import type { Scenario } from './scenario.js';
import { durationMs } from './values.js';

type Applied = Extract<Act, { kind: 'apply' }>['object'];

/** What actions apply. */
export interface CompiledApplied {
  readonly sources: readonly PodSource[];
  /** What each action applies, by its entry. */
  readonly objects: ReadonlyMap<object, readonly Applied[]>;
}

function objectOf({ source, workload }: CompiledManifest, at: string, { master }: Context): Applied {
  if (workload !== undefined) return workload;
  const { namespace, name, template } = source;
  // A pod that is made again under its old name is another pod.
  const uid = namedUuid(master, namespace, name, 'applied', String(durationMs(at)));
  return { kind: 'Pod', pod: { namespace, name, uid, owner: undefined, template } };
}

/** The pods and controllers that actions apply. */
export function compileApplied({ document, applied }: Scenario, context: Context): CompiledApplied {
  const sources: PodSource[] = [];
  const objects = new Map<object, readonly Applied[]>();
  for (const action of document.spec.actions ?? []) {
    const compiled = (applied.get(action) ?? [])
      .filter(makesPods)
      .map((manifest) => compileManifest(manifest, context));
    sources.push(...compiled.map(({ source }) => source));
    objects.set(
      action,
      compiled.map((one) => objectOf(one, action.at, context)),
    );
  }
  return { sources, objects };
}
