import { type FieldErrors, isSet } from './field-error.js';
import type { ContainerManifest, HookManifest, PodSpecManifest, ProbeManifest } from './manifest-schema.js';
import { invalidValue } from './phrasing.js';
import { quoted } from './printable.js';
import { parseQuantity } from './quantity.js';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;
const DEFAULT_GRACE_S = 30;
const MOST_RULES = 20;
const MOST_EXIT_CODES = 255;

/** A container and where it stands. */
interface Placed {
  readonly container: ContainerManifest;
  readonly place: string;
  readonly spec: PodSpecManifest;
}

/** @source kubernetes pkg/apis/core/validation validateHandler */
function checkHandler(owner: object, key: string, place: string, errors: FieldErrors): void {
  const handler = (owner as Readonly<Record<string, object>>)[key] ?? {};
  const [first, ...others] = HANDLERS.filter((name) => isSet(handler, name));
  if (first === undefined) {
    errors.value(owner, key, place, 'choose-one', 'Required value: must specify a handler type');
  }
  for (const name of others) errors.key(handler, name, `${place}.${key}`, 'may not specify more than 1 handler type');
}

type ProbeKey = 'livenessProbe' | 'readinessProbe' | 'startupProbe';
const PROBES: readonly ProbeKey[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];

function checkProbe(probe: ProbeManifest, key: ProbeKey, { container, place }: Placed, errors: FieldErrors): void {
  checkHandler(container, key, place, errors);
  const own = `${place}.${key}`;
  const { successThreshold, terminationGracePeriodSeconds: grace } = probe;
  if (key !== 'readinessProbe' && (successThreshold ?? 1) > 1) {
    errors.value(probe, 'successThreshold', own, 'out-of-range', invalidValue(successThreshold, 'must be 1'));
  }
  if (key === 'readinessProbe' && isSet(probe, 'terminationGracePeriodSeconds')) {
    const message = invalidValue(grace, 'must not be set for readinessProbes');
    errors.value(probe, 'terminationGracePeriodSeconds', own, 'contradiction', message);
  }
}

function checkHook(hook: HookManifest, key: 'postStart' | 'preStop', placed: Placed, errors: FieldErrors): void {
  const { container, place, spec } = placed;
  const own = `${place}.lifecycle`;
  checkHandler(container.lifecycle ?? {}, key, own, errors);
  const graceS = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_S;
  const { sleep } = hook;
  if (sleep === undefined || sleep === null || !(sleep.seconds > graceS)) return;
  const why = `must be non-negative and less than terminationGracePeriodSeconds (${graceS})`;
  errors.value(hook, 'sleep', `${own}.${key}`, 'out-of-range', invalidValue(sleep.seconds, why));
}

/** @source kubernetes pkg/apis/core/validation validateContainerRestartPolicy */
function checkRules({ container, place }: Placed, errors: FieldErrors): void {
  const rules = container.restartPolicyRules ?? [];
  if (rules.length > 0 && !isSet(container, 'restartPolicy')) {
    const message = 'Required value: must specify restartPolicy when restart rules are used';
    errors.value(container, 'restartPolicy', place, 'missing-key', message);
  }
  if (rules.length > MOST_RULES) {
    const message = `Too many: ${rules.length}: must have at most ${MOST_RULES} items`;
    errors.value(container, 'restartPolicyRules', place, 'too-many-entries', message);
  }
  for (const [i, { exitCodes }] of rules.entries()) {
    const { length } = exitCodes.values ?? [];
    if (length <= MOST_EXIT_CODES) continue;
    const own = `${place}.restartPolicyRules[${i}].exitCodes`;
    const message = `Too many: ${length}: must have at most ${MOST_EXIT_CODES} items`;
    errors.value(exitCodes, 'values', own, 'too-many-entries', message);
  }
}

/** @source kubernetes pkg/apis/core/validation ValidateResourceRequirements */
function checkResources({ container: { resources }, place }: Placed, errors: FieldErrors): void {
  for (const [name, asked] of Object.entries(resources?.requests ?? {})) {
    const limit = resources?.limits?.[name];
    const most = limit === undefined ? undefined : parseQuantity(String(limit));
    if (most === undefined || (parseQuantity(String(asked)) ?? 0) <= most) continue;
    const message = invalidValue(String(asked), `must be less than or equal to ${name} limit of ${limit}`);
    errors.value(resources?.requests ?? {}, name, `${place}.resources.requests`, 'contradiction', message);
  }
}

function checkMounts({ container, place }: Placed, volumes: ReadonlySet<string>, errors: FieldErrors): void {
  for (const [i, mount] of (container.volumeMounts ?? []).entries()) {
    if (volumes.has(mount.name)) continue;
    errors.value(mount, 'name', `${place}.volumeMounts[${i}]`, 'unknown-volume', `Not found: ${quoted(mount.name)}`);
  }
}

/** @source kubernetes pkg/apis/core/validation ValidateSecurityContext */
function checkSecurity({ container, place }: Placed, errors: FieldErrors): void {
  const security = container.securityContext;
  if (security?.privileged !== true || security.allowPrivilegeEscalation !== false) return;
  const why = 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true';
  const message = `Invalid value: ${JSON.stringify(security)}: ${why}`;
  errors.value(container, 'securityContext', place, 'contradiction', message);
}

/** What the API server checks of a container beyond the types of its fields. */
export function checkContainer(placed: Placed, volumes: ReadonlySet<string>, errors: FieldErrors): void {
  const { container } = placed;
  for (const key of PROBES) {
    const probe = container[key];
    if (probe !== undefined && probe !== null) checkProbe(probe, key, placed, errors);
  }
  for (const key of ['postStart', 'preStop'] as const) {
    const hook = container.lifecycle?.[key];
    if (hook !== undefined && hook !== null) checkHook(hook, key, placed, errors);
  }
  checkRules(placed, errors);
  checkResources(placed, errors);
  checkMounts(placed, volumes, errors);
  checkSecurity(placed, errors);
}

/** What only init containers must not have, unless they are sidecars. */
export function checkInitContainer({ container, place }: Placed, errors: FieldErrors): void {
  const { restartPolicy } = container;
  // One that is misspelt is reported already.
  if (isSet(container, 'restartPolicy') && restartPolicy !== 'Never' && restartPolicy !== 'OnFailure') return;
  for (const key of ['lifecycle', ...PROBES]) {
    if (!isSet(container, key)) continue;
    errors.key(container, key, place, 'may not be set for init containers without restartPolicy=Always');
  }
}
