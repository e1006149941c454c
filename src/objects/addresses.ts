/** Where the addresses of pods, nodes and Services begin. @source defaults of kubeadm and common network plugins */
const PODS = ipv4(10, 244, 0, 2);
const NODES = ipv4(10, 0, 0, 1);
const SERVICES = ipv4(10, 96, 0, 10);

/** The address of a pod, by its number. */
export function podAddress(index: number): string {
  return textOf(PODS + index);
}

/** The address of a node, by its place in the plan. */
export function nodeAddress(place: number): string {
  return textOf(NODES + place);
}

/** The address of a Service, by its place in the plan. */
export function serviceAddress(place: number): string {
  return textOf(SERVICES + place);
}

function ipv4(a: number, b: number, c: number, d: number): number {
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

function textOf(address: number): string {
  const parts = [address / 2 ** 24, address / 2 ** 16, address / 2 ** 8, address];
  return parts.map((part) => Math.floor(part) % 256).join('.');
}
