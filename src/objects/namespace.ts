import type { Namespace } from 'kubernetes-types/core/v1.js';
import type { Plan } from '../cluster/plan.js';
import { namedUuid } from '../engine/stream.js';
import { timeOf } from './times.js';

/** Those every cluster has. @source pkg/controlplane/controller/systemnamespaces */
const ALWAYS_THERE = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** The namespaces of a run: those every cluster has, and those its manifests name; there from the start. */
export function namespaceObjects({ nameSeed }: Plan, named: Iterable<string>): readonly Namespace[] {
  return [...new Set([...ALWAYS_THERE, ...named])].sort().map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      uid: namedUuid(nameSeed, 'Namespace', name),
      creationTimestamp: timeOf(0),
      labels: { 'kubernetes.io/metadata.name': name },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }));
}
