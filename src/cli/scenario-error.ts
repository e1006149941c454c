import { QuestionError } from '../analysis/ask-restarts.js';
import { NoCycleError } from '../analysis/start-schedule.js';
import { TooManyCrashesError } from '../analysis/tally.js';
import { ActionError } from '../cluster/actions.js';
import { NoProgressError } from '../cluster/simulation.js';
import { SelectorError } from '../objects/label-selector.js';
import { ScenarioError } from '../scenario/issue.js';
import { PolicyError } from '../scenario/policy-words.js';
import { renderIssues } from '../scenario/render-issues.js';
import { formatDuration } from '../time/go-duration.js';
import { TraceFullError } from '../trace/trace-full.js';

/** What an error of a scenario, a question or a run says, with a way out; undefined for a bug of ours. */
export function scenarioError(error: unknown): string | undefined {
  if (error instanceof ScenarioError) return renderIssues(error.issues);
  if (error instanceof SelectorError || error instanceof QuestionError || error instanceof PolicyError)
    return `error: ${error.message}\n`;
  if (error instanceof ActionError) {
    const at = formatDuration(error.atMs);
    return `${error.where}: error[action]: the action at ${at} cannot be done: ${error.message}\n`;
  }
  if (error instanceof NoProgressError) {
    const way = 'give its process a run time above zero, or use a policy with a backoff';
    return `error[no-progress]: at ${error.atMs} ms ${error.message}\nhint: ${way}\n`;
  }
  if (error instanceof TraceFullError) {
    return `error[trace-full]: ${error.message}\nhint: shorten it with --for, or count only with crashloop restarts\n`;
  }
  if (error instanceof NoCycleError) return `error[no-cycle]: ${error.message}\nhint: choose a larger factor\n`;
  if (error instanceof TooManyCrashesError) {
    return `error[too-many-crashes]: ${error.message}\nhint: ask for fewer, or give --run a fixed duration\n`;
  }
  return undefined;
}
