import type { ContainerType, EventReason } from '../trace/vocabulary.js';

/** The part of an event that its cause decides; who says it about what is added where it happens. */
export interface EventText {
  readonly type: 'Normal' | 'Warning';
  readonly reason: EventReason;
  readonly message: string;
}

/** An event of type Normal: it tells what went on. */
export function normal(reason: EventReason, message: string): EventText {
  return { type: 'Normal', reason, message };
}

/** An event of type Warning: it tells what went wrong. */
export function warning(reason: EventReason, message: string): EventText {
  return { type: 'Warning', reason, message };
}

/** A pod as the kubelet's messages name it. */
export interface PodName {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** `web_default(uid)`. */
export function podText({ namespace, name, uid }: PodName): string {
  return `${name}_${namespace}(${uid})`;
}

/** Which part of the pod's specification an event of a container is about. @source kubelet-semantics 8.1 */
export function fieldPathOf(type: ContainerType, container: string): string {
  return `spec.${type === 'container' ? 'containers' : 'initContainers'}{${container}}`;
}

/** Puts values where a wording has their names in braces; a name without a value stays as it is. */
export function fill(wording: string, values: Readonly<Record<string, string>>): string {
  return wording.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
