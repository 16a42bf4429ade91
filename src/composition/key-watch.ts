import type { Clock } from "../ports/clock.ts";
import type { KeyCounts, KeyStore } from "../ports/key-store.ts";

/** Tells where the last key is over: at the first look that finds it so, and again only after there was one that holds. */
export class KeyWatch {
  readonly #keys: Pick<KeyStore, "countKeys">;
  readonly #clock: Clock;
  readonly #onAllOver: (counts: KeyCounts) => void;
  #areOver = false;

  constructor(keys: Pick<KeyStore, "countKeys">, clock: Clock, onAllOver: (counts: KeyCounts) => void) {
    this.#keys = keys;
    this.#clock = clock;
    this.#onAllOver = onAllOver;
  }

  /** Counts the keys. Rejects with what the store throws. */
  async look(): Promise<KeyCounts> {
    const counts = await this.#keys.countKeys(this.#clock.now());
    const wereOver = this.#areOver;
    this.#areOver = counts.all > 0 && counts.live === 0;
    if (this.#areOver && !wereOver) {
      this.#onAllOver(counts);
    }
    return counts;
  }
}
