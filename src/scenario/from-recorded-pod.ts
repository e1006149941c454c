import { stringify } from 'yaml';
import type { RecordedContainerSpec, RecordedKubelet, RecordedPod } from './recorded-pod.js';
import { attemptsOf } from './recorded-process.js';
import { API_VERSION } from './schema.js';

/** How much longer to simulate: a wait may come out longer than it was recorded. */
const EXTRA_SECONDS = 600;
const NODE = 'node-1';

/**
 * Turns a recorded pod into a scenario file: the pod as it was applied, its processes running, answering and ending as
 * they did, the same things missing, and the same done to it, under the same kubelet configuration. What the kubelet
 * does with it is left to the simulation.
 *
 * @throws RangeError when a process did what a scenario has no word for
 */
export function scenarioFromRecordedPod(kubelet: RecordedKubelet, pod: RecordedPod): string {
  const { name, namespace, spec } = pod;
  const scenario = {
    apiVersion: API_VERSION,
    kind: 'Scenario',
    metadata: { name: `recorded-${kubelet.run}-${name}`.toLowerCase() },
    spec: {
      duration: `${Math.ceil(pod.untilSeconds) + EXTRA_SECONDS}s`,
      kubelet: {
        version: kubelet.version,
        fidelity: 'realistic',
        ...(kubelet.gates === null ? {} : { featureGates: kubelet.gates }),
        ...(kubelet.crashConfig?.crashLoopBackOff === undefined ? {} : { config: kubelet.crashConfig }),
        housekeeping: kubelet.housekeeping,
      },
      ...section('images', imagesOf(pod)),
      ...section('missing', missingOf(pod)),
      ...section(
        'processes',
        [...(spec.initContainers ?? []), ...spec.containers].flatMap((container) => processesOf(pod, container)),
      ),
      ...section('actions', actionsOf(pod)),
    },
  };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec };
  return [scenario, manifest].map((document) => stringify(document, { aliasDuplicateObjects: false })).join('---\n');
}

const section = (key: string, items: readonly unknown[]): object => (items.length === 0 ? {} : { [key]: items });

/** Images the registry did not have. */
function imagesOf({ events }: RecordedPod): readonly object[] {
  const images = events.flatMap(
    ({ message }) => /^Failed to pull image "([^"]+)": .*not found$/.exec(message)?.[1] ?? [],
  );
  return [...new Set(images)].map((match) => ({ match, error: 'NotFound' }));
}

/** Objects a container refers to and that are not there. */
function missingOf({ events }: RecordedPod): readonly string[] {
  const names = events.flatMap(({ message }) => /^Error: configmap "([^"]+)" not found$/.exec(message)?.[1] ?? []);
  return [...new Set(names)].map((name) => `ConfigMap/${name}`);
}

/** A container that was given another image begins its script anew with it. */
function processesOf(pod: RecordedPod, { name }: RecordedContainerSpec): readonly object[] {
  const { imageEdit } = pod;
  const instances = pod.instances[name] ?? [];
  const match = { pod: pod.name, container: name };
  if (imageEdit?.container !== name) return [{ match, attempts: attemptsOf(pod, name, instances) }];
  const isEdited = ({ startedAt }: { readonly startedAt: number | null }): boolean => (startedAt ?? 0) > imageEdit.at;
  const after = instances.filter(isEdited);
  const before = instances.filter((instance) => !isEdited(instance));
  return [
    { match: { ...match, image: imageEdit.image }, attempts: attemptsOf(pod, name, after) },
    { match, attempts: attemptsOf(pod, name, before) },
  ];
}

function actionsOf({ name, kubeletRestartedAt, imageEdit }: RecordedPod): readonly object[] {
  const at = (seconds: number): string => `${Math.round(seconds * 1000)}ms`;
  return [
    ...(kubeletRestartedAt === null ? [] : [{ at: at(kubeletRestartedAt), restartKubelet: NODE }]),
    ...(imageEdit === null
      ? []
      : [{ at: at(imageEdit.at), setImage: { pod: name, container: imageEdit.container, image: imageEdit.image } }]),
  ];
}
