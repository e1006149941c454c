/** A scenario that uses every key of the format that is simulated. */
export const FULL = `# yaml-language-server: $schema=scenario.schema.json
apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: full, labels: {team: shop}, annotations: {note: "all of it"}}
spec:
  description: Everything at once.
  duration: 1h30m
  seed: full
  kubelet:
    version: "1.35"
    fidelity: realistic
    featureGates: {ReduceDefaultCrashLoopBackOffDecay: true}
    config: {crashLoopBackOff: {maxContainerRestartPeriod: 60s}}
    policy: kubelet
    housekeeping: true
    latency: {start: 0.1s, sandbox: {uniform: [0.5s, 1s]}, relist: 40ms, sync: 5ms, imageCheck: 1ms}
  nodes: [{name: node-1, capacity: {cpu: 4, memory: 8Gi}, images: ["busybox:*"]}, {name: node-2}]
  dependencies:
    - {name: database, down: [{from: 0s, until: 10m}]}
    - {name: queue}
  processes:
    - match: {pod: "web-*", container: app, image: "app:2"}
      attempts: [{run: 5s, exit: 3}]
    - match: {pod: "web-*", container: app}
      attempts:
        - {run: 2s, exit: 1, when: {down: database}, log: ["cannot reach database"]}
        - {run: 1m, signal: ABRT, times: 2}
        - {memory: {start: 20Mi, grow: 1Mi/s}, times: 3}
        - {run: 30s, oom: true, onTerm: ignore}
        - {run: forever, needs: [database, queue], exit: 4, onTerm: {exit: 0, after: 3s}}
    - match: {pod: importer}
      attempts: [{run: {lognormal: {median: 20s, sigma: 0.5}}, exit: 0}]
  actions:
    - {at: 40m, setDependency: {name: queue, up: false}}
    - {at: 20m, restartKubelet: node-1}
    - {at: 45m, setDependency: {name: queue, up: true}}
    - {at: 30m, setImage: {pod: web-0, container: app, image: "app:2"}}
    - {at: 50m, deletePod: importer}
  expect:
    - {pod: "web-*", at: 30m, restarts: {min: 5, max: 99}, phase: Running}
    - {pod: web-0, container: app, at: 5m, status: CrashLoopBackOff, reason: CrashLoopBackOff, ready: false}
    - {pod: "web-*", restart: 3, backoff: 2s, delay: {min: 2s, max: 4s}, why: backoff}
---
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web}}
spec:
  restartPolicy: OnFailure
  terminationGracePeriodSeconds: 5
  nodeName: node-2
  containers:
    - name: app
      image: app:1
      env: [{name: A, value: b}]
      ports: [{containerPort: 80}]
      resources: {requests: {cpu: 100m}, limits: {memory: 128Mi, cpu: "1"}}
    - {name: proxy, image: "envoy:1"}
`;
