import type { ProbeName } from './kill-texts.js';
import type { ProbeSpec } from './pod-spec.js';
import type { ProbeType } from './process.js';

export const PROBE_NAMES: Readonly<Record<ProbeType, ProbeName>> = {
  liveness: 'Liveness',
  readiness: 'Readiness',
  startup: 'Startup',
};

const OUTPUTS = {
  exec: { failure: '', timeout: 'command timed out', refused: '' },
  httpGet: {
    failure: 'HTTP probe failed with statuscode: 500',
    timeout: 'context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
    refused: 'connect: connection refused',
  },
  tcpSocket: { failure: 'connect: connection refused', timeout: 'i/o timeout', refused: 'connect: connection refused' },
  grpc: {
    failure: 'service unhealthy (responded with "NOT_SERVING")',
    timeout: 'timeout: health rpc did not complete within the probe timeout',
    refused: 'connect: connection refused',
  },
} as const satisfies Readonly<Record<ProbeSpec['handler'], Readonly<Record<ProbeTrouble, string>>>>;

/** Why a probe cannot be carried out whose port no port of the container is named. @source pkg/probe/util.go ResolveContainerPort */
export const unnamedPortOutput = (port: string): string => `strconv.Atoi: parsing "${port}": invalid syntax`;

/** It answers no, does not answer in time, or nobody listens. */
export type ProbeTrouble = 'failure' | 'timeout' | 'refused';

/** What a failed probe's event says when the scenario does not. @source kubelet-semantics PR12 */
export function failureOutput(handler: ProbeSpec['handler'], trouble: ProbeTrouble): string {
  return OUTPUTS[handler][trouble];
}
