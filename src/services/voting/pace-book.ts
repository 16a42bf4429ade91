import { fitVotePace, USUAL_PACE, type VotePace } from "../../domain/dispatch/vote-pace.ts";
import { BoundedCache } from "../bounded-cache.ts";

/** Votes of one annotator that their pace is read from: the last ones. */
const OWN_VOTES_KEPT = 32;
/** Votes of everybody that the pool's pace is read from. */
const ALL_VOTES_KEPT = 256;
const ANNOTATORS_KEPT_MAX = 20_000;

/** The last numbers of a series, and what was made of them. */
class LastOnes<T> {
  readonly #values: number[] = [];
  readonly #max: number;
  readonly #read: (values: readonly number[]) => T;
  #next = 0;
  #unread = 0;
  #result: T | null = null;

  constructor(max: number, read: (values: readonly number[]) => T) {
    this.#max = max;
    this.#read = read;
  }

  add(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % this.#max;
    this.#unread += 1;
  }

  /** What the values say. Read anew where a sixteenth of them is new: they are asked for far more often than they change by much. */
  result(): T {
    if (this.#result === null || this.#unread * 16 >= this.#values.length) {
      this.#result = this.#read(this.#values);
      this.#unread = 0;
    }
    return this.#result;
  }
}

/** How fast each annotator votes, and all together. */
export class PaceBook {
  readonly #pool = new LastOnes<VotePace>(ALL_VOTES_KEPT, (multiples) => fitVotePace(multiples, USUAL_PACE));
  readonly #seconds = new LastOnes<number | null>(ALL_VOTES_KEPT, medianOf);
  readonly #own = new BoundedCache<string, LastOnes<VotePace>>(ANNOTATORS_KEPT_MAX);

  /** Notes a vote that took so many seconds on a question of so many nominal ones. */
  voted(annotatorId: string, seconds: number, nominalSeconds: number): void {
    const multiple = Math.max(seconds, 0.05) / nominalSeconds;
    this.#pool.add(multiple);
    this.#seconds.add(seconds);
    let own = this.#own.find(annotatorId);
    if (own === undefined) {
      own = new LastOnes(OWN_VOTES_KEPT, (multiples) => fitVotePace(multiples, this.pool()));
      this.#own.set(annotatorId, own);
    }
    own.add(multiple);
  }

  /** The pool's pace for somebody who has not voted yet. */
  of(annotatorId: string): VotePace {
    return this.#own.find(annotatorId)?.result() ?? this.pool();
  }

  /** The pace of all votes of late. */
  pool(): VotePace {
    return this.#pool.result();
  }

  /** Of all votes of late; null: nobody has voted. */
  medianSeconds(): number | null {
    return this.#seconds.result();
  }
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [below, above] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}
