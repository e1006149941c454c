import type { ContainerSpec } from '../kubelet/pod-spec.js';
import type { Context } from './context.js';
import { isSet } from './field-error.js';
import type { ContainerManifest } from './manifest-schema.js';
import { keySpan } from './spans.js';

type Restart = Pick<ContainerSpec, 'type' | 'restartPolicy' | 'restartRules'>;

const SIDECAR: Restart = { type: 'sidecar', restartPolicy: undefined, restartRules: [] };

/** Notes a field that the API server drops, since a gate is off. */
function noteDropped(container: ContainerManifest, field: string, gate: string, context: Context): void {
  const { spans, remark, versionName } = context;
  const message = `${field} has no effect: the API server of Kubernetes ${versionName} drops it, since ${gate} is off`;
  remark(keySpan(spans, container, field), message, `container ${container.name}`);
}

function rulesOf(container: ContainerManifest, context: Context): ContainerSpec['restartRules'] {
  const rules = (container.restartPolicyRules ?? []).map(({ action, exitCodes }) => ({
    action,
    operator: exitCodes.operator,
    exitCodes: exitCodes.values ?? [],
  }));
  if (context.isOn('RestartAllContainersOnContainerExits')) return rules;
  const kept = rules.filter(({ action }) => action === 'Restart');
  if (kept.length < rules.length) {
    noteDropped(container, 'restartPolicyRules', 'RestartAllContainersOnContainerExits', context);
  }
  return kept;
}

/**
 * What a container says about its own restarts, as far as the API server of this version keeps it.
 *
 * @source kubelet-semantics A13, A16, A22 to A24, section 11
 */
export function compileRestart(container: ContainerManifest, isInit: boolean, context: Context): Restart {
  const type = isInit ? 'init' : 'container';
  const written = container.restartPolicy ?? undefined;
  if (isInit && written === 'Always') {
    if (!context.isOn('SidecarContainers')) noteDropped(container, 'restartPolicy', 'SidecarContainers', context);
    else if (!isSet(container, 'restartPolicyRules')) return SIDECAR;
    else if (context.isOn('RestartAllContainersOnContainerExits')) {
      return { ...SIDECAR, restartRules: rulesOf(container, context) };
    } else noteDropped(container, 'restartPolicyRules', 'RestartAllContainersOnContainerExits', context);
    return context.isOn('SidecarContainers') ? SIDECAR : { type, restartPolicy: undefined, restartRules: [] };
  }
  if (written === undefined) return { type, restartPolicy: undefined, restartRules: [] };
  if (!context.isOn('ContainerRestartRules')) {
    noteDropped(container, 'restartPolicy', 'ContainerRestartRules', context);
    return { type, restartPolicy: undefined, restartRules: [] };
  }
  return { type, restartPolicy: written, restartRules: rulesOf(container, context) };
}
