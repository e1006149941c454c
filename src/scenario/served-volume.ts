import type { Volume } from 'kubernetes-types/core/v1.js';
import { optional } from './served-container.js';

/** Rights of the files, 0644. */
const MODE = 420;
const TOKEN_LASTS_S = 3_600;

/** A volume as the API serves it; one that says nothing is an empty directory. @source pkg/apis/core/v1/defaults.go */
export function servedVolume(volume: Volume): Volume {
  const { name, configMap, secret, projected, downwardAPI, hostPath, ...others } = volume;
  const known = { configMap, secret, projected, downwardAPI, hostPath };
  const said = [...Object.values(known), ...Object.values(others)].some((source) => isSet(source));
  if (!said) return { name, emptyDir: {} };
  return {
    ...volume,
    ...optional('configMap', isSet(configMap) ? { defaultMode: MODE, ...configMap } : undefined),
    ...optional('secret', isSet(secret) ? { defaultMode: MODE, ...secret } : undefined),
    ...optional('downwardAPI', isSet(downwardAPI) ? { defaultMode: MODE, ...downwardAPI } : undefined),
    ...optional('hostPath', isSet(hostPath) ? { type: '', ...hostPath } : undefined),
    ...optional('projected', isSet(projected) ? servedProjection(projected) : undefined),
  };
}

const isSet = <Source>(source: Source | null | undefined): source is Source => source !== undefined && source !== null;

function servedProjection(projected: NonNullable<Volume['projected']>): NonNullable<Volume['projected']> {
  const sources = (projected.sources ?? []).map((source) => {
    const { serviceAccountToken: token } = source;
    return isSet(token) ? { ...source, serviceAccountToken: { expirationSeconds: TOKEN_LASTS_S, ...token } } : source;
  });
  return { defaultMode: MODE, ...projected, sources };
}
