/** A kept value, in the row from the one used last to the one used least recently. */
interface Entry<K, V> {
  readonly key: K;
  readonly value: V;
  readonly weight: number;
  newer: Entry<K, V> | null;
  older: Entry<K, V> | null;
}

/** A second bound beside the number of entries, such as bytes. */
export interface WeightBound<V> {
  readonly max: number;
  of(value: V): number;
}

/** A map that forgets what was used least recently once it holds more than `entriesMax` entries, or more than they may weigh together. */
export class BoundedCache<K, V> {
  readonly #entries = new Map<K, Entry<K, V>>();
  readonly #entriesMax: number;
  readonly #bound: WeightBound<V> | null;
  // A row of its own: the order of a Map whose first entries are deleted one by one is walked over ever more gaps.
  #newest: Entry<K, V> | null = null;
  #oldest: Entry<K, V> | null = null;
  #weight = 0;

  constructor(entriesMax: number, bound: WeightBound<V> | null = null) {
    this.#entriesMax = entriesMax;
    this.#bound = bound;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Of all entries together; 0 without a bound on it. */
  get weight(): number {
    return this.#weight;
  }

  find(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry !== undefined && entry !== this.#newest) {
      this.#unlink(entry);
      this.#link(entry);
    }
    return entry?.value;
  }

  set(key: K, value: V): void {
    const former = this.#entries.get(key);
    if (former !== undefined) {
      this.#unlink(former);
      this.#weight -= former.weight;
    }
    const entry: Entry<K, V> = { key, value, weight: this.#bound?.of(value) ?? 0, newer: null, older: null };
    this.#entries.set(key, entry);
    this.#link(entry);
    this.#weight += entry.weight;
    while (this.#oldest !== null && this.#isOverfull()) {
      this.#drop(this.#oldest);
    }
  }

  delete(key: K): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#drop(entry);
    }
  }

  #drop(entry: Entry<K, V>): void {
    this.#entries.delete(entry.key);
    this.#unlink(entry);
    this.#weight -= entry.weight;
  }

  #isOverfull(): boolean {
    return this.#entries.size > this.#entriesMax || (this.#bound !== null && this.#weight > this.#bound.max);
  }

  /** Puts the entry before the one used last. */
  #link(entry: Entry<K, V>): void {
    entry.older = this.#newest;
    if (this.#newest !== null) {
      this.#newest.newer = entry;
    }
    this.#newest = entry;
    this.#oldest ??= entry;
  }

  #unlink(entry: Entry<K, V>): void {
    const { newer, older } = entry;
    if (newer === null) {
      this.#newest = older;
    } else {
      newer.older = older;
    }
    if (older === null) {
      this.#oldest = newer;
    } else {
      older.newer = newer;
    }
    entry.newer = null;
    entry.older = null;
  }
}
