import type { Container, ContainerPort, ContainerStatus, Pod, ResourceRequirements } from 'kubernetes-types/core/v1.js';
import { stateLines } from './container-state.js';
import { environmentLines } from './environment.js';
import { byText, field, type Line, line, NONE, optional } from './page.js';
import { probeLines } from './probe.js';
import { canonical } from './quantity.js';

/** Whose containers they are: a pod's, which tell how they are, or a template's, which stand one step further in. */
export interface ContainersOf {
  readonly statuses: readonly ContainerStatus[];
  /** Undefined: a template. */
  readonly pod: Pod | undefined;
}

/** All containers of one kind, under the name of the kind. */
export function containerLines(
  title: string,
  containers: readonly Container[],
  { statuses, pod }: ContainersOf,
): readonly Line[] {
  const indent = pod === undefined ? '  ' : '';
  return [
    `${indent}${title}:${containers.length === 0 ? ` ${NONE}` : ''}`,
    ...containers.flatMap((container) => {
      const status = statuses.find(({ name }) => name === container.name);
      return [
        line(1, `${pod === undefined ? ' ' : ''}${container.name}:`),
        ...basicLines(container, status),
        ...wordLines('Command', container.command),
        ...wordLines('Args', container.args),
        ...(status === undefined ? [] : stateLines(status)),
        ...resourceLines(container.resources, 2),
        ...probeLines(container),
        ...environmentLines(container, pod),
        ...mountLines(container),
      ];
    }),
  ];
}

function basicLines(container: Container, status: ContainerStatus | undefined): readonly Line[] {
  const { image = '', ports = [], securityContext } = container;
  const profile = securityContext?.seccompProfile;
  return [
    ...(status === undefined ? [] : [field(2, 'Container ID', status.containerID ?? '')]),
    field(2, 'Image', image),
    ...(status === undefined ? [] : [field(2, 'Image ID', status.imageID)]),
    portLine('Port', ports, ({ containerPort }) => containerPort),
    portLine('Host Port', ports, ({ hostPort = 0 }) => hostPort),
    ...optional(2, 'SeccompProfile', profile?.type),
    ...(profile?.type === 'Localhost' ? optional(3, 'LocalhostProfile', profile.localhostProfile) : []),
  ];
}

function portLine(title: string, ports: readonly ContainerPort[], numberOf: (port: ContainerPort) => number): Line {
  const texts = ports.map((port) => {
    const { protocol = 'TCP', name = '' } = port;
    return `${numberOf(port)}/${protocol}${name === '' ? '' : ` (${name})`}`;
  });
  return texts.length > 1 ? field(2, `${title}s`, texts.join(', ')) : field(2, title, texts[0] ?? NONE);
}

function wordLines(title: string, words: readonly string[] | undefined): readonly Line[] {
  if (words === undefined || words.length === 0) return [];
  return [line(2, `${title}:`), ...words.flatMap((word) => word.split('\n')).map((each) => line(3, each))];
}

/** Limits and requests, each by name. */
export function resourceLines(resources: ResourceRequirements | undefined, level: number): readonly Line[] {
  const lists = { Limits: resources?.limits ?? {}, Requests: resources?.requests ?? {} };
  return Object.entries(lists).flatMap(([title, list]) => {
    const names = Object.keys(list).sort(byText);
    return names.length === 0
      ? []
      : [line(level, `${title}:`), ...names.map((name) => field(level + 1, name, canonical(list[name])))];
  });
}

function mountLines({ volumeMounts = [], volumeDevices = [] }: Container): readonly Line[] {
  const mounts = [...volumeMounts].sort((a, b) => byText(a.mountPath, b.mountPath));
  const devices = [...volumeDevices].sort((a, b) => byText(a.devicePath, b.devicePath));
  const none = mounts.length === 0 ? `\t${NONE}` : '';
  return [
    line(2, `Mounts:${none}`),
    ...mounts.map(({ mountPath, name, readOnly = false, subPath = '' }) => {
      const flags = [readOnly ? 'ro' : 'rw', ...(subPath === '' ? [] : [`path=${JSON.stringify(subPath)}`])];
      return line(3, `${mountPath} from ${name} (${flags.join(',')})`);
    }),
    ...(devices.length === 0 ? [] : [line(2, `Devices:${none}`)]),
    ...devices.map(({ devicePath, name }) => line(3, `${devicePath} from ${name}`)),
  ];
}
