/** What an event is about. */
export interface EventObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** What one kind of event says; occurrences refer to it, identity by content. */
export interface EventKind {
  /** Who says it: `kubelet`, `default-scheduler`, `replicaset-controller`, `job-controller`, … */
  readonly source: string;
  /** The node's name for events of a kubelet. */
  readonly host: string | null;
  readonly object: EventObject;
  /** `spec.containers{app}` for events of a container. */
  readonly fieldPath: string | null;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}
