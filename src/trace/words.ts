/** Things told over and over, kept once each and referred to by number; 0 is null. */
export class Words<Word> {
  readonly #words: (Word | null)[] = [null];
  readonly #numbers = new Map<Word, number>();

  numberOf(word: Word | null): number {
    if (word === null) return 0;
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#words.length;
    this.#words.push(word);
    this.#numbers.set(word, number);
    return number;
  }

  get all(): readonly Word[] {
    return [...this.#numbers.keys()];
  }

  get(number: number): Word | null {
    return this.#words[number] ?? null;
  }
}
