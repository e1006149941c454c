import type { Agenda } from '../engine/agenda.js';
import { Timer } from '../engine/timer.js';
import { CLUSTER_RANK } from './ranks.js';

/** Something an operator or the platform does at an instant. */
class OperatorAction extends Timer {
  readonly #act: (nowMs: number) => void;

  constructor(order: number, act: (nowMs: number) => void) {
    super(CLUSTER_RANK.operator, order);
    this.#act = act;
  }

  override fire(nowMs: number): void {
    this.#act(nowMs);
  }

  override describe(): string {
    return 'an operator action';
  }
}

/** Schedules what happens to a cluster from outside; at one instant in the order in which it was given. */
export class Operator {
  readonly #agenda: Agenda;
  #actions = 0;

  constructor(agenda: Agenda) {
    this.#agenda = agenda;
  }

  at(atMs: number, act: (nowMs: number) => void): void {
    this.#agenda.schedule(new OperatorAction(this.#actions, act), atMs);
    this.#actions += 1;
  }
}
