import { globMatches } from '../cluster/glob.js';
import type { Run, RunContainer, RunPod } from './run.js';
import type { ChosenWait } from './tell-wait.js';

export interface WaitQuestion {
  /** A name or a pattern; undefined: there must be only one that can be meant. */
  readonly pod: string | undefined;
  readonly container: string | undefined;
  /** `last`: the wait that is open at the end, or else the newest. */
  readonly restart: number | 'last';
}

/** The question does not lead to one wait; says what there is to choose from. */
export class WaitQuestionError extends Error {
  override readonly name = 'WaitQuestionError';
  readonly choices: readonly string[];

  constructor(message: string, choices: readonly string[]) {
    super(message);
    this.choices = choices;
  }
}

/**
 * Finds the wait that is asked about; what is not named must be the only one. Of the replicas of one controller any will
 * do: the first is taken, and the others are named.
 *
 * @throws {WaitQuestionError}
 */
export function chooseWait(run: Run, question: WaitQuestion): ChosenWait & { readonly others: readonly string[] } {
  const { pod, others } = choosePod(run, question);
  const container = chooseContainer(pod, question);
  const { attempts, waiting, name } = container;
  const last = attempts.at(-1);
  const isOpen = waiting !== null && (last === undefined || last.finishedAtSeconds !== null);
  const newest = isOpen ? attempts.length : attempts.length - 1;
  const restart = question.restart === 'last' ? newest : question.restart;
  if (restart >= 0 && restart <= newest) return { pod, container, restart, others };
  throw new WaitQuestionError(
    `container ${name} of pod ${pod.name} has no restart ${restart}`,
    newest < 0 ? [] : restartsOf(newest, isOpen),
  );
}

function restartsOf(newest: number, isOpen: boolean): readonly string[] {
  if (newest === 0) return ['--restart 0, its first start; it was never restarted'];
  return [`--restart 0 (the first start) to ${newest}${isOpen ? ', which has not come by the end' : ''}`];
}

interface ChosenPod {
  readonly pod: RunPod;
  /** Names of pods that could have been meant as well. */
  readonly others: readonly string[];
}

const areReplicas = (pods: readonly RunPod[]): boolean =>
  pods.every(({ owner, namespace }) => owner !== null && owner === pods[0]?.owner && namespace === pods[0].namespace);

/** Who never restarted is not meant, unless nobody did. */
function choosePod({ pods }: Run, { pod: name, container, restart }: WaitQuestion): ChosenPod {
  const named = name === undefined ? pods : pods.filter((pod) => globMatches(name, pod.name));
  const holding = named.filter(
    ({ containers }) => container === undefined || containers.some((own) => own.name === container),
  );
  const candidates = likeliest(holding, ({ containers }) => Math.max(...containers.map((own) => claim(own, restart))));
  const [only] = candidates;
  // Of a StatefulSet's pods of one name the newest is meant.
  if (only !== undefined && new Set(candidates.map((pod) => pod.name)).size === 1) {
    return { pod: candidates.at(-1) ?? only, others: [] };
  }
  if (only !== undefined && areReplicas(candidates)) {
    return { pod: only, others: candidates.slice(1).map((pod) => pod.name) };
  }
  const names = (list: readonly RunPod[]): readonly string[] => [...new Set(list.map((pod) => `--pod ${pod.name}`))];
  if (named.length === 0)
    throw new WaitQuestionError(name === undefined ? 'there are no pods' : `no pod is named ${name}`, names(pods));
  if (holding.length === 0) throw new WaitQuestionError(`no pod has a container ${container}`, containersOf(named));
  throw new WaitQuestionError(`${candidates.length} pods could be meant`, names(candidates));
}

function chooseContainer({ name: pod, containers }: RunPod, { container: name, restart }: WaitQuestion): RunContainer {
  const named = name === undefined ? containers : containers.filter((own) => own.name === name);
  const candidates = likeliest(named, (own) => claim(own, restart));
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  const choices = (list: readonly RunContainer[]): readonly string[] => list.map((own) => `--container ${own.name}`);
  if (named.length === 0) throw new WaitQuestionError(`pod ${pod} has no container ${name}`, choices(containers));
  throw new WaitQuestionError(`${candidates.length} containers of pod ${pod} could be meant`, choices(candidates));
}

function containersOf(pods: readonly RunPod[]): readonly string[] {
  return [...new Set(pods.flatMap(({ containers }) => containers.map(({ name }) => `--container ${name}`)))];
}

/** How well a container answers to the question: 2 when it has such a wait after an exit, 1 when it waits at all. */
function claim({ attempts, waiting }: RunContainer, restart: number | 'last'): number {
  const last = attempts.at(-1);
  const isOpen = waiting !== null && last !== undefined && last.finishedAtSeconds !== null;
  const waits = attempts.length - 1 + (isOpen ? 1 : 0);
  const wanted = restart === 'last' ? 1 : restart;
  if (wanted > 0 && waits >= wanted) return 2;
  return waiting === null && restart !== 0 ? 0 : 1;
}

/** Those with the best claim. */
function likeliest<Item>(items: readonly Item[], claimOf: (item: Item) => number): readonly Item[] {
  const best = Math.max(...items.map(claimOf));
  return items.filter((item) => claimOf(item) === best);
}
