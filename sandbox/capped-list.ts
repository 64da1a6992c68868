/** A list that forgets its oldest entries beyond `cap`, so that nothing here grows without bound. */
export class CappedList<T> {
  #items: T[] = [];
  #first = 0;

  constructor(
    readonly cap: number,
    private readonly forget: (item: T) => void = () => {},
  ) {}

  get size(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
    if (this.size > this.cap) this.dropOldest();
  }

  dropOldest(): void {
    const oldest = this.#items[this.#first];
    if (oldest === undefined) return;
    this.#first += 1;
    // Copied once per half of the list, so that forgetting costs nothing to speak of.
    if (this.#first > this.#items.length / 2) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    this.forget(oldest);
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<T> {
    for (let index = this.#first; index < this.#items.length; index += 1) {
      const item = this.#items[index];
      if (item !== undefined) yield item;
    }
  }

  *newestFirst(): Generator<T> {
    for (let index = this.#items.length - 1; index >= this.#first; index -= 1) {
      const item = this.#items[index];
      if (item !== undefined) yield item;
    }
  }

  clear(): void {
    this.#items = [];
    this.#first = 0;
  }
}
