import * as z from 'zod/mini';
import { count, fields, filled, label, maybe, quantities } from './api-parts.js';
import { once } from './schema-parts.js';

const CONTAINER_FIELDS =
  'args command ports resizePolicy securityContext stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices workingDir';

const nothing = () => maybe(z.unknown());

/** The handlers of probes and hooks; only which one it is matters. */
const exec = once(() => maybe(fields({ command: z.array(z.string()) })));
const httpGet = once(() => maybe(fields({ port: z.union([z.string(), z.int()]) }, 'host httpHeaders path scheme')));
const tcpSocket = once(() => maybe(fields({ port: z.union([z.string(), z.int()]) }, 'host')));

const probe = once(() =>
  fields({
    exec: exec(),
    httpGet: httpGet(),
    tcpSocket: tcpSocket(),
    grpc: maybe(fields({ port: z.int() }, 'service')),
    initialDelaySeconds: maybe(count(0)),
    periodSeconds: maybe(count(0)),
    timeoutSeconds: maybe(count(0)),
    successThreshold: maybe(count(0)),
    failureThreshold: maybe(count(0)),
    terminationGracePeriodSeconds: maybe(count(1, 1_000_000_000)),
  }),
);

const hook = once(() =>
  fields({
    exec: exec(),
    httpGet: httpGet(),
    tcpSocket: tcpSocket(),
    sleep: maybe(fields({ seconds: count(0) })),
  }),
);

function restartRule() {
  return fields({
    action: z.enum(['Restart', 'RestartAllContainers']),
    exitCodes: fields({ operator: z.enum(['In', 'NotIn']), values: maybe(z.array(z.int())) }),
  });
}

/** A ConfigMap or Secret by name. */
const object = () => fields({ name: maybe(z.string()), optional: maybe(z.boolean()) });
const objectKey = () => fields({ name: maybe(z.string()), key: filled(), optional: maybe(z.boolean()) });

function env() {
  const valueFrom = fields(
    { configMapKeyRef: maybe(objectKey()), secretKeyRef: maybe(objectKey()) },
    'fieldRef fileKeyRef resourceFieldRef',
  );
  return z.array(fields({ name: filled(), valueFrom: maybe(valueFrom) }, 'value'));
}

function envFrom() {
  return z.array(fields({ configMapRef: maybe(object()), secretRef: maybe(object()) }, 'prefix'));
}

/** What is read of a container. */
export const containerSchema = once(() =>
  fields(
    {
      name: label(),
      image: filled(),
      imagePullPolicy: maybe(z.enum(['Always', 'IfNotPresent', 'Never'])),
      resources: maybe(fields({ limits: maybe(quantities()), requests: maybe(quantities()), claims: nothing() })),
      restartPolicy: maybe(z.enum(['Always', 'Never', 'OnFailure'])),
      restartPolicyRules: maybe(z.array(restartRule())),
      livenessProbe: maybe(probe()),
      readinessProbe: maybe(probe()),
      startupProbe: maybe(probe()),
      lifecycle: maybe(fields({ postStart: maybe(hook()), preStop: maybe(hook()) }, 'stopSignal')),
      env: maybe(env()),
      envFrom: maybe(envFrom()),
      volumeMounts: maybe(
        z.array(
          fields({ name: filled() }, 'mountPath mountPropagation readOnly recursiveReadOnly subPath subPathExpr'),
        ),
      ),
    },
    CONTAINER_FIELDS,
  ),
);
