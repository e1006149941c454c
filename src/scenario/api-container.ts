import * as z from 'zod/mini';
import { count, fields, filled, image, label, maybe, quantities } from './api-parts.js';
import { portName, portNumber, portOrName } from './api-port.js';
import { containerSecurity } from './api-security.js';
import { later, once, say } from './schema-parts.js';

const CONTAINER_FIELDS = 'resizePolicy stdin stdinOnce tty volumeDevices workingDir';

const nothing = () => maybe(z.unknown());

/** The handlers of probes and hooks; only which one it is matters. */
const exec = once(() => {
  const none = say({ code: 'missing-key', message: 'Required value' });
  return maybe(fields({ command: z.array(z.string()).check(z.minLength(1, none)) }));
});
const port = once(() => portOrName());
const text = once(() => maybe(z.string()));
const httpGet = once(() => maybe(fields({ port: port(), host: text(), path: text(), scheme: text() }, 'httpHeaders')));
const tcpSocket = once(() => maybe(fields({ port: port(), host: text() })));

const probe = once(() =>
  fields({
    exec: exec(),
    httpGet: httpGet(),
    tcpSocket: tcpSocket(),
    grpc: maybe(fields({ port: portNumber(), service: text() })),
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

const lifecycle = () => fields({ postStart: maybe(hook()), preStop: maybe(hook()) }, 'stopSignal');

const resources = () => fields({ limits: maybe(quantities()), requests: maybe(quantities()), claims: nothing() });

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
    {
      configMapKeyRef: maybe(objectKey()),
      secretKeyRef: maybe(objectKey()),
      fieldRef: maybe(fields({ fieldPath: filled(), apiVersion: text() })),
      resourceFieldRef: maybe(fields({ resource: filled(), containerName: text() }, 'divisor')),
    },
    'fileKeyRef',
  );
  return z.array(fields({ name: filled(), value: text(), valueFrom: maybe(valueFrom) }));
}

function envFrom() {
  return z.array(fields({ configMapRef: maybe(object()), secretRef: maybe(object()), prefix: text() }));
}

function ports() {
  const protocol = z.enum(['SCTP', 'TCP', 'UDP']);
  return z.array(
    fields({
      containerPort: portNumber(1, 'Required value'),
      hostPort: maybe(portNumber(0)),
      name: maybe(portName()),
      protocol: maybe(protocol),
      hostIP: text(),
    }),
  );
}

function volumeMounts() {
  const said = { name: filled(), mountPath: filled(), subPath: text(), readOnly: maybe(z.boolean()) };
  return z.array(fields(said, 'mountPropagation recursiveReadOnly subPathExpr'));
}

/** What is read of a container. */
export const containerSchema = once(() =>
  fields(
    {
      name: label(),
      image: image(),
      imagePullPolicy: maybe(z.enum(['Always', 'IfNotPresent', 'Never'])),
      resources: maybe(later(resources)),
      restartPolicy: maybe(z.enum(['Always', 'Never', 'OnFailure'])),
      securityContext: maybe(later(containerSecurity)),
      restartPolicyRules: maybe(z.array(later(restartRule))),
      livenessProbe: maybe(later(probe)),
      readinessProbe: maybe(later(probe)),
      startupProbe: maybe(later(probe)),
      lifecycle: maybe(later(lifecycle)),
      env: maybe(later(env)),
      envFrom: maybe(later(envFrom)),
      volumeMounts: maybe(later(volumeMounts)),
      command: maybe(z.array(z.string())),
      args: maybe(z.array(z.string())),
      ports: maybe(later(ports)),
      terminationMessagePath: text(),
      terminationMessagePolicy: text(),
    },
    CONTAINER_FIELDS,
  ),
);
