import type { Node, NodeCondition, NodeSystemInfo, Taint } from 'kubernetes-types/core/v1.js';
import type { NodePlan, Plan } from '../cluster/plan.js';
import type { Capacity } from '../cluster/template-plan.js';
import type { VersionName } from '../kubelet/versions.js';
import { MINUTE_MS } from '../time/units.js';
import type { WorkloadCondition } from '../trace/workload.js';
import { nodeAddress } from './addresses.js';
import { machineId } from './made-up.js';
import { workloadMetadata } from './metadata.js';
import type { StoredWorkload } from './server-state.js';
import { timeOf } from './times.js';

/** A node as the API serves it. */
export function nodeObject(plan: Plan, stored: StoredWorkload, nowMs: number): Node {
  const { identity, status } = stored;
  const place = plan.nodes.findIndex(({ name }) => name === identity.name);
  const made = plan.nodes[place];
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  const isCordoned = status.counts.unschedulable === 1;
  const taints = [...(made?.taints ?? []), ...taintsOf(isCordoned, ready)];
  const capacity = made === undefined ? {} : quantitiesOf(made.capacity);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: workloadMetadata(plan, stored, { labels: made?.labels ?? {}, annotations: {} }),
    spec: {
      ...(isCordoned && { unschedulable: true }),
      ...(taints.length > 0 && { taints }),
    },
    status: {
      addresses: [
        { type: 'InternalIP', address: nodeAddress(place) },
        { type: 'Hostname', address: identity.name },
      ],
      capacity,
      allocatable: capacity,
      conditions: [...PRESSURES.map((pressure) => pressureOf(pressure, ready, nowMs)), ...conditionsOf(ready, nowMs)],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: infoOf(made, plan.kubelet.versionName),
    },
  };
}

function taintsOf(isCordoned: boolean, ready: WorkloadCondition | undefined): Taint[] {
  const key = ready?.status === 'Unknown' ? 'unreachable' : 'not-ready';
  const isLost = ready !== undefined && ready.status !== 'True';
  const timeAdded = timeOf(ready?.changedAtMs ?? 0);
  return [
    ...(isLost ? ['NoSchedule', 'NoExecute'].map((effect) => taint(key, effect, timeAdded)) : []),
    ...(isCordoned ? [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] : []),
  ];
}

function taint(key: string, effect: string, timeAdded: string): Taint {
  return { key: `node.kubernetes.io/${key}`, effect, timeAdded };
}

/** What has no limit is left out. */
function quantitiesOf({ cpuMilli, memoryBytes, pods }: Capacity): Record<string, string> {
  return {
    ...(Number.isFinite(cpuMilli) && { cpu: cpuMilli % 1_000 === 0 ? String(cpuMilli / 1_000) : `${cpuMilli}m` }),
    ...(Number.isFinite(memoryBytes) && { memory: memoryText(memoryBytes) }),
    ...(Number.isFinite(pods) && { pods: String(pods) }),
  };
}

function memoryText(bytes: number): string {
  const kibibytes = bytes / 1_024;
  return Number.isInteger(kibibytes) ? `${kibibytes}Ki` : String(bytes);
}

const PRESSURES = ['Memory', 'Disk', 'PID'] as const;
const GOOD_WORDS = { Memory: 'sufficient memory', Disk: 'no disk pressure', PID: 'sufficient PID' } as const;
const GOOD_REASONS = {
  Memory: 'KubeletHasSufficientMemory',
  Disk: 'KubeletHasNoDiskPressure',
  PID: 'KubeletHasSufficientPID',
} as const;

/** How often a kubelet tells its status when nothing changes. @source nodeStatusReportFrequency */
const REPORT_MS = 5 * MINUTE_MS;

function heartbeat(ready: WorkloadCondition | undefined, nowMs: number): string {
  const upToMs = ready?.status === 'True' ? nowMs : (ready?.changedAtMs ?? nowMs);
  return timeOf(Math.floor(upToMs / REPORT_MS) * REPORT_MS);
}

function pressureOf(
  pressure: (typeof PRESSURES)[number],
  ready: WorkloadCondition | undefined,
  nowMs: number,
): NodeCondition {
  const common = { type: `${pressure}Pressure`, lastHeartbeatTime: heartbeat(ready, nowMs) };
  if (ready?.status === 'Unknown') {
    const message = ready.message ?? '';
    return {
      ...common,
      status: 'Unknown',
      lastTransitionTime: timeOf(ready.changedAtMs),
      reason: ready.reason ?? '',
      message,
    };
  }
  const message = `kubelet has ${GOOD_WORDS[pressure]} available`.replace('pressure available', 'pressure');
  return { ...common, status: 'False', lastTransitionTime: timeOf(0), reason: GOOD_REASONS[pressure], message };
}

function conditionsOf(ready: WorkloadCondition | undefined, nowMs: number): readonly NodeCondition[] {
  if (ready === undefined) return [];
  const { type, status, reason, message, changedAtMs } = ready;
  const times = { lastHeartbeatTime: heartbeat(ready, nowMs), lastTransitionTime: timeOf(changedAtMs) };
  return [{ type, status, ...times, reason: reason ?? '', message: message ?? '' }];
}

/** The newest patch of a minor that this was checked against; others are told as .0. */
const PATCHES: Partial<Readonly<Record<VersionName, string>>> = { '1.36': '2', '1.32': '10' };

function kubeletVersionText(version: VersionName): string {
  return `v${version}.${PATCHES[version] ?? '0'}`;
}

function infoOf(node: NodePlan | undefined, version: VersionName): NodeSystemInfo {
  const id = machineId(node?.name ?? '');
  return {
    architecture: node?.labels['kubernetes.io/arch'] ?? 'amd64',
    bootID: id,
    containerRuntimeVersion: 'containerd://2.1.9',
    kernelVersion: 'simulated',
    kubeProxyVersion: '',
    kubeletVersion: kubeletVersionText(version),
    machineID: id,
    operatingSystem: node?.labels['kubernetes.io/os'] ?? 'linux',
    osImage: 'crashloop',
    systemUUID: id,
  };
}
