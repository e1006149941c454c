import type { Act, ActionPlan } from '../../src/cluster/action-plan.js';
import type { CronSchedule } from '../../src/cluster/cron-schedule.js';
import type { NodePlan, Plan, ProcessPlan } from '../../src/cluster/plan.js';
import type { ListedEntry, Script } from '../../src/cluster/script.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import {
  ANYWHERE,
  type PlacementPlan,
  type PodPlan,
  ROOMY,
  type TemplatePlan,
} from '../../src/cluster/template-plan.js';
import type {
  CronJobPlan,
  DaemonSetPlan,
  DeploymentPlan,
  JobPlan,
  StatefulSetPlan,
  WorkloadPlan,
} from '../../src/cluster/workload-plan.js';
import { fixed } from '../../src/engine/distributions.js';
import { resolvePolicy } from '../../src/kubelet/config.js';
import { type ContainerSpec, type PodSpec, plainContainer, plainPod } from '../../src/kubelet/pod-spec.js';
import { IDEAL_TIMING, RECORDED_LATENCIES, realisticTiming } from '../../src/kubelet/timing.js';
import { kubeletVersion, type VersionName } from '../../src/kubelet/versions.js';
import { parseCron } from '../../src/scenario/parse-cron.js';
import type { EventKind } from '../../src/trace/event.js';
import type { PodIdentity } from '../../src/trace/identity.js';
import { Quiet } from '../../src/trace/quiet.js';
import type { ContainerStatus, PodCondition } from '../../src/trace/sink.js';
import type { Phase } from '../../src/trace/vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from '../../src/trace/workload.js';

/** Runs so long, then exits so; without a time for ever. */
export function run(runMs: number | undefined, exitCode = 1, more: Partial<ListedEntry> = {}): ListedEntry {
  return {
    run: runMs === undefined ? undefined : fixed(runMs),
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    needs: [],
    onTerm: { exitCode: 143, afterMs: 0 },
    log: [],
    times: 1,
    ...more,
  };
}

export const script = (...listed: readonly ListedEntry[]): Script => ({ guarded: [], listed });

/** What runs in pods of that name or pattern. */
export function process(pod: string, ...listed: readonly ListedEntry[]): ProcessPlan {
  return { pod, container: undefined, image: undefined, script: script(...listed) };
}

export interface TemplateOptions extends Partial<Omit<PodSpec, 'containers'>>, Partial<PlacementPlan> {
  readonly image?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly containers?: readonly ContainerSpec[];
  readonly container?: Partial<ContainerSpec>;
}

/** A template of one container called app, unless more is said. */
export function templateOf(options: TemplateOptions = {}): TemplatePlan {
  const {
    image = 'app:1',
    labels = {},
    container,
    containers,
    nodeName,
    nodeSelector,
    nodeTerms,
    tolerations,
    requests,
    claims,
    ...spec
  } = options;
  const placement = {
    ...ANYWHERE,
    ...(nodeName !== undefined && { nodeName }),
    ...(nodeSelector !== undefined && { nodeSelector }),
    ...(nodeTerms !== undefined && { nodeTerms }),
    ...(tolerations !== undefined && { tolerations }),
    ...(requests !== undefined && { requests }),
    ...(claims !== undefined && { claims }),
  };
  const all = containers ?? [{ ...plainContainer('app', image), ...container }];
  return { labels, spec: { ...plainPod(all), ...spec }, placement };
}

export function podOf(name: string, options: TemplateOptions & { readonly owner?: string } = {}): PodPlan {
  const { owner, ...template } = options;
  return { namespace: 'default', name, uid: `uid-of-${name}`, owner, template: templateOf(template) };
}

export function deploymentOf(name: string, more: Partial<DeploymentPlan> = {}): DeploymentPlan {
  return {
    kind: 'Deployment',
    namespace: 'default',
    name,
    replicas: 1,
    minReadyMs: 0,
    progressDeadlineMs: 600_000,
    strategy: { type: 'RollingUpdate', maxSurge: { percent: 25 }, maxUnavailable: { percent: 25 } },
    template: templateOf(),
    ...more,
  };
}

export function jobOf(name: string, more: Partial<JobPlan> = {}): JobPlan {
  return {
    kind: 'Job',
    namespace: 'default',
    name,
    parallelism: 1,
    completions: 1,
    backoffLimit: 6,
    activeDeadlineMs: undefined,
    podReplacementPolicy: 'TerminatingOrFailed',
    podFailureRules: [],
    suspend: false,
    ttlMs: undefined,
    indexed: undefined,
    template: templateOf({ restartPolicy: 'Never' }),
    ...more,
  };
}

export function statefulSetOf(name: string, more: Partial<StatefulSetPlan> = {}): StatefulSetPlan {
  return {
    kind: 'StatefulSet',
    namespace: 'default',
    name,
    replicas: 3,
    minReadyMs: 0,
    podManagement: 'OrderedReady',
    updates: { type: 'RollingUpdate', partition: 0 },
    template: templateOf(),
    claimTemplates: [],
    ...more,
  };
}

export function daemonSetOf(name: string, more: Partial<DaemonSetPlan> = {}): DaemonSetPlan {
  return {
    kind: 'DaemonSet',
    namespace: 'default',
    name,
    minReadyMs: 0,
    updates: 'RollingUpdate',
    template: templateOf(),
    ...more,
  };
}

/** A schedule as a manifest writes it. */
export function cron(text: string): CronSchedule {
  const read = parseCron(text);
  if (!read.ok) throw new Error(read.problem);
  return read.schedule;
}

export function cronJobOf(name: string, more: Partial<CronJobPlan> = {}): CronJobPlan {
  const { kind: _kind, namespace: _namespace, name: _name, ...job } = jobOf(name);
  return {
    kind: 'CronJob',
    namespace: 'default',
    name,
    schedule: cron('*/5 * * * *'),
    concurrency: 'Allow',
    suspend: false,
    job,
    ...more,
  };
}

export function nodeOf(name: string, more: Partial<NodePlan> = {}): NodePlan {
  return { name, labels: {}, taints: [], capacity: ROOMY, images: ['*'], ...more };
}

/** An action at an instant. */
export function at(atMs: number, act: Act): ActionPlan {
  return { ...act, atMs, where: 'test.yaml:1:1' };
}

export interface ClusterOptions extends Partial<Omit<Plan, 'kubelet'>> {
  readonly workload?: WorkloadPlan;
  readonly version?: VersionName;
}

/** A plan of one node on the ideal clock, or the realistic one, unless more is said. */
export function clusterPlan({ workload, version: versionName = '1.36', ...more }: ClusterOptions): Plan {
  const config = { version: versionName, gates: {}, maxRestartPeriodMs: undefined } as const;
  return {
    scenario: 'test',
    seed: '1',
    fidelity: 'exact',
    durationMs: 3_600_000,
    nameSeed: 1,
    kubelet: {
      versionName,
      version: kubeletVersion(versionName),
      policy: resolvePolicy(config, 'kubelet'),
      timing: more.fidelity === 'realistic' ? realisticTiming(config, RECORDED_LATENCIES) : IDEAL_TIMING,
    },
    nodes: [nodeOf('node-1')],
    pods: [],
    workloads: workload === undefined ? [] : [workload],
    services: [],
    processes: [],
    registry: [],
    missing: [],
    dependencies: [],
    actions: [],
    ...more,
  };
}

interface Told<Fact> {
  readonly atMs: number;
  readonly fact: Fact;
}

/** A pod's life, in milliseconds. */
export interface PodLife {
  readonly identity: PodIdentity;
  readonly createdAtMs: number;
  node: string | undefined;
  boundAtMs: number | undefined;
  terminatingAtMs: number | undefined;
  deletedAtMs: number | undefined;
  readonly starts: number[];
  readonly phases: Told<Phase>[];
  readonly conditions: Told<PodCondition>[];
  readonly statuses: Told<ContainerStatus>[];
}

/** Remembers what the API was told, by pod, by object and by event. */
export class Notebook extends Quiet {
  override readonly keepsStatus = true;
  readonly pods: PodLife[] = [];
  readonly events: Told<EventKind>[] = [];
  readonly #workloads = new Map<string, Told<WorkloadStatus>[]>();
  readonly #podOf = new Map<number, PodLife>();

  override podCreated(identity: PodIdentity, atMs: number): void {
    const life: PodLife = {
      identity,
      createdAtMs: atMs,
      node: undefined,
      boundAtMs: undefined,
      terminatingAtMs: undefined,
      deletedAtMs: undefined,
      starts: [],
      phases: [],
      conditions: [],
      statuses: [],
    };
    this.pods[identity.index] = life;
    for (const { index } of identity.containers) this.#podOf.set(index, life);
  }

  override podBound(pod: number, atMs: number, node: string): void {
    const life = this.#life(pod);
    life.node = node;
    life.boundAtMs = atMs;
  }

  override podTerminating(pod: number, atMs: number): void {
    this.#life(pod).terminatingAtMs = atMs;
  }

  override podDeleted(pod: number, atMs: number): void {
    this.#life(pod).deletedAtMs = atMs;
  }

  override started(container: number, _attempt: number, atMs: number): void {
    this.#podOf.get(container)?.starts.push(atMs);
  }

  override phasePublished(pod: number, atMs: number, fact: Phase): void {
    this.#life(pod).phases.push({ atMs, fact });
  }

  override conditionPublished(pod: number, atMs: number, fact: PodCondition): void {
    this.#life(pod).conditions.push({ atMs, fact });
  }

  override containerPublished(container: number, atMs: number, fact: ContainerStatus): void {
    this.#podOf.get(container)?.statuses.push({ atMs, fact });
  }

  override workloadPublished({ kind, name }: WorkloadIdentity, atMs: number, fact: WorkloadStatus): void {
    const key = `${kind}/${name}`;
    const told = this.#workloads.get(key) ?? [];
    told.push({ atMs, fact });
    this.#workloads.set(key, told);
  }

  override occurred(fact: EventKind, atMs: number): void {
    this.events.push({ atMs, fact });
  }

  /** All that was told of an object, such as `Job/pi`. */
  workload(key: string): readonly Told<WorkloadStatus>[] {
    return this.#workloads.get(key) ?? [];
  }

  /** Names of objects of a kind, in the order in which they came. */
  namesOf(kind: string): readonly string[] {
    return [...this.#workloads.keys()]
      .filter((key) => key.startsWith(`${kind}/`))
      .map((key) => key.split('/')[1] ?? '');
  }

  /** What an object ended as. */
  last(key: string): WorkloadStatus {
    const told = this.workload(key).at(-1);
    if (told === undefined) throw new Error(`nothing was told of ${key}`);
    return told.fact;
  }

  /** Seconds and text of the events of one reason. */
  said(reason: string): readonly (readonly [number, string])[] {
    return this.events
      .filter(({ fact }) => fact.reason === reason)
      .map(({ atMs, fact }) => [atMs / 1000, fact.message] as const);
  }

  /** In seconds, in the order of creation. */
  get createdAt(): readonly number[] {
    return this.pods.map(({ createdAtMs }) => createdAtMs / 1000);
  }

  #life(pod: number): PodLife {
    const life = this.pods[pod];
    if (life === undefined) throw new Error(`nobody created pod ${pod}`);
    return life;
  }
}

/** Runs a plan and gives what was told. */
export function told(options: ClusterOptions): Notebook {
  const notebook = new Notebook();
  simulatePlan(clusterPlan(options), notebook);
  return notebook;
}
