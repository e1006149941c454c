import * as z from 'zod/mini';
import { once, say, whole } from './schema-parts.js';

/** Kubernetes takes null for "not set". */
const maybe = <T extends z.core.$ZodType>(schema: T) => z.nullish(schema);

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

/** Whether Kubernetes takes it as the name of a container or namespace. @source RFC 1123 label */
export const isLabel = (name: string): boolean => name.length <= LONGEST_LABEL && LABEL.test(name);

/** Whether Kubernetes takes it as the name of a pod or node. @source RFC 1123 subdomain */
export const isSubdomain = (name: string): boolean => name.length <= LONGEST_SUBDOMAIN && SUBDOMAIN.test(name);

const RULE = 'lower-case letters, digits and -, beginning and ending with a letter or digit';

function label() {
  const message = `must be a name of at most ${LONGEST_LABEL} characters: ${RULE}`;
  return z.string().check(z.refine(isLabel, say({ code: 'invalid-name', message })));
}

function subdomain() {
  const message = `must be a name of at most ${LONGEST_SUBDOMAIN} characters: ${RULE}, with dots between`;
  return z.string().check(z.refine(isSubdomain, say({ code: 'invalid-name', message })));
}

function container() {
  const image = say({ code: 'missing-key', message: 'must not be empty' });
  return z.object({
    name: label(),
    image: z.string().check(z.refine((text) => text.trim() !== '', image)),
    resources: maybe(
      z.object({
        limits: maybe(
          z.record(
            z.string(),
            z.union([z.string(), z.number()], say({ code: 'wrong-type', message: 'must be a quantity' })),
          ),
        ),
      }),
    ),
  });
}

function podSpec(policies: readonly ['Always', ...('OnFailure' | 'Never')[]]) {
  const none = say({ code: 'out-of-range', message: 'needs at least one container' });
  return z.object({
    containers: z.array(container()).check(z.minLength(1, none)),
    restartPolicy: maybe(z.enum(policies)),
    terminationGracePeriodSeconds: maybe(whole('', 0, 1_000_000_000)),
    nodeName: maybe(z.string()),
  });
}

const texts = () => maybe(z.record(z.string(), z.string()));

const metadata = () => z.object({ name: subdomain(), namespace: maybe(label()), labels: texts() });

function build() {
  const template = z.object({
    metadata: maybe(z.object({ labels: texts() })),
    spec: podSpec(['Always']),
  });
  const workload = z.object({
    metadata: metadata(),
    spec: z.object({ replicas: maybe(whole('', 0, 2_147_483_647)), template }),
  });
  const pod = z.object({ metadata: metadata(), spec: podSpec(['Always', 'OnFailure', 'Never']) });
  return { pod, workload };
}

/** What the simulation reads of a manifest; everything else in it is left alone. */
export const manifestSchemas = once(build);

type Built = ReturnType<typeof build>;
export type PodManifest = z.output<Built['pod']>;
export type WorkloadManifest = z.output<Built['workload']>;
export type PodSpecManifest = PodManifest['spec'];
export type ContainerManifest = PodSpecManifest['containers'][number];

/** A pod without a name; a whole pod is one too. */
export interface PodTemplateManifest {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> | null | undefined } | null | undefined;
  readonly spec: PodSpecManifest;
}
