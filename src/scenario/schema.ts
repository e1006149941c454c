import * as z from 'zod/mini';
import { FIDELITIES } from '../cluster/plan.js';
import { VERSION_NAMES } from '../kubelet/versions.js';
import {
  MAX_ACTIONS,
  MAX_DEPENDENCIES,
  MAX_EXPECTATIONS,
  MAX_IMAGES,
  MAX_MISSING,
  MAX_NODES,
  MAX_PROCESSES,
} from './limits.js';
import { POLICY_PATTERN, POLICY_WORDS, readPolicy } from './policy-words.js';
import { quoted } from './printable.js';
import { actionSchema } from './schema-action.js';
import { dependencySchema, imageSchema, missingSchema, nodeSchema } from './schema-cluster.js';
import { expectationSchema } from './schema-expect.js';
import { duration, either, filledText, labels, listOf, once, rarely, real, say, strict, text } from './schema-parts.js';
import { processSchema } from './schema-process.js';
import { latencySchema } from './schema-run.js';

export const API_VERSION = 'crashloop.dev/v1alpha1';

const POLICIES = 'text such as none, "1.34" or max=60s, or a map such as {initial: 1s, max: 30s}';

function policySchema() {
  const custom = strict('A policy of your own, for what-if runs.', {
    initial: duration('The first step.'),
    max: duration('The longest step.'),
    factor: rarely(() => real('Each step is the one before times this, 2 unless given.', 1, 1_000)),
    resetAfter: rarely(() => duration('A run longer than this forgets, 10m unless given.')),
  });
  const error = (raw: { readonly input?: unknown }): string =>
    say({ code: 'wrong-type', message: `must be ${POLICIES}, not ${quoted(raw.input)}` });
  const meaning = (raw: { readonly input?: unknown }): string => {
    const reading = readPolicy(String(raw.input));
    const { message = '', hint = undefined } = reading.ok ? {} : reading;
    return say({ code: 'not-allowed', message: `is no policy: ${message}`, hint });
  };
  const words = z
    .string({ error })
    .check(z.refine((text) => readPolicy(text).ok, { error: meaning }))
    .register(z.globalRegistry, { description: `The rule of restarts: ${POLICY_WORDS}.`, pattern: POLICY_PATTERN });
  return either(POLICIES, words, custom);
}

function kubeletSchema() {
  const version = (raw: { readonly input?: unknown }): string | undefined =>
    typeof raw.input === 'number'
      ? say({
          code: 'wrong-type',
          message: `must be text, not the number ${raw.input}`,
          hint: `put it in quotes: "${raw.input}"`,
        })
      : undefined;
  return strict('The kubelet of every node.', {
    version: rarely(() =>
      z
        .enum(VERSION_NAMES as [(typeof VERSION_NAMES)[number], ...typeof VERSION_NAMES], { error: version })
        .register(z.globalRegistry, { description: 'Kubernetes minor, in quotes; default the newest.' }),
    ),
    fidelity: rarely(() =>
      z.enum(FIDELITIES).register(z.globalRegistry, {
        description: 'documented: as the docs tell it; exact: ideal clock (default); realistic: with latencies.',
      }),
    ),
    featureGates: rarely(() =>
      z.record(z.string(), z.boolean()).register(z.globalRegistry, { description: 'As in KubeletConfiguration.' }),
    ),
    config: rarely(() =>
      strict('Spelled as in KubeletConfiguration.', {
        crashLoopBackOff: rarely(() =>
          strict('Restart backoff.', {
            maxContainerRestartPeriod: rarely(() => duration('The longest step, 1s to 300s.')),
          }),
        ),
      }),
    ),
    policy: rarely(policySchema),
    housekeeping: rarely(() =>
      z.boolean().register(z.globalRegistry, { description: 'false: backoff entries are never collected.' }),
    ),
    latency: rarely(() =>
      strict('How long the steps take; realistic only.', {
        create: rarely(() => latencySchema('From finding the image to the container created.')),
        start: rarely(() => latencySchema('From the container created to the process running.')),
        startReturn: rarely(() => latencySchema('From the process running to the runtime saying so; 0s unless given.')),
        sandbox: rarely(() => latencySchema('Creating the sandbox of a pod.')),
        relist: rarely(() => latencySchema('One relist of all pods.')),
        sync: rarely(() => latencySchema('From the begin of a sync to its decisions.')),
        imageCheck: rarely(() => latencySchema('Looking whether the image is present.')),
      }),
    ),
  });
}

function seedSchema() {
  const message = 'is a number with more digits than can be kept';
  const inexact = say({ code: 'out-of-range', message, hint: 'put it in quotes' });
  const number = z
    .number()
    .check(z.refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value), inexact));
  return either('text or a number', z.string(), number).register(z.globalRegistry, {
    description: 'Text or number, default 1.',
  });
}

function build() {
  const hint = `write apiVersion: ${API_VERSION}`;
  const apiVersion = say({ code: 'wrong-api-version', message: `must be ${API_VERSION}`, hint });
  return strict('A crashloop scenario: what the processes of some pods do. Manifests follow it in the same file.', {
    apiVersion: z.literal(API_VERSION, { error: apiVersion }),
    kind: z.literal('Scenario'),
    metadata: strict('How the scenario is called.', {
      name: filledText('Its name.'),
      labels: rarely(() => labels('For people.')),
      annotations: rarely(() => labels('For people.')),
    }),
    spec: strict('The scenario.', {
      description: rarely(() => text('One line that says what this teaches.')),
      duration: rarely(() => duration('How long to simulate, 30m unless given.')),
      seed: rarely(seedSchema),
      kubelet: rarely(kubeletSchema),
      nodes: rarely(() => listOf('Default: one roomy node, node-1.', nodeSchema(), MAX_NODES)),
      images: rarely(() => listOf('The registry; first match wins.', imageSchema(), MAX_IMAGES)),
      missing: rarely(() => listOf('What is not there; all else is.', missingSchema(), MAX_MISSING)),
      dependencies: rarely(() => listOf('Things the processes need.', dependencySchema(), MAX_DEPENDENCIES)),
      processes: rarely(() => listOf('What runs in the containers; first match wins.', processSchema(), MAX_PROCESSES)),
      actions: rarely(() => listOf('What is done to the cluster.', actionSchema(), MAX_ACTIONS)),
      expect: rarely(() => listOf('A scenario is also a test.', expectationSchema(), MAX_EXPECTATIONS)),
    }),
  });
}

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** The one definition of the format. Made when first asked for, since a program that only prints help needs none. */
export const scenarioSchema = once(build);

/** A scenario as written, version v1alpha1. */
export type ScenarioDocument = DeepReadonly<z.output<ReturnType<typeof build>>>;
type Spec = ScenarioDocument['spec'];
type Item<T> = T extends readonly (infer I)[] ? I : never;
export type KubeletSection = NonNullable<Spec['kubelet']>;
export type PolicySection = NonNullable<KubeletSection['policy']>;
export type ProcessEntry = Item<NonNullable<Spec['processes']>>;
export type AttemptEntry = Item<ProcessEntry['attempts']>;
export type RunValue = NonNullable<AttemptEntry['run']>;
export type DependencyEntry = Item<NonNullable<Spec['dependencies']>>;
export type NodeEntry = Item<NonNullable<Spec['nodes']>>;
export type MissingEntry = Item<NonNullable<Spec['missing']>>;
export type ActionEntry = Item<NonNullable<Spec['actions']>>;
export type ExpectEntry = Item<NonNullable<Spec['expect']>>;
