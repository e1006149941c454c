import * as z from 'zod/mini';
import { type KubeletConfig, refusals } from '../kubelet/config.js';
import { GATE_NAMES, type GateName, type VersionName } from '../kubelet/versions.js';
import { checkShape } from './check-shape.js';
import type { Report } from './issue-log.js';
import { nearest } from './nearest.js';
import type { Remark } from './note.js';
import { quoted } from './printable.js';
import { readDocuments } from './read-yaml.js';
import { duration, say } from './schema-parts.js';
import { sourceOf } from './source.js';
import { keySpan, type Spans, valueSpan } from './spans.js';
import { treeReader } from './tree.js';
import { durationMs } from './values.js';

/** The part of a KubeletConfiguration that matters here, as written. */
export interface KubeletSettings {
  readonly featureGates?: Readonly<Record<string, boolean>> | null | undefined;
  readonly crashLoopBackOff?: { readonly maxContainerRestartPeriod?: string | null | undefined } | null | undefined;
}

interface Place {
  readonly spans: Spans;
  readonly report: Report;
  readonly remark: Remark;
}

/** Reads a real KubeletConfiguration file; undefined when it is none. What does not concern restarts is left alone. */
export function readKubeletConfiguration(
  { file, text }: { readonly file: string; readonly text: string },
  { spans, report }: Place,
): KubeletSettings | undefined {
  const source = sourceOf(file, text);
  const [document] = readDocuments(source, report);
  if (document?.sound === false) return undefined;
  const root = treeReader(source, spans, report)(document?.root ?? null);
  const kind = say({ code: 'unknown-kind', message: 'must be KubeletConfiguration' });
  const schema = z.object({
    kind: z.optional(z.literal('KubeletConfiguration', { error: kind })),
    featureGates: z.nullish(z.record(z.string(), z.boolean())),
    crashLoopBackOff: z.nullish(z.object({ maxContainerRestartPeriod: z.nullish(duration('')) })),
  });
  if (typeof root !== 'object' || root === null) {
    const message = `a kubelet configuration must be a map, not ${quoted(root)}`;
    report({ source, start: 0, end: 0 }, { code: 'wrong-type', message });
    return undefined;
  }
  return checkShape(schema, root, spans, report) ? (root as KubeletSettings) : undefined;
}

const isGate = (name: string): name is GateName => (GATE_NAMES as readonly string[]).includes(name);

function knownGates(settings: KubeletSettings, { spans, report, remark }: Place): KubeletConfig['gates'] {
  const gates: Partial<Record<GateName, boolean>> = {};
  const written = settings.featureGates ?? {};
  for (const [name, isOn] of Object.entries(written)) {
    if (isGate(name)) {
      gates[name] = isOn;
      continue;
    }
    const meant = nearest(name, GATE_NAMES);
    if (meant === undefined) {
      remark(keySpan(spans, written, name), `the feature gate ${name} is not modelled and has no effect`);
    } else {
      const message = `unknown feature gate ${quoted(name)}`;
      report(keySpan(spans, written, name), { code: 'unknown-gate', message, hint: `did you mean ${meant}?` });
    }
  }
  return gates;
}

/** Turns settings into a configuration of the model; reports why a kubelet of this version would not start with it. */
export function kubeletConfigOf(settings: KubeletSettings, version: VersionName, place: Place): KubeletConfig {
  const { spans, report } = place;
  const backOff = settings.crashLoopBackOff ?? undefined;
  const period = backOff?.maxContainerRestartPeriod ?? undefined;
  const config: KubeletConfig = {
    version,
    gates: knownGates(settings, place),
    maxRestartPeriodMs: period === undefined ? undefined : durationMs(period),
  };
  for (const refusal of refusals(config)) {
    const { message } = refusal;
    if (refusal.kind === 'unknown-gate') {
      const span = keySpan(spans, settings.featureGates ?? {}, refusal.gate);
      report(span, { code: 'config-refused', message });
    } else if (backOff !== undefined) {
      report(valueSpan(spans, backOff, 'maxContainerRestartPeriod'), { code: 'config-refused', message });
    }
  }
  return config;
}
