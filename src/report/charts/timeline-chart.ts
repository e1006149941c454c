import type { ContainerSpans, StatusSpan } from '../../analysis/status-spans.js';
import { counted, duration, grouped } from '../words.js';
import { containerName } from './containers.js';
import { type ChartHead, type ChartTerms, termsText } from './head.js';

/** What kubectl shows of every container, as bars along time. */
export interface TimelineChart {
  readonly kind: 'timeline';
  readonly head: ChartHead;
  readonly durationMs: number;
  readonly rows: readonly TimelineRow[];
}

export interface TimelineRow {
  readonly name: string;
  /** From when until when what was shown. */
  readonly spans: readonly (readonly [fromMs: number, untilMs: number, word: string])[];
  /** How often it started. */
  readonly starts: number;
  /** Empty when they are too many to be drawn one by one. */
  readonly startsMs: readonly number[];
}

/** More would not be read, nor fit a screen. */
const MOST_ROWS = 24;
/** More bars than this in a row are thinner than what a screen can show. */
const MOST_SPANS = 600;
/** More starts than this in a row run together. */
const MOST_STARTS = 150;

/** Makes the picture of what kubectl shows. */
export function timelineChart(containers: readonly ContainerSpans[], terms: ChartTerms): TimelineChart {
  const shown = mostRestarted(containers, MOST_ROWS);
  const coarse = shown.filter(({ spans }) => spans.length > MOST_SPANS).length;
  const crowded = shown.filter(({ startsMs }) => startsMs.length > MOST_STARTS);
  const starts = crowded.reduce((sum, { startsMs }) => sum + startsMs.length, 0);
  const { scenario, durationMs } = terms;
  const notes = [
    ...(shown.length < containers.length
      ? [`Shown are the ${shown.length} of ${grouped(containers.length)} containers that restarted most.`]
      : []),
    ...(coarse > 0
      ? [`Changes are too many to be drawn: each of ${MOST_SPANS} slices has the status that held longest in it.`]
      : []),
    ...(crowded.length > 0
      ? [
          `${grouped(starts)} starts ${crowded.length < shown.length ? 'in crowded rows ' : ''}are too many to be drawn.`,
        ]
      : []),
  ];
  return {
    kind: 'timeline',
    head: {
      title: `${scenario}: what kubectl shows for ${duration(durationMs / 1_000)}`,
      subtitle: termsText(terms),
      notes,
    },
    durationMs,
    rows: shown.map(({ pod, container, spans, startsMs }) => ({
      name: containerName(pod.name, container, pod.containers.length),
      spans: cutAt(sliced(spans, durationMs), startsMs).map(
        ({ fromMs, untilMs, word }) => [fromMs, untilMs, word] as const,
      ),
      starts: startsMs.length,
      startsMs: startsMs.length > MOST_STARTS ? [] : startsMs,
    })),
  };
}

/** What one bar tells when asked. */
export function spanText(name: string, [fromMs, untilMs, word]: TimelineRow['spans'][number]): string {
  const at = (ms: number): string => duration(ms / 1_000);
  return `${name}: ${word}\n${at(fromMs)} to ${at(untilMs)}, ${at(untilMs - fromMs)}`;
}

/** What a row tells as a whole. */
export function rowText({ name, starts }: TimelineRow): string {
  return `${name}: ${counted(starts, 'start')}`;
}

/** Those with most starts, in their own order. */
function mostRestarted(containers: readonly ContainerSpans[], most: number): readonly ContainerSpans[] {
  if (containers.length <= most) return containers;
  const ranked = containers.toSorted((a, b) => b.startsMs.length - a.startsMs.length);
  const chosen = new Set(ranked.slice(0, most));
  return containers.filter((container) => chosen.has(container));
}

/** As many spans as can be told apart: where they are more, the word that held longest in each slice of time. */
function sliced(spans: readonly StatusSpan[], durationMs: number): readonly StatusSpan[] {
  if (spans.length <= MOST_SPANS) return spans;
  const sliceMs = durationMs / MOST_SPANS;
  const merged: StatusSpan[] = [];
  let at = 0;
  for (let slice = 0; slice < MOST_SPANS; slice += 1) {
    const [fromMs, untilMs] = [slice * sliceMs, (slice + 1) * sliceMs];
    const held = new Map<string, number>();
    for (; at < spans.length; at += 1) {
      const span = spans[at];
      if (span === undefined || span.fromMs >= untilMs) break;
      const shareMs = Math.min(span.untilMs, untilMs) - Math.max(span.fromMs, fromMs);
      held.set(span.word, (held.get(span.word) ?? 0) + shareMs);
      if (span.untilMs > untilMs) break;
    }
    const longest = [...held].toSorted(([, a], [, b]) => b - a)[0];
    if (longest === undefined) continue;
    const last = merged.at(-1);
    if (last?.word === longest[0] && last.untilMs === fromMs) merged[merged.length - 1] = { ...last, untilMs };
    else merged.push({ fromMs, untilMs, word: longest[0] });
  }
  return merged;
}

/** A wait is told from one start to the next, however short the run between was. */
function cutAt(spans: readonly StatusSpan[], startsMs: readonly number[]): readonly StatusSpan[] {
  if (startsMs.length > MOST_STARTS) return spans;
  return spans.flatMap((span) => {
    const cuts = startsMs.filter((ms) => ms > span.fromMs && ms < span.untilMs);
    const edges = [span.fromMs, ...cuts, span.untilMs];
    return cuts.length === 0
      ? [span]
      : edges.slice(1).map((untilMs, at) => ({ ...span, fromMs: edges[at] ?? span.fromMs, untilMs }));
  });
}
