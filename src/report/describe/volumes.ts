import type { PersistentVolumeClaimTemplate, VolumeProjection } from 'kubernetes-types/core/v1.js';
import { annotationLines, labelLines } from './labels.js';
import type { NewerVolume } from './newer-fields.js';
import { field, type Line, line, listed, NONE, UNSET } from './page.js';
import { canonical, quantityOf } from './quantity.js';

/** All volumes of a pod, or of a template, which stand one step further in. */
export function volumeLines(volumes: readonly NewerVolume[] = [], indent = ''): readonly Line[] {
  if (volumes.length === 0) return [`${indent}Volumes:\t${NONE}`];
  return [
    `${indent}Volumes:`,
    ...volumes.flatMap((volume) => [line(1, `${indent === '' ? '' : ' '}${volume.name}:`), ...sourceLines(volume)]),
  ];
}

/** A volume's type and what there is to say of it; absent values as Go prints those of their type. */
function tell(type: string, values: Readonly<Record<string, string | number | boolean>>): readonly Line[] {
  return [field(2, 'Type', type), ...Object.entries(values).map(([title, value]) => field(2, title, value))];
}

function sourceLines(volume: NewerVolume): readonly Line[] {
  return commonSource(volume) ?? networkSource(volume) ?? [line(1, '<unknown>')];
}

function commonSource(volume: NewerVolume): readonly Line[] | undefined {
  const { hostPath, emptyDir, secret, configMap, persistentVolumeClaim: claim, downwardAPI, projected } = volume;
  if (hostPath !== undefined) {
    const { path, type = NONE } = hostPath;
    return tell('HostPath (bare host directory volume)', { Path: path, HostPathType: type });
  }
  if (emptyDir !== undefined) {
    const { medium = '', sizeLimit } = emptyDir;
    const limit = quantityOf(sizeLimit).nanos > 0n ? canonical(sizeLimit) : UNSET;
    const type = "EmptyDir (a temporary directory that shares a pod's lifetime)";
    return tell(type, { Medium: medium, SizeLimit: limit });
  }
  if (secret !== undefined) {
    const { secretName = '', optional = false } = secret;
    return tell('Secret (a volume populated by a Secret)', { SecretName: secretName, Optional: optional });
  }
  if (configMap !== undefined) {
    const { name = '', optional = false } = configMap;
    return tell('ConfigMap (a volume populated by a ConfigMap)', { Name: name, Optional: optional });
  }
  if (claim !== undefined) {
    const type = 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)';
    return tell(type, { ClaimName: claim.claimName, ReadOnly: claim.readOnly ?? false });
  }
  if (downwardAPI !== undefined) {
    const items = (downwardAPI.items ?? []).map(({ fieldRef, resourceFieldRef, path }) =>
      line(3, `${fieldRef?.fieldPath ?? resourceFieldRef?.resource ?? ''} -> ${path}`),
    );
    const type = 'DownwardAPI (a volume populated by information about the pod)';
    return [...tell(type, {}), line(2, 'Items:'), ...items];
  }
  if (projected === undefined) return undefined;
  const type = 'Projected (a volume that contains injected data from multiple sources)';
  return [...tell(type, {}), ...(projected.sources ?? []).flatMap(projectionLines)];
}

function projectionLines({ secret, downwardAPI, configMap, serviceAccountToken }: VolumeProjection): readonly Line[] {
  const optional = ({ optional: is = false }: { optional?: boolean }): Line => field(2, 'Optional', is);
  if (secret !== undefined) return [field(2, 'SecretName', secret.name ?? ''), optional(secret)];
  if (downwardAPI !== undefined) return [field(2, 'DownwardAPI', true)];
  if (configMap !== undefined) return [field(2, 'ConfigMapName', configMap.name ?? ''), optional(configMap)];
  if (serviceAccountToken === undefined) return [];
  return [field(2, 'TokenExpirationSeconds', serviceAccountToken.expirationSeconds ?? 3_600)];
}

function networkSource({ nfs, csi, ephemeral, image }: NewerVolume): readonly Line[] | undefined {
  if (nfs !== undefined) {
    const { server, path, readOnly = false } = nfs;
    return tell('NFS (an NFS mount that lasts the lifetime of a pod)', {
      Server: server,
      Path: path,
      ReadOnly: readOnly,
    });
  }
  if (csi !== undefined) {
    const { driver, fsType = '', readOnly = false, volumeAttributes } = csi;
    const attributes = Object.entries(volumeAttributes ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => line(2, `${key}=${value}`));
    const type = 'CSI (a Container Storage Interface (CSI) volume source)';
    return [
      ...tell(type, { Driver: driver, FSType: fsType, ReadOnly: readOnly }),
      ...listed('VolumeAttributes', attributes, '    '),
    ];
  }
  if (ephemeral !== undefined) {
    const type = 'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)';
    const template = ephemeral.volumeClaimTemplate;
    return [...tell(type, {}), ...(template === undefined ? [] : claimLines(template).map((each) => line(2, each)))];
  }
  if (image === undefined) return undefined;
  const { reference = '', pullPolicy = '' } = image;
  return tell('Image (a container image or OCI artifact)', { Reference: reference, PullPolicy: pullPolicy });
}

/** A claim that is yet to be made: what it asks for. */
function claimLines({ metadata, spec }: PersistentVolumeClaimTemplate): readonly Line[] {
  return [
    field(0, 'StorageClass', spec.storageClassName ?? ''),
    field(0, 'Volume', spec.volumeName ?? ''),
    ...indented(labelLines('Labels', metadata?.labels)),
    ...indented(annotationLines('Annotations', metadata?.annotations)),
    field(0, 'Capacity', ''),
    field(0, 'Access Modes', ''),
    ...(spec.volumeMode === undefined ? [] : [field(0, 'VolumeMode', spec.volumeMode)]),
  ];
}

/** Here kubectl writes the indentation once more before each value. */
function indented(lines: readonly Line[]): readonly Line[] {
  return lines.map((each) => each.replace('\t', '\t    '));
}
