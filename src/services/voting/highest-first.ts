/**
 * Walks the places of a binary heap from its highest score down, so far as is asked: what lies below a place is not looked at before it. A step costs the logarithm
 * of the steps before it.
 */
export class HighestFirst {
  readonly #scoreAt: (place: number) => number;
  readonly #size: number;
  /** Places that may come next, themselves a heap by score. */
  readonly #frontier: number[];

  /** @param size of the heap walked. @param scoreAt by place, 0 to below `size`; never above that of the place over it. */
  constructor(size: number, scoreAt: (place: number) => number) {
    this.#size = size;
    this.#scoreAt = scoreAt;
    this.#frontier = size > 0 ? [0] : [];
  }

  /** The next place; null: that was all. */
  next(): number | null {
    const highest = this.#frontier[0];
    if (highest === undefined) {
      return null;
    }
    // Whatever takes its place sinks anyway: the first of those below it saves taking the last from the end.
    const below = 2 * highest + 1;
    const successor = below < this.#size ? below : this.#frontier.pop();
    if (this.#frontier.length > 0 && successor !== undefined) {
      this.#sink(successor);
    }
    if (below + 1 < this.#size) {
      this.#rise(below + 1);
    }
    return highest;
  }

  /** Puts the place at the top and lets it sink to where it belongs. */
  #sink(place: number): void {
    const frontier = this.#frontier;
    const score = this.#scoreAt(place);
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const one = frontier[left];
      if (one === undefined) {
        break;
      }
      const other = frontier[left + 1];
      const isOther = other !== undefined && this.#scoreAt(other) > this.#scoreAt(one);
      const higher = isOther ? other : one;
      if (this.#scoreAt(higher) <= score) {
        break;
      }
      frontier[at] = higher;
      at = isOther ? left + 1 : left;
    }
    frontier[at] = place;
  }

  /** Adds the place and lets it rise to where it belongs. */
  #rise(place: number): void {
    const frontier = this.#frontier;
    const score = this.#scoreAt(place);
    let at = frontier.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = frontier[above];
      if (other === undefined || this.#scoreAt(other) >= score) {
        break;
      }
      frontier[at] = other;
      at = above;
    }
    frontier[at] = place;
  }
}
