/** A scenario that uses every key of the format. */
export const FULL = `# yaml-language-server: $schema=scenario.schema.json
apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: full, labels: {team: shop}, annotations: {note: "all of it"}}
spec:
  description: Everything at once.
  duration: 1h30m
  seed: full
  kubelet:
    version: "1.36"
    fidelity: realistic
    featureGates: {ReduceDefaultCrashLoopBackOffDecay: true}
    config: {crashLoopBackOff: {maxContainerRestartPeriod: 60s}}
    policy: kubelet
    housekeeping: true
    latency: {start: 0.1s, sandbox: {uniform: [0.5s, 1s]}, relist: 40ms, sync: 5ms, imageCheck: 1ms, create: 20ms, startReturn: 10ms}
  nodes:
    - {name: node-1, labels: {disk: ssd}, capacity: {cpu: 4, memory: 8Gi, pods: "110"}, images: ["app:*"]}
    - {name: node-2, taints: [{key: dedicated, value: batch, effect: NoSchedule}]}
  images:
    - {match: "registry.example/slow:*", pull: {uniform: [10s, 20s]}}
    - {match: "typo:*", error: NotFound}
    - {match: "private:*", pull: 2s, error: Unauthorized, until: 10m}
    - {match: "odd:1", error: "failed to pull and unpack image: unexpected EOF"}
  missing:
    - ConfigMap/app-config
    - {object: Secret/shop/token, key: password, until: 5m}
    - {object: PersistentVolumeClaim/data, unbound: true, until: 3m}
    - {volume: scratch, error: "mount failed: exit status 32", until: 1m}
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
        - {startError: 'exec: "/app": permission denied'}
        - run: forever
          needs: [database, queue]
          exit: 4
          onTerm: {exit: 0, after: 3s}
          healthy: [{until: 5m}, {from: 6m}]
          ready: {good: [{from: 5s, until: 10s, every: 30m}], takes: 200ms, output: "HTTP probe failed with statuscode: 503"}
          started: true
          postStart: {run: 1s, exit: 0}
          preStop: {run: 4s}
    - match: {pod: importer}
      attempts: [{run: {lognormal: {median: 20s, sigma: 0.5}}, exit: 0}]
    - match: {pod: "nightly-*"}
      attempts: [{run: 1m}]
  actions:
    - {at: 40m, setDependency: {name: queue, up: false}}
    - {at: 20m, restartKubelet: node-1}
    - {at: 25m, reboot: node-2}
    - {at: 45m, setDependency: {name: queue, up: true}}
    - {at: 30m, setImage: {pod: web-0, container: app, image: "app:2"}}
    - {at: 50m, deletePod: importer}
    - {at: 51m, evictPod: "web-*"}
    - {at: 52m, scale: {deployment: front, replicas: 4}}
    - {at: 53m, setImage: {deployment: front, image: "front:2"}}
    - {at: 54m, rollback: front}
    - {at: 55m, drain: node-2}
    - {at: 56m, uncordon: node-2}
    - {at: 57m, cordon: node-1}
    - {at: 58m, loseNode: node-2}
    - {at: 59m, recoverNode: node-2}
    - {at: 60m, setImageError: {match: "typo:*", error: null}}
    - {at: 61m, setImageError: {match: "front:*", error: Unreachable}}
    - {at: 62m, delete: job/import}
    - at: 63m
      apply:
        apiVersion: v1
        kind: Pod
        metadata: {name: late}
        spec: {containers: [{name: app, image: "typo:1"}]}
    - {at: 64m, apply: {apiVersion: v1, kind: ConfigMap, metadata: {name: app-config, namespace: shop}}}
  expect:
    - {pod: "web-*", at: 30m, restarts: {min: 5, max: 99}, phase: Running, count: 1}
    - {pod: web-0, container: app, at: 5m, status: CrashLoopBackOff, reason: CrashLoopBackOff, ready: false}
    - {pod: "web-*", restart: 3, backoff: 2s, delay: {min: 2s, max: 4s}, why: backoff}
    - {pod: web-0, at: 5m, condition: {type: Ready, status: false, reason: ContainersNotReady}}
    - {job: import, at: 10m, status: Failed, condition: Failed, active: 0, succeeded: 0, failed: {min: 1}, completedIndexes: "0-2", failedIndexes: "3"}
    - {deployment: front, at: 10m, condition: Available, replicas: 2, ready: 2, available: {min: 1}, updated: 2}
    - {service: front, at: 10m, ready: {max: 2}}
    - {event: BackOff, pod: "web-*", at: 20m, type: Warning, message: "Back-off restarting*", count: {min: 3}}
    - {event: NodeNotReady, object: node/node-2}
---
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web}}
spec:
  restartPolicy: OnFailure
  terminationGracePeriodSeconds: 5
  activeDeadlineSeconds: 3600
  nodeName: node-2
  initContainers:
    - {name: migrate, image: "app:1", resources: {requests: {cpu: 500m}}}
    - {name: proxy, image: "envoy:1", restartPolicy: Always, resources: {requests: {cpu: 50m}}}
  containers:
    - name: app
      image: app:1
      env:
        - {name: A, value: b}
        - {name: PASSWORD, valueFrom: {secretKeyRef: {name: token, key: password}}}
      envFrom: [{configMapRef: {name: app-config}}, {secretRef: {name: maybe, optional: true}}]
      ports: [{containerPort: 80}]
      resources: {requests: {cpu: 100m}, limits: {memory: 128Mi, cpu: "1"}}
      restartPolicy: Never
      restartPolicyRules:
        - {action: Restart, exitCodes: {operator: In, values: [3, 4]}}
        - {action: RestartAllContainers, exitCodes: {operator: NotIn, values: [0, 1]}}
      startupProbe: {httpGet: {path: /, port: 80}, failureThreshold: 30}
      livenessProbe: {exec: {command: ["true"]}, periodSeconds: 5, terminationGracePeriodSeconds: 2}
      readinessProbe: {grpc: {port: 80}, initialDelaySeconds: 3, timeoutSeconds: 2, successThreshold: 2}
      lifecycle: {postStart: {exec: {command: [sh, -c, warm]}}, preStop: {sleep: {seconds: 4}}}
      volumeMounts: [{name: data, mountPath: /data}, {name: scratch, mountPath: /tmp}]
  volumes:
    - {name: data, persistentVolumeClaim: {claimName: data}}
    - {name: scratch, emptyDir: {}}
    - {name: config, configMap: {name: app-config}}
    - {name: keys, secret: {secretName: keys, optional: true}}
    - {name: all, projected: {sources: [{secret: {name: token}}, {downwardAPI: {}}]}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: front}
spec:
  replicas: 2
  minReadySeconds: 10
  progressDeadlineSeconds: 120
  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 50%}}
  selector: {matchLabels: {app: front}, matchExpressions: [{key: tier, operator: NotIn, values: [back]}]}
  template:
    metadata: {labels: {app: front}}
    spec: {nodeSelector: {disk: ssd}, containers: [{name: front, image: front}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: store}
spec:
  serviceName: store
  podManagementPolicy: Parallel
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec: {containers: [{name: store, image: "store:1", volumeMounts: [{name: disk, mountPath: /disk}]}]}
  volumeClaimTemplates: [{metadata: {name: disk}, spec: {}}]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template: {metadata: {labels: {app: agent}}, spec: {containers: [{name: agent, image: "private:1"}, {name: log, image: "registry.example/slow:1"}]}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:
  completions: 3
  parallelism: 2
  backoffLimit: 4
  activeDeadlineSeconds: 600
  podFailurePolicy:
    rules:
      - {action: FailJob, onExitCodes: {containerName: job, operator: In, values: [42]}}
      - {action: Ignore, onPodConditions: [{type: DisruptionTarget}]}
  template: {spec: {restartPolicy: Never, containers: [{name: job, image: "odd:1"}]}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 3 * * MON-FRI"
  concurrencyPolicy: Forbid
  jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: job, image: "job:1"}]}}}}
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {selector: {app: front}, ports: [{port: 80}]}
`;
