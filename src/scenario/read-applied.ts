import { type Candidate, candidatesIn, checkManifest } from './check-manifest.js';
import type { Manifest, ManifestContext } from './manifest.js';
import { quoted } from './printable.js';
import type { TextFile } from './scenario.js';
import type { ActionEntry } from './schema.js';
import { spanOf, valueSpan } from './spans.js';
import type { Value } from './tree.js';

/** What reading the manifests of actions needs. */
export interface ApplyContext extends ManifestContext {
  /** Reads a file that an action names; undefined when it cannot be read. */
  readonly readFile: ((path: string) => TextFile | undefined) | undefined;
  readonly documentsOf: (file: TextFile) => readonly (Candidate | undefined)[];
}

type Sound = readonly Manifest[];

function manifestsIn(candidates: readonly Candidate[], context: ManifestContext): Sound {
  return candidates
    .flatMap((candidate) => candidatesIn(candidate, context.spans))
    .flatMap((candidate) => checkManifest(candidate, context) ?? []);
}

function readNamed(path: string, action: ActionEntry, context: ApplyContext): Sound {
  const file = context.readFile?.(path);
  if (file !== undefined) {
    return manifestsIn(
      context.documentsOf(file).filter((document) => document !== undefined),
      context,
    );
  }
  const message =
    context.readFile === undefined
      ? `apply names the file ${quoted(path)}, and files cannot be read here`
      : `the file ${quoted(path)} cannot be read`;
  const hint = 'write the manifest in place of the name';
  context.report(valueSpan(context.spans, action, 'apply'), { code: 'cannot-read', message, hint });
  return [];
}

/** The manifests that actions apply; a file that several name is read once. */
export function readApplied(
  actions: readonly ActionEntry[],
  context: ApplyContext,
): ReadonlyMap<object, readonly Manifest[]> {
  const applied = new Map<object, Sound>();
  const files = new Map<string, Sound>();
  for (const action of actions) {
    const { apply } = action;
    if (apply === undefined) continue;
    if (typeof apply !== 'string') {
      const candidate = { value: apply as unknown as Value, span: spanOf(context.spans, apply) };
      applied.set(action, manifestsIn([candidate], context));
      continue;
    }
    const manifests = files.get(apply) ?? readNamed(apply, action, context);
    files.set(apply, manifests);
    applied.set(action, manifests);
  }
  return applied;
}
