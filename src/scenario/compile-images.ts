import type { ActionPlan } from '../cluster/action-plan.js';
import { globMatches, isExact } from '../cluster/glob.js';
import type { ImagePlan, NodePlan } from '../cluster/plan.js';
import { fixed } from '../engine/distributions.js';
import { ALL_IMAGES } from './compile-nodes.js';
import type { Context } from './context.js';
import { imageReference } from './image-name.js';
import { namesImage, pullError } from './pull-words.js';
import { positionAt } from './source.js';
import { spanOf } from './spans.js';
import { distributionOf, durationMs } from './values.js';

const AT_ONCE = fixed(0);

/** What a run says about images, and the images it is known to have. */
export interface KnownImages {
  readonly all: readonly string[];
  /** Those whose pull errors are spelled out one by one; none when that would be too many. */
  readonly spelled: readonly string[];
}

/** More entries than this are not made of patterns. */
const MOST_SPELLED = 100_000;

export function knownImages(all: readonly string[], { document: { spec } }: Context): KnownImages {
  const patterns = (spec.images ?? []).length + (spec.actions ?? []).length;
  return { all, spelled: all.length * patterns > MOST_SPELLED ? [] : all };
}

/**
 * The images a pattern is about, one by one where what is said names the image; the pattern itself comes last, for
 * images that show only during the run.
 */
export function spelledOut(match: string, error: string | undefined, images: KnownImages): readonly string[] {
  if (error === undefined || !namesImage(error) || isExact(match)) return [match];
  return [...images.spelled.filter((image) => globMatches(match, image)), match];
}

/** The registry. Images whose names are none come first: nobody can pull them. */
export function compileRegistry(images: KnownImages, { document }: Context): readonly ImagePlan[] {
  const invalid = images.all.filter((image) => imageReference(image) === undefined);
  const rules = (document.spec.images ?? []).flatMap(({ match, pull, error }) =>
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
    imageReference(image) === undefined || spoken.some((match) => globMatches(match, image));
  const present = images.all.filter((image) => !isSpokenOf(image));
  if (present.length === images.all.length && spoken.length === 0) return nodes;
  return nodes.map((node) => (node.images === ALL_IMAGES ? { ...node, images: present } : node));
}
