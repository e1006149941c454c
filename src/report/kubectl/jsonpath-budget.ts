import { grouped } from '../words.js';
import { JsonPathError } from './jsonpath-template.js';

/** All names of as many pods as a run may have take a fifth of this. */
const MOST_VALUES = 5_000_000;
const MOST_CHARACTERS = 100_000_000;

/** How much one template may look at and print: each `..` after another multiplies what there is. */
export class JsonPathBudget {
  #values = 0;
  #characters = 0;

  /** Counts values that are looked at or found. @throws {JsonPathError} */
  look(count: number): void {
    this.#values += count;
    if (this.#values > MOST_VALUES)
      throw new JsonPathError(
        `it looks at more than ${grouped(MOST_VALUES)} values; name a field in place of a .. or *`,
      );
  }

  /** A piece of what is printed, counted. @throws {JsonPathError} */
  print(text: string): string {
    this.#characters += text.length;
    if (this.#characters > MOST_CHARACTERS)
      throw new JsonPathError(
        `it prints more than ${grouped(MOST_CHARACTERS)} characters; name a field in place of a .. or *`,
      );
    return text;
  }
}
