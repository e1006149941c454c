import * as z from 'zod/mini';
import { fields, maybe } from './api-parts.js';

const user = () => maybe(z.int());
const flag = () => maybe(z.boolean());

/** What a container may do. */
export const containerSecurity = () =>
  fields(
    {
      runAsNonRoot: flag(),
      runAsUser: user(),
      privileged: flag(),
      allowPrivilegeEscalation: flag(),
      readOnlyRootFilesystem: flag(),
    },
    'appArmorProfile capabilities procMount runAsGroup seLinuxOptions seccompProfile windowsOptions',
  );

/** What all containers of a pod may do, where they do not say otherwise. */
export const podSecurity = () =>
  fields(
    { runAsNonRoot: flag(), runAsUser: user() },
    'appArmorProfile fsGroup fsGroupChangePolicy runAsGroup seLinuxChangePolicy seLinuxOptions seccompProfile supplementalGroups supplementalGroupsPolicy sysctls windowsOptions',
  );
