import type { Clock } from "../../ports/clock.ts";
import { BoundedCache } from "../bounded-cache.ts";

interface KeptAnswer<V> {
  readonly value: V;
  readonly keptAt: number;
}

/** How many answers are kept, and for how long they stand for themselves or stand in. */
export interface KeepingRule {
  readonly cacheEntriesMax: number;
  readonly freshMs: number;
  readonly staleMs: number;
}

/**
 * A source's answers by the exact content of their questions; failures are never kept. An answer that was drawn at random (a judge above temperature 0) is kept like any other: the draw that is kept is what the source says under its
 * revision, so that the same conversation gets the same reward and asking again is no second throw of the dice.
 */
export class KeptAnswers<V> {
  readonly #clock: Clock;
  readonly #rule: KeepingRule;
  readonly #kept: BoundedCache<string, KeptAnswer<V>>;

  constructor(clock: Clock, rule: KeepingRule) {
    this.#clock = clock;
    this.#rule = rule;
    this.#kept = new BoundedCache(rule.cacheEntriesMax);
  }

  keep(key: string, value: V): void {
    this.#kept.set(key, { value, keptAt: this.#clock.now() });
  }

  /** Undefined: none is fresh. */
  findFresh(key: string): V | undefined {
    return this.#find(key, this.#rule.freshMs);
  }

  /** Fresh or not; undefined: none is young enough to stand in. */
  findStale(key: string): V | undefined {
    return this.#find(key, this.#rule.staleMs);
  }

  #find(key: string, ageMsMax: number): V | undefined {
    const kept = this.#kept.find(key);
    return kept !== undefined && this.#clock.now() - kept.keptAt <= ageMsMax ? kept.value : undefined;
  }
}
