/**
 * What is the same for everybody and costs much to make, such as a format or a clock: made once for each name. An isolate
 * sees few names; should they be more than `most`, it begins anew.
 */
export class MadeOnce<T> {
  readonly #known = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  of(name: string, make: () => T): T {
    if (this.#known.has(name)) return this.#known.get(name) as T;
    if (this.#known.size >= this.#most) this.#known.clear();
    const made = make();
    this.#known.set(name, made);
    return made;
  }
}
