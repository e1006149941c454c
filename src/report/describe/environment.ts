import type { Container, EnvFromSource, EnvVar, Pod } from 'kubernetes-types/core/v1.js';
import { field, type Line, line, NONE } from './page.js';
import { containerResourceText } from './resource-field.js';

/** What a container finds in its environment; values that come from the pod are known only where there is one. */
export function environmentLines(container: Container, pod: Pod | undefined): readonly Line[] {
  const { env = [], envFrom = [] } = container;
  return [
    ...(envFrom.length === 0 ? [] : [line(2, 'Environment Variables from:'), ...envFrom.map(sourceLine)]),
    env.length === 0 ? field(2, 'Environment', NONE) : line(2, 'Environment:'),
    ...env.flatMap((variable) => variableLines(variable, container, pod)),
  ];
}

function sourceLine({ configMapRef, secretRef, prefix = '' }: EnvFromSource): Line {
  const kind = configMapRef !== undefined ? 'ConfigMap' : secretRef !== undefined ? 'Secret' : '';
  const { name = '', optional = false } = configMapRef ?? secretRef ?? {};
  return line(3, `${name}\t${kind}${prefix === '' ? '' : ` with prefix '${prefix}'`}\tOptional: ${optional}`);
}

function variableLines(variable: EnvVar, container: Container, pod: Pod | undefined): readonly Line[] {
  const { name, value = '', valueFrom } = variable;
  if (valueFrom === undefined) {
    return value.split('\n').map((each, at) => line(3, at === 0 ? `${name}:\t${each}` : `\t${each}`));
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef !== undefined) {
    const { apiVersion = 'v1', fieldPath } = fieldRef;
    return [field(3, name, `${podFieldText(pod, fieldPath)} (${apiVersion}:${fieldPath})`)];
  }
  if (resourceFieldRef !== undefined) {
    return [field(3, name, `${containerResourceText(resourceFieldRef, container)} (${resourceFieldRef.resource})`)];
  }
  if (secretKeyRef !== undefined) {
    const { key, name: secret = '', optional = false } = secretKeyRef;
    return [field(3, name, `<set to the key '${key}' in secret '${secret}'>\tOptional: ${optional}`)];
  }
  if (configMapKeyRef !== undefined) {
    const { key, name: map = '', optional = false } = configMapKeyRef;
    return [field(3, name, `<set to the key '${key}' of config map '${map}'>\tOptional: ${optional}`)];
  }
  return [];
}

/** kubectl's own scheme knows no more than these two fields of a pod. */
function podFieldText(pod: Pod | undefined, path: string): string {
  if (path === 'metadata.name') return pod?.metadata?.name ?? '';
  return path === 'metadata.namespace' ? (pod?.metadata?.namespace ?? '') : '';
}
