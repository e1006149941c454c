import type { FieldErrors } from './field-error.js';
import type { ManifestOf } from './manifest-schema.js';

/** @source kubernetes pkg/apis/core/validation ValidateService */
export function checkService(service: ManifestOf<'Service'>, errors: FieldErrors): void {
  const { ports, clusterIP, type } = service.spec ?? {};
  if ((ports ?? []).length > 0 || clusterIP === 'None' || type === 'ExternalName') return;
  errors.value(service.spec ?? service, 'ports', 'spec', 'missing-key', 'Required value');
}
