import { type HookSpec, PROBE_HANDLERS, type ProbeSpec } from '../kubelet/pod-spec.js';
import { SECOND_MS } from '../time/units.js';
import type { Context } from './context.js';
import { isSet } from './field-error.js';
import type { ContainerManifest, HookManifest, ProbeManifest } from './manifest-schema.js';
import { keySpan } from './spans.js';

/** @source kubelet-semantics PR1; 0 is taken for "not set" as the API does */
export const DEFAULTS = { periodSeconds: 10, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3 } as const;

/** The name of a probe's port, when no port of the container is so named. */
export function unnamedPort({ httpGet, tcpSocket }: ProbeManifest, { ports }: ContainerManifest): string | undefined {
  const port = (httpGet ?? tcpSocket)?.port;
  return typeof port === 'string' && !(ports ?? []).some(({ name }) => name === port) ? port : undefined;
}

/** A probe with the API's defaults. */
export function compileProbe(
  probe: ProbeManifest | null | undefined,
  container: ContainerManifest,
): ProbeSpec | undefined {
  if (probe === undefined || probe === null) return undefined;
  const numberOf = (key: keyof typeof DEFAULTS): number => probe[key] || DEFAULTS[key];
  const grace = probe.terminationGracePeriodSeconds ?? undefined;
  return {
    handler: PROBE_HANDLERS.find((handler) => isSet(probe, handler)) ?? 'exec',
    initialDelayMs: (probe.initialDelaySeconds ?? 0) * SECOND_MS,
    periodMs: numberOf('periodSeconds') * SECOND_MS,
    timeoutMs: numberOf('timeoutSeconds') * SECOND_MS,
    successThreshold: numberOf('successThreshold'),
    failureThreshold: numberOf('failureThreshold'),
    unnamedPort: unnamedPort(probe, container),
    terminationGraceMs: grace === undefined ? undefined : grace * SECOND_MS,
  };
}

const HOOK_HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'sleep'] as const;

function compileHook(hook: HookManifest, key: string, context: Context): HookSpec {
  if (isSet(hook, 'sleep') && !context.isOn('PodLifecycleSleepAction')) {
    const message = `lifecycle.${key}: Required value: must specify a handler type (Kubernetes ${context.versionName} has no sleep action)`;
    const hint = 'choose version 1.30 or newer, or use exec: {command: [sleep, …]}';
    context.report(keySpan(context.spans, hook, 'sleep'), { code: 'choose-one', message, hint });
  }
  return {
    handler: HOOK_HANDLERS.find((handler) => isSet(hook, handler)) ?? 'exec',
    command: hook.exec?.command ?? [],
    sleepMs: hook.sleep === undefined || hook.sleep === null ? undefined : hook.sleep.seconds * SECOND_MS,
  };
}

/** The hooks of a container. */
export function compileHooks({ lifecycle }: ContainerManifest, context: Context) {
  const { postStart, preStop } = lifecycle ?? {};
  return {
    postStart: postStart === undefined || postStart === null ? undefined : compileHook(postStart, 'postStart', context),
    preStop: preStop === undefined || preStop === null ? undefined : compileHook(preStop, 'preStop', context),
  };
}
