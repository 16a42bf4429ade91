import type { SettledScore } from "./settle-evaluation.ts";

export interface ScoreCacheLimits {
  /** 0 switches the cache off. */
  readonly entriesMax: number;
  readonly bytesMax: number;
}

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
  readonly #kept = new Map<string, SettledScore>();
  readonly #underWay = new Map<string, Promise<SettledScore>>();
  #bytes = 0;
  #hits = 0;
  #misses = 0;

  constructor(limits: ScoreCacheLimits) {
    this.#limits = limits;
  }

  get isOn(): boolean {
    return this.#limits.entriesMax > 0;
  }

  get counts(): ScoreCacheCounts {
    return { hits: this.#hits, misses: this.#misses, entries: this.#kept.size, bytes: this.#bytes };
  }

  /** The answer that is kept under the key or under way, else the one that `answer` gives. Rejects where `answer` does. */
  async find(key: string, answer: () => Promise<SettledScore>): Promise<SettledScore> {
    const kept = this.#kept.get(key);
    if (kept) {
      this.#hits += 1;
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const underWay = this.#underWay.get(key);
    if (underWay) {
      const score = await underWay.catch(() => null);
      if (score && score.status !== "unscored") {
        this.#hits += 1;
        return score;
      }
    }
    return await this.#miss(key, answer);
  }

  async #miss(key: string, answer: () => Promise<SettledScore>): Promise<SettledScore> {
    this.#misses += 1;
    const own = answer();
    this.#underWay.set(key, own);
    try {
      const score = await own;
      if (score.status !== "unscored") {
        this.#keep(key, score);
      }
      return score;
    } finally {
      if (this.#underWay.get(key) === own) {
        this.#underWay.delete(key);
      }
    }
  }

  #keep(key: string, score: SettledScore): void {
    this.#drop(key);
    this.#kept.set(key, score);
    this.#bytes += estimateBytes(score);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limits.entriesMax && this.#bytes <= this.#limits.bytesMax) {
        return;
      }
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const score = this.#kept.get(key);
    if (score) {
      this.#kept.delete(key);
      this.#bytes -= estimateBytes(score);
    }
  }
}

function estimateBytes(score: SettledScore): number {
  if (score.status === "unscored") {
    return 0;
  }
  const { dimensions, checks } = score.scoreBreakdown;
  return ENTRY_BYTES + DIMENSION_BYTES * Object.keys(dimensions).length + CHECK_BYTES * checks.length;
}
