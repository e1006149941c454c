import type { Node, Pod } from 'kubernetes-types/core/v1.js';
import { byText, field, type Line, line } from './page.js';
import { type PodAmounts, podLimits, podRequests } from './pod-resources.js';
import { type Quantity, quantityOf, quantityText, sum, valueIn, ZERO } from './quantity.js';
import { ageText } from './times.js';

const PODS_TITLES = ['Namespace', 'Name', '', 'CPU Requests', 'CPU Limits', 'Memory Requests', 'Memory Limits', 'Age'];
const AMOUNT_TITLES = ['Resource', 'Requests', 'Limits'];
/** These are shown on every node. */
const ALWAYS = ['cpu', 'memory', 'ephemeral-storage'];

/** The pods of a node that have not ended, and what they take of it. */
export function nodePodLines({ metadata, status }: Node, pods: readonly Pod[], nowMs: number): readonly Line[] {
  const allocatable = status?.allocatable ?? status?.capacity ?? {};
  const own = pods.filter(({ spec, status: pod }) => {
    return spec?.nodeName === metadata?.name && pod?.phase !== 'Succeeded' && pod?.phase !== 'Failed';
  });
  const share = (name: string, amount: Quantity): string => `${quantityText(amount)} (${percent(name, amount)}%)`;
  const percent = (name: string, amount: Quantity): number => {
    const unit = name === 'cpu' ? 'thousandths' : 'units';
    const all = valueIn(quantityOf(allocatable[name]), unit);
    return all === 0 ? 0 : Math.trunc((valueIn(amount, unit) / all) * 100);
  };
  const rows = own.map((pod) => {
    const [requests, limits] = [podRequests(pod), podLimits(pod)];
    const cells = ['cpu', 'memory'].flatMap((name) =>
      [requests, limits].map((each) => share(name, each.get(name) ?? ZERO)),
    );
    const { namespace = '', name = '', creationTimestamp } = pod.metadata ?? {};
    return [namespace, name, '', ...cells, ageText(creationTimestamp, nowMs)];
  });
  const [requests, limits] = [total(own.map(podRequests)), total(own.map(podLimits))];
  const of = (amounts: PodAmounts, name: string): Quantity => amounts.get(name) ?? ZERO;
  const others = Object.keys(allocatable)
    .filter((name) => !ALWAYS.includes(name) && name !== 'pods')
    .sort((a, b) => Number(isHugePage(b)) - Number(isHugePage(a)) || byText(a, b));
  const amountRows = [...ALWAYS, ...others].map((name) => {
    const isPlain = !ALWAYS.includes(name) && !isHugePage(name);
    return [
      name,
      ...[requests, limits].map((each) => (isPlain ? quantityText(of(each, name)) : share(name, of(each, name)))),
    ];
  });
  return [
    field(0, 'Non-terminated Pods', `(${own.length} in total)`),
    ...table(PODS_TITLES, rows),
    'Allocated resources:',
    line(1, '(Total limits may be over 100 percent, i.e., overcommitted.)'),
    ...table(AMOUNT_TITLES, amountRows),
  ];
}

const isHugePage = (name: string): boolean => name.startsWith('hugepages-');

function table(titles: readonly string[], rows: readonly (readonly string[])[]): readonly Line[] {
  const rules = titles.map((title) => '-'.repeat(title.length));
  return [titles, rules, ...rows].map((cells) => line(1, cells.join('\t')));
}

function total(all: readonly PodAmounts[]): PodAmounts {
  const sums = new Map<string, Quantity>();
  for (const amounts of all) {
    for (const [name, amount] of amounts) sums.set(name, sum(sums.get(name) ?? ZERO, amount));
  }
  return sums;
}
