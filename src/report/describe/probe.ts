import type { Container, HTTPGetAction, Probe } from 'kubernetes-types/core/v1.js';
import { field, type Line } from './page.js';

/** What the probes of a container ask, and how often. */
export function probeLines({ livenessProbe, readinessProbe, startupProbe }: Container): readonly Line[] {
  const probes = { Liveness: livenessProbe, Readiness: readinessProbe, Startup: startupProbe };
  return Object.entries(probes).flatMap(([title, probe]) => {
    return probe === undefined ? [] : [field(2, title, probeText(probe))];
  });
}

function probeText(probe: Probe): string {
  const { initialDelaySeconds = 0, timeoutSeconds = 0, periodSeconds = 0 } = probe;
  const { successThreshold = 0, failureThreshold = 0 } = probe;
  const times = `delay=${initialDelaySeconds}s timeout=${timeoutSeconds}s period=${periodSeconds}s`;
  return `${handlerText(probe)} ${times} #success=${successThreshold} #failure=${failureThreshold}`;
}

function handlerText({ exec, httpGet, tcpSocket, grpc }: Probe): string {
  if (exec !== undefined) return `exec [${(exec.command ?? []).join(' ')}]`;
  if (httpGet !== undefined) return `http-get ${urlText(httpGet)}`;
  if (tcpSocket !== undefined) return `tcp-socket ${tcpSocket.host ?? ''}:${tcpSocket.port}`;
  if (grpc !== undefined) return `grpc <pod>:${grpc.port} ${grpc.service ?? ''}`;
  return 'unknown';
}

/** `http://:8080/healthz`, written as Go's net/url does. */
function urlText({ scheme = '', host = '', port, path = '' }: HTTPGetAction): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const authority = String(port) === '' ? host : `${name}:${port}`;
  const rooted = path === '' || path.startsWith('/') || authority === '' ? path : `/${path}`;
  return `${scheme === '' ? '' : `${scheme.toLowerCase()}:`}//${authority}${escapedPath(rooted)}`;
}

function escapedPath(path: string): string {
  return path.replace(/[^\w\-.~$&+,/:;=@]/gu, (char) =>
    encodeURIComponent(char).replace(/^[!'()*]$/, (plain) => `%${plain.charCodeAt(0).toString(16).toUpperCase()}`),
  );
}
