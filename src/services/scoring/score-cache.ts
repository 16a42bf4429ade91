import { BoundedCache } from "../bounded-cache.ts";
import type { SettledScore } from "./settle-evaluation.ts";
import type { Awaitable } from "./when-there.ts";

export interface ScoreCacheLimits {
  /** 0 switches the cache off. */
  readonly entriesMax: number;
  readonly bytesMax: number;
}

type KeptScore = Exclude<SettledScore, { status: "unscored" }>;

/** How often an answer was at hand, since the start. */
export interface ScoreCacheCounts {
  /** Answers that were kept, or being computed for somebody else. */
  readonly hits: number;
  readonly misses: number;
  readonly entries: number;
  /** Estimated. */
  readonly bytes: number;
}

/** Key, reward and stages, and what V8 needs around them. As measured on growing heaps, to 5 %. */
const ENTRY_BYTES = 700;
/** A dimension's value, weight and explanation. */
const DIMENSION_BYTES = 300;
/** A check's result and explanation. */
const CHECK_BYTES = 160;

/**
 * Settled answers by the digest of what was asked. The one used least recently goes first; identical questions that come while the first is being
 * answered wait for its answer. Failures are never kept, nor handed to those who waited: these ask for themselves.
 */
export class ScoreCache {
  readonly #limits: ScoreCacheLimits;
  readonly #kept: BoundedCache<string, KeptScore>;
  readonly #underWay = new Map<string, Promise<SettledScore>>();
  #hits = 0;
  #misses = 0;

  constructor(limits: ScoreCacheLimits) {
    this.#limits = limits;
    this.#kept = new BoundedCache(limits.entriesMax, { max: limits.bytesMax, of: estimateBytes });
  }

  get isOn(): boolean {
    return this.#limits.entriesMax > 0;
  }

  get counts(): ScoreCacheCounts {
    return { hits: this.#hits, misses: this.#misses, entries: this.#kept.size, bytes: this.#kept.weight };
  }

  /** The answer that is kept under the key or under way, else the one that `answer` gives; at once where it is there at once. Throws or rejects where `answer` does. */
  find(key: string, answer: () => Awaitable<SettledScore>): Awaitable<SettledScore> {
    const kept = this.#kept.find(key);
    if (kept) {
      this.#hits += 1;
      return kept;
    }
    const underWay = this.#underWay.size === 0 ? undefined : this.#underWay.get(key);
    return underWay ? this.#join(underWay, key, answer) : this.#miss(key, answer);
  }

  async #join(underWay: Promise<SettledScore>, key: string, answer: () => Awaitable<SettledScore>): Promise<SettledScore> {
    const score = await underWay.catch(() => null);
    if (score && score.status !== "unscored") {
      this.#hits += 1;
      return score;
    }
    return await this.#miss(key, answer);
  }

  #miss(key: string, answer: () => Awaitable<SettledScore>): Awaitable<SettledScore> {
    this.#misses += 1;
    const own = answer();
    if (own instanceof Promise) {
      return this.#await(key, own);
    }
    this.#keep(key, own);
    return own;
  }

  async #await(key: string, own: Promise<SettledScore>): Promise<SettledScore> {
    this.#underWay.set(key, own);
    try {
      const score = await own;
      this.#keep(key, score);
      return score;
    } finally {
      if (this.#underWay.get(key) === own) {
        this.#underWay.delete(key);
      }
    }
  }

  #keep(key: string, score: SettledScore): void {
    if (score.status !== "unscored") {
      this.#kept.set(key, score);
    }
  }
}

function estimateBytes({ scoreBreakdown: { dimensions, checks } }: KeptScore): number {
  return ENTRY_BYTES + DIMENSION_BYTES * Object.keys(dimensions).length + CHECK_BYTES * checks.length;
}
