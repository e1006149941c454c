export interface EventObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** What one kind of event says; occurrences refer to it. */
export interface EventKind {
  /** Who says it: `kubelet`, `default-scheduler`, `replicaset-controller` … */
  readonly source: string;
  /** The node of a kubelet; null for everybody else. */
  readonly host: string | null;
  readonly object: EventObject;
  /** The part of the object it is about, such as `spec.containers{app}`. */
  readonly fieldPath: string | null;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}
