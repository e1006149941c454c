import { swarmAttempts } from './swarm-attempts.js';
import type { Dice, Features } from './swarm-dice.js';

/** A pod's specification as a manifest has it, and what runs in its containers. */
export interface SwarmPod {
  readonly spec: { readonly restartPolicy: string } & Readonly<Record<string, unknown>>;
  readonly containers: readonly string[];
  readonly processes: readonly { readonly container: string; readonly attempts: object[] }[];
}

const POLICIES = ['Always', 'OnFailure', 'Never'];

/** @param policies what its restart policy may be */
export function swarmPod(
  dice: Dice,
  has: Features,
  policies: readonly string[] = has.policies ? POLICIES : ['Always'],
): SwarmPod {
  const restartPolicy = dice.pick(policies);
  const probe = (): object => ({
    ...dice.pick([{ httpGet: { path: '/', port: 80 } }, { exec: { command: ['true'] } }, { tcpSocket: { port: 80 } }]),
    ...dice.maybe(50, () => ({ periodSeconds: dice.whole(1, 20) })),
    ...dice.maybe(30, () => ({ failureThreshold: dice.whole(1, 5) })),
    ...dice.maybe(30, () => ({ initialDelaySeconds: dice.whole(1, 60) })),
  });
  const probes = (): object =>
    has.probes
      ? {
          ...dice.maybe(50, () => ({ livenessProbe: probe() })),
          ...dice.maybe(40, () => ({ readinessProbe: probe() })),
          ...dice.maybe(30, () => ({ startupProbe: probe() })),
        }
      : {};
  // Known since 1.30, and shorter than any grace below.
  const knowsSleep = Number(has.version.slice(2)) >= 30;
  const handler = (): object =>
    knowsSleep && dice.chance(50) ? { sleep: { seconds: dice.whole(0, 4) } } : { exec: { command: ['x'] } };
  const hooks = (): object =>
    has.hooks && dice.chance(50)
      ? {
          lifecycle: {
            ...dice.maybe(60, () => ({ postStart: handler() })),
            ...dice.maybe(60, () => ({ preStop: handler() })),
          },
        }
      : {};
  const rules = (): object =>
    has.rules && dice.chance(50)
      ? {
          restartPolicy: dice.pick(POLICIES),
          restartPolicyRules: [
            { action: dice.pick(['Restart', 'RestartAllContainers']), exitCodes: { operator: 'In', values: [42] } },
          ],
        }
      : {};
  const container = (name: string): object => ({
    name,
    image: has.images ? `image:${dice.whole(1, 4)}` : 'image:1',
    ...dice.maybe(has.images ? 40 : 0, () => ({ imagePullPolicy: dice.pick(['Always', 'IfNotPresent', 'Never']) })),
    ...dice.maybe(has.missing ? 30 : 0, () => ({
      envFrom: [{ configMapRef: { name: dice.pick(['late', 'never', 'there']) } }],
    })),
  });
  const regular = dice.list(1, dice.chance(70) ? 1 : 3, (at) => `c${at}`);
  const inits = has.inits ? dice.list(0, 3, (at) => ({ name: `i${at}`, isSidecar: dice.chance(40) })) : [];
  return {
    spec: {
      restartPolicy,
      terminationGracePeriodSeconds: dice.pick(has.hooks ? [5, 30] : [0, 5, 30]),
      ...dice.maybe(has.deadlines ? 50 : 0, () => ({ activeDeadlineSeconds: dice.whole(1, 3_000) })),
      ...dice.maybe(has.missing ? 15 : 0, () => ({
        volumes: [{ name: 'v', secret: { secretName: dice.pick(['late', 'there']) } }],
      })),
      ...(inits.length === 0
        ? {}
        : {
            initContainers: inits.map(({ name, isSidecar }) => ({
              ...container(name),
              ...(isSidecar ? { restartPolicy: 'Always', ...probes(), ...hooks() } : {}),
            })),
          }),
      containers: regular.map((name) => ({ ...container(name), ...probes(), ...hooks(), ...rules() })),
    },
    containers: [...inits.map(({ name }) => name), ...regular],
    processes: [
      ...inits.map(({ name, isSidecar }) => ({
        container: name,
        attempts: swarmAttempts(dice, has, isSidecar ? 'other' : 'init'),
      })),
      ...regular.map((name) => ({ container: name, attempts: swarmAttempts(dice, has, 'other') })),
    ],
  };
}
