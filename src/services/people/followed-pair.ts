import { type JudgedPair, judgePair } from "../../domain/preference/merge-pair.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { StoppingRule } from "../../domain/stopping/decide-stop.ts";
import type { QuestionHistory, QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { Comparison } from "../scoring/comparison.ts";
import type { VoteWatcher } from "../voting/asking-board.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import type { HumanTerms } from "./human-terms.ts";
import {
  type CountedVotes,
  countVotes,
  fallbackOf,
  mergeComparison,
  NO_VOTES,
  voteCountOf,
  withEnd,
  worthOfBase,
} from "./merge-comparison.ts";

/** What a pair tells its desk, which owns the time, the board and the store. */
export interface FollowedPairEvents {
  /** The terms of its question are others from now on. */
  onTerms(terms: QuestionTerms): void;
  /** It is settled: the answer that the caller gets. Called once. */
  onSettled(first: Comparison): void;
  /** There is another answer than before. Never before it is settled, never after a final one. */
  onRevised(comparison: Comparison): void;
  /** Nothing can change it any more. Called once, after the final answer was told. */
  onOver(): void;
}

/** A pair to be decided. */
export interface PairToFollow {
  readonly question: Pick<QuestionRecord, "tenantId" | "questionId" | "expiresAt">;
  /** Whether the caller's A is the question's B. */
  readonly isSwapped: boolean;
  readonly human: HumanTerms;
  /** The answer without people. */
  readonly base: Comparison;
  /** When a waiting caller must have been settled; null: nobody waits. */
  readonly settleAt: number | null;
  /** The answer last given, where it was settled before; null: it was not. */
  readonly settled: Comparison | null;
}

/**
 * A comparison that people decide, from the asking to its last revision: settled once, at the first of a stop rule, the desk's word that the time is over or that nobody
 * is left, and the end of the question; revised by what comes later. It knows no clock and no store.
 */
export class FollowedPair implements VoteWatcher {
  readonly question: PairToFollow["question"];
  readonly human: HumanTerms;
  readonly #isSwapped: boolean;
  readonly #events: FollowedPairEvents;
  #settleAt: number | null;
  #base: Comparison;
  #votes = NO_VOTES;
  /** What the votes make of it; null: not asked yet, or let go of. Thousands wait for later votes, and few of them get any. */
  #judged: JudgedPair | null = null;
  /** The answer last given; null: not settled. */
  #given: Comparison | null;
  #isOver = false;

  constructor(pair: PairToFollow, events: FollowedPairEvents) {
    this.question = pair.question;
    this.human = pair.human;
    this.#isSwapped = pair.isSwapped;
    this.#events = events;
    this.#settleAt = pair.settleAt;
    this.#base = pair.base;
    this.#given = pair.settled;
  }

  get isSettled(): boolean {
    return this.#given !== null;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Of the votes that count by now. */
  get voteCount(): number {
    return voteCountOf(this.#votes);
  }

  /** The answer without people, as far as it is known. */
  get base(): Comparison {
    return this.#base;
  }

  /** The fallback's answer is there after all: it counts where the comparison is not settled yet. */
  takeFallback(base: Comparison): void {
    if (this.#given === null) {
      this.#base = base;
      this.#judge();
    }
  }

  /** The votes there are by now. */
  takeVotes(votes: readonly VoteRecord[]): void {
    const counted = this.#isOver ? this.#votes : countVotes(votes, this.#isSwapped);
    if (!isSame(counted, this.#votes)) {
      this.#votes = counted;
      this.#judge();
    }
  }

  /** The question's history is known: what the votes in it say counts before the question is put up. @returns the terms to put it up with; null where it need not be. */
  takeHistory(history: QuestionHistory): QuestionTerms | null {
    this.takeVotes(history.votes);
    return this.#isOver ? null : this.#terms();
  }

  /** The caller must be answered now. Does nothing where that was done. */
  settle(): void {
    if (this.#given === null) {
      this.#give(this.#judgement().stop !== null);
    }
  }

  /** The question's time is over: what there is now is final. */
  end(): void {
    if (!this.#isOver) {
      this.#give(true);
    }
  }

  #judge(): void {
    this.#judged = null;
    if (this.#judgement().stop !== null) {
      this.end();
      return;
    }
    if (this.#given !== null && hasOtherVotes(this.#given, this.#votes)) {
      this.#give(false);
    }
    this.#events.onTerms(this.#terms());
    if (this.isSettled) {
      this.#judged = null;
    }
  }

  #judgement(): JudgedPair {
    this.#judged ??= judgePair(this.#votes, fallbackOf(this.#base), stoppingRuleOf(this.human), worthOfBase(this.#base));
    return this.#judged;
  }

  #give(isFinal: boolean): void {
    const isFirst = this.#given === null;
    const answer = this.#answer(isFinal);
    this.#given = answer;
    this.#isOver = isFinal;
    this.#settleAt = null;
    if (isFirst) {
      this.#events.onSettled(answer);
    } else {
      this.#events.onRevised(answer);
    }
    if (isFinal) {
      this.#events.onOver();
    } else if (isFirst) {
      this.#events.onTerms(this.#terms());
      this.#judged = null;
    }
  }

  #answer(isFinal: boolean): Comparison {
    const given = this.#given;
    return given === null || hasOtherVotes(given, this.#votes)
      ? mergeComparison(this.#base, this.#votes, this.#judgement(), this.human, isFinal)
      : withEnd(given, isFinal);
  }

  #terms(): QuestionTerms {
    return {
      minVotes: this.human.minVotes,
      maxVotes: this.human.maxVotes,
      deadlineAt: this.#settleAt,
      expiresAt: this.question.expiresAt,
      value: this.#judgement().voteInformation,
    };
  }
}

function stoppingRuleOf({ minVotes, maxVotes, stopAt }: HumanTerms): StoppingRule {
  return { method: "anytime", stopAt, minVotes, maxVotes };
}

function isSame(one: CountedVotes, other: CountedVotes): boolean {
  const isWhole = one.a === other.a && one.b === other.b && one.tie === other.tie && one.bothBad === other.bothBad;
  return isWhole && saysSameOfDimensions(one, other);
}

function hasOtherVotes({ votes }: Comparison, other: CountedVotes): boolean {
  return votes.count !== voteCountOf(other) || !isSame(votes, other);
}

/** Nearly always neither has any. */
function saysSameOfDimensions(one: Pick<CountedVotes, "dimensions">, other: Pick<CountedVotes, "dimensions">): boolean {
  return one.dimensions === other.dimensions || canonicalJson(one.dimensions ?? {}) === canonicalJson(other.dimensions ?? {});
}
