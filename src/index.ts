export { QuestionError, type RestartsWords } from './analysis/ask-restarts.js';
export type { Verdict } from './analysis/claim.js';
export type { CheckOptions } from './analysis/claims/check-claims.js';
export type { CompareOptions } from './analysis/compare/compare.js';
export type { AlertRule } from './analysis/detect/alert-rule.js';
export { type DetectQuestion, detect } from './analysis/detect/detect-scenario.js';
export type {
  DetectedAlert,
  DetectedPipeline,
  DetectedPod,
  DetectedSubject,
  Detection,
} from './analysis/detect/detection.js';
export { publishedRules } from './analysis/detect/published-rules.js';
export { type ExplainOptions, NoClockError } from './analysis/explain/explain.js';
export { PromqlError } from './analysis/promql/expression.js';
export type { RestartsAnswer } from './analysis/restarts.js';
export type { Run, RunAttempt, RunContainer, RunEvent, RunPod } from './analysis/run.js';
export { simulate } from './analysis/simulate.js';
export { TooManyCrashesError } from './analysis/tally.js';
export { FIDELITIES, type Fidelity } from './cluster/plan.js';
export { NoProgressError } from './cluster/simulation.js';
export { EvidenceError } from './evidence/evidence.js';
export { type KubeletConfig, resolvePolicy } from './kubelet/config.js';
export { type BackoffPolicy, NO_BACKOFF } from './kubelet/policy.js';
export { VERSION_NAMES, type VersionName } from './kubelet/versions.js';
export { check } from './report/claims/check.js';
export type { ClaimAnswer } from './report/claims/claim-answer.js';
export { type CompareAnswer, compare } from './report/compare-answer.js';
export { describeCronJob } from './report/describe/cron-job.js';
export { type DaemonSetAndPods, describeDaemonSet } from './report/describe/daemon-set.js';
export { type DeploymentAndReplicaSets, describeDeployment } from './report/describe/deployment.js';
export { describeJob } from './report/describe/job.js';
export { describeNode, type NodeAndPods } from './report/describe/node.js';
export { describePod } from './report/describe/pod.js';
export { describeReplicaSet, type ReplicaSetAndPods } from './report/describe/replica-set.js';
export { describeService, type ServiceAndEndpoints } from './report/describe/service.js';
export { describeStatefulSet, type StatefulSetAndPods } from './report/describe/stateful-set.js';
export { type ExplainAnswer, explain } from './report/explain-answer.js';
export { type EventCells, eventRow } from './report/kubectl/events.js';
export { objectRow } from './report/kubectl/object-row.js';
export { type PodCells, podRow } from './report/kubectl/pods.js';
export { restarts } from './report/restarts-answer.js';
export type { Overrides } from './scenario/compile.js';
export { type Issue, type IssueCode, ScenarioError } from './scenario/issue.js';
export { scenarioJsonSchema } from './scenario/json-schema.js';
export { type ParseOptions, parseScenario, type Scenario } from './scenario/parse.js';
export { PolicyError } from './scenario/policy-words.js';
export { renderIssues } from './scenario/render-issues.js';
export { humanDuration } from './time/human-duration.js';
export { TraceFullError } from './trace/trace-full.js';
export { WHYS, type Why } from './trace/vocabulary.js';
