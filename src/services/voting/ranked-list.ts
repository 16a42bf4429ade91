import { HighestFirst } from "./highest-first.ts";

/** What a ranked list keeps with each of its items. */
export interface Rank {
  score: number;
  /** Where in the list's heap it stands; −1: not in it. */
  place: number;
}

/** So many are looked at in their order before all are: going on in order costs more the longer it lasts. */
const LOOKS_IN_ORDER = 512;

/** Items by score, the highest first, any of which may change its score at any time. A binary heap: a change costs the logarithm of the size. */
export class RankedList<T extends { readonly rank: Rank }> {
  #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** Puts the item in or moves it to its new score. */
  set(item: T, score: number): void {
    item.rank.score = score;
    if (item.rank.place < 0) {
      item.rank.place = this.#heap.length;
      this.#heap.push(item);
    }
    this.#rise(item.rank.place);
    this.#sink(item.rank.place);
  }

  remove(item: T): void {
    const { place } = item.rank;
    if (place < 0) {
      return;
    }
    item.rank.place = -1;
    const last = this.#heap.pop();
    if (last !== undefined && last !== item) {
      this.#heap[place] = last;
      last.rank.place = place;
      this.#rise(place);
      this.#sink(last.rank.place);
    }
  }

  /** The item at that place, in no particular order; null where there is none. */
  at(place: number): T | null {
    return this.#heap[place] ?? null;
  }

  /**
   * The item whose score times its factor is highest, and above 0.
   * @param factorOf 0..1 for whoever asks; 0: not at all.
   */
  best(factorOf: (item: T) => number): { readonly item: T; readonly score: number } | null {
    let best: T | null = null;
    let score = 0;
    const look = (item: T) => {
      const own = item.rank.score * factorOf(item);
      if (own > score) {
        best = item;
        score = own;
      }
    };
    // From the top down, as long as what comes could be better than the best so far.
    const walk = new HighestFirst(this.#heap.length, (place) => this.#heap[place]?.rank.score ?? 0);
    for (let looks = 0; looks < LOOKS_IN_ORDER; looks += 1) {
      const item = this.at(walk.next() ?? this.#heap.length);
      if (item === null || item.rank.score <= score) {
        return best === null ? null : { item: best, score };
      }
      look(item);
    }
    for (const item of this.#heap) {
      look(item);
    }
    return best === null ? null : { item: best, score };
  }

  #rise(from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#swapIfHigher(place, above)) {
        return;
      }
      place = above;
    }
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const below = 2 * place + 1;
      const other = this.#heap[below + 1];
      const higher = other !== undefined && other.rank.score > (this.#heap[below]?.rank.score ?? 0) ? below + 1 : below;
      if (!this.#swapIfHigher(higher, place)) {
        return;
      }
      place = higher;
    }
  }

  /** Exchanges the two where the lower one scores higher. */
  #swapIfHigher(lower: number, upper: number): boolean {
    const below = this.#heap[lower];
    const above = this.#heap[upper];
    if (below === undefined || above === undefined || below.rank.score <= above.rank.score) {
      return false;
    }
    this.#heap[lower] = above;
    this.#heap[upper] = below;
    above.rank.place = lower;
    below.rank.place = upper;
    return true;
  }
}
