import type { Container, Pod } from 'kubernetes-types/core/v1.js';
import { quantityOf } from './quantity.js';

const COUNTED = ['cpu', 'memory'];

/** A pod's class of service: as its status says, or as its requests and limits make it. @source kubectl pkg/util/qos */
export function qosClass({ spec, status }: Pod): string {
  if (status?.qosClass !== undefined) return status.qosClass;
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  const asked = containers.flatMap(({ resources }) =>
    [resources?.requests, resources?.limits].flatMap((list) => COUNTED.filter((name) => amount(list?.[name]) > 0n)),
  );
  if (asked.length === 0) return 'BestEffort';
  return containers.every(isGuaranteed) ? 'Guaranteed' : 'Burstable';
}

function isGuaranteed({ resources }: Container): boolean {
  return COUNTED.every((name) => {
    const [limit, request] = [amount(resources?.limits?.[name]), resources?.requests?.[name]];
    return limit > 0n && (request === undefined || amount(request) === limit);
  });
}

const amount = (text: string | undefined): bigint => quantityOf(text).nanos;
