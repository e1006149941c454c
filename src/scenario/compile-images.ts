import type { ActionPlan } from '../cluster/action-plan.js';
import { imageMatches } from '../cluster/image-match.js';
import type { ImagePlan, NodePlan } from '../cluster/plan.js';
import { fixed } from '../engine/distributions.js';
import { ALL_IMAGES } from './compile-nodes.js';
import type { Context } from './context.js';
import { imageReference } from './image-name.js';
import { MAX_TRIES } from './limits.js';
import { nearest } from './nearest.js';
import { quoted } from './printable.js';
import { namesImage, pullError } from './pull-words.js';
import { positionAt } from './source.js';
import { spanOf, valueSpan } from './spans.js';
import { distributionOf, durationMs } from './values.js';

const AT_ONCE = fixed(0);

/** The images a run is known to have. */
export interface KnownImages {
  readonly all: readonly string[];
  /** Whether each is tried against each pattern; not when that would take too long. */
  readonly areTried: boolean;
}

/** The images of a scenario, and whether it is small enough to try each against each pattern. */
export function knownImages(all: readonly string[], { document: { spec } }: Context): KnownImages {
  const patterns = (spec.images ?? []).length + (spec.actions ?? []).length;
  return { all, areTried: all.length * patterns <= MAX_TRIES };
}

/** The images a pattern is about, one by one where what is said names the image. */
export function spelledOut(match: string, error: string | undefined, images: KnownImages): readonly string[] {
  if (error === undefined || !namesImage(error) || !images.areTried) return [match];
  return images.all.filter((image) => imageMatches(match, image));
}

/** Nothing would change without it: most likely it is misspelt. */
export function checkMatches(match: string, owner: object, images: KnownImages, { spans, report }: Context): void {
  if (!images.areTried || images.all.some((image) => imageMatches(match, image))) return;
  const meant = nearest(match, images.all);
  const known = images.all.length === 0 ? undefined : `images: ${images.all.slice(0, 5).join(', ')}`;
  const hint = meant === undefined ? known : `did you mean ${meant}?`;
  report(valueSpan(spans, owner, 'match'), {
    code: 'matches-nothing',
    message: `no pod has an image ${quoted(match)}`,
    hint,
  });
}

/** The registry. Images whose names are none come first: nobody can pull them. */
export function compileRegistry(images: KnownImages, context: Context): readonly ImagePlan[] {
  const written = context.document.spec.images ?? [];
  for (const entry of written) checkMatches(entry.match, entry, images, context);
  const invalid = images.all.filter((image) => imageReference(image) === undefined);
  const rules = written.flatMap(({ match, pull, error }) =>
    spelledOut(match, error, images).map((image) => ({
      match: image,
      pull: (pull === undefined ? undefined : distributionOf(pull)) ?? AT_ONCE,
      error: error === undefined ? undefined : pullError(error, image),
    })),
  );
  return [...invalid.map((match) => ({ match, pull: AT_ONCE, error: pullError('InvalidName', match) })), ...rules];
}

/** Rules that end: from then on pulls succeed. */
export function recoveries({ document, spans, latestMs }: Context): readonly ActionPlan[] {
  return (document.spec.images ?? []).flatMap((entry) => {
    const { match, until } = entry;
    if (until === undefined || durationMs(until) > latestMs) return [];
    const { source, start } = spanOf(spans, entry);
    const { line, column } = positionAt(source, start);
    const where = `${source.file}:${line}:${column}`;
    return [{ kind: 'setImageError', match, error: undefined, atMs: durationMs(until), where } as const];
  });
}

/** Nodes that do not say which images they have get all those of which nothing is said. */
export function withImages(
  nodes: readonly NodePlan[],
  images: KnownImages,
  { document }: Context,
): readonly NodePlan[] {
  const { actions, images: rules } = document.spec;
  const spoken = [
    ...(rules ?? []).map(({ match }) => match),
    ...(actions ?? []).flatMap(({ setImageError }) => setImageError?.match ?? []),
  ];
  const isSpokenOf = (image: string): boolean =>
    imageReference(image) === undefined || !images.areTried || spoken.some((match) => imageMatches(match, image));
  const present = images.all.filter((image) => !isSpokenOf(image));
  if (present.length === images.all.length && spoken.length === 0) return nodes;
  return nodes.map((node) => (node.images === ALL_IMAGES ? { ...node, images: present } : node));
}
