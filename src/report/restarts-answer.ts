import { askRestarts, type RestartsWords } from '../analysis/ask-restarts.js';
import { answerRestarts, type RestartsAnswer, toRestartsAnswer } from '../analysis/restarts.js';
import { restartsReasons } from './restarts-reasons.js';

/**
 * How many crashes in a time, when a crash number, and with both, whether that can be and why.
 *
 * @throws {ScenarioError} {QuestionError} {NoProgressError} {TooManyCrashesError}
 * @example
 * restarts({ count: 5941, within: '20d' }).verdict; // 'possible-if-age-is-rounded-down'
 */
export function restarts(words: RestartsWords): RestartsAnswer {
  const facts = answerRestarts(askRestarts(words));
  return toRestartsAnswer(facts, restartsReasons(facts));
}
