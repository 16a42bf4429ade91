import { assertInvariant } from "../../domain/assert.ts";
import { nextPairs } from "../../domain/pairing/next-pairs.ts";
import type { CandidatePair } from "../../domain/pairing/spanning-pairs.ts";
import { type GroupVote, type JudgedGroup, judgeGroup } from "../../domain/preference/judge-group.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import type { CompareQuestion } from "./compare-question.ts";
import type { HumanTerms } from "./human-terms.ts";
import type { GroupVerdict } from "./people.ts";

/** A pair of the group that people are asked about. */
export interface GroupPair extends CandidatePair {
  readonly question: CompareQuestion;
}

/** What a poll tells its desk, which owns the time, the board and the store. */
export interface GroupPollEvents {
  /** The pair is to be put up. Called once a pair. */
  readonly onAsk: (pair: GroupPair, terms: QuestionTerms) => void;
  readonly onTerms: (pair: GroupPair, terms: QuestionTerms) => void;
  /** Votes on the pair are wanted no more. */
  readonly onDrop: (pair: GroupPair) => void;
  /** Votes would tell next to nothing, or as many came as were wanted. */
  readonly onEnough: () => void;
}

export interface GroupToPoll {
  /** The fallback's, 0..1. */
  readonly rewards: readonly number[];
  readonly human: HumanTerms;
  /** When the caller must be answered, and when the questions end. */
  readonly settleAt: number;
  readonly expiresAt: number;
  /** The question that two candidates are; null: people would see the same twice. */
  readonly questionOf: (pair: CandidatePair) => CompareQuestion | null;
}

/** A vote that tells less than that about a pair, in nats, is not asked for. */
const INFORMATION_MIN = 0.01;

/**
 * The votes on a group's pairs: which pairs are put to people, one after another by what a vote would tell, and what the votes make of the group. A pair stays up until it
 * has the votes that every pair needs; then the next one takes its place. Knows no clock and no store.
 */
export class GroupPoll {
  readonly #group: GroupToPoll;
  readonly #events: GroupPollEvents;
  readonly #questions = new Map<string, CompareQuestion | null>();
  /** Pairs that are up. */
  readonly #asked = new Map<string, GroupPair>();
  readonly #votes = new Map<string, readonly GroupVote[]>();
  #judged: JudgedGroup;

  constructor(group: GroupToPoll, events: GroupPollEvents) {
    this.#group = group;
    this.#events = events;
    this.#judged = judgeGroup(group.rewards, []);
  }

  /** Asks the first pairs. */
  start(): void {
    this.#choose();
  }

  get voteCount(): number {
    return this.#allVotes().length;
  }

  /** The votes on a pair that is up, all there are by now. */
  takeVotes(pair: GroupPair, votes: readonly VoteRecord[]): void {
    const key = keyOf(pair);
    if (this.wants(pair) && votes.length !== (this.#votes.get(key)?.length ?? 0)) {
      this.#votes.set(
        key,
        votes.flatMap((vote) => toGroupVote(pair, vote) ?? []),
      );
      this.#judged = judgeGroup(this.#group.rewards, this.#allVotes());
      this.#choose();
    }
  }

  /** Whether votes on the pair are still wanted. */
  wants(pair: GroupPair): boolean {
    return this.#asked.get(keyOf(pair)) === pair;
  }

  /** What the votes make of the group; null where there are none. */
  verdict(): GroupVerdict | null {
    const { voteCount } = this;
    const { shares, peopleWeight } = this.#judged;
    return voteCount === 0 ? null : { shares, voteCount, peopleWeight };
  }

  /** Takes all pairs down. */
  end(): void {
    for (const pair of [...this.#asked.values()]) {
      this.#drop(pair);
    }
  }

  #choose(): void {
    const { minVotes, maxVotes } = this.#group.human;
    const wanted = nextPairs(this.#judged.posterior, (pair) => this.#canAsk(pair), INFORMATION_MIN);
    const isSpent = this.voteCount >= maxVotes * Math.max(1, this.#group.rewards.length - 1);
    if (wanted.length === 0 || isSpent) {
      this.#events.onEnough();
      return;
    }
    const wantedKeys = new Set(wanted.map(keyOf));
    for (const [key, pair] of [...this.#asked]) {
      if (!wantedKeys.has(key) && this.#countOf(key) >= minVotes) {
        this.#drop(pair);
      }
    }
    for (const { first, second, information } of wanted) {
      this.#want({ first, second }, information);
    }
  }

  #want(candidates: CandidatePair, information: number): void {
    const key = keyOf(candidates);
    const known = this.#asked.get(key);
    if (known !== undefined) {
      this.#events.onTerms(known, this.#terms(information));
      return;
    }
    const question = this.#questionOf(candidates);
    assertInvariant(question !== null, "a pair that is wanted can be asked");
    const pair = { ...candidates, question };
    this.#asked.set(key, pair);
    this.#events.onAsk(pair, this.#terms(information));
  }

  #drop(pair: GroupPair): void {
    this.#asked.delete(keyOf(pair));
    this.#events.onDrop(pair);
  }

  #canAsk(pair: CandidatePair): boolean {
    return this.#countOf(keyOf(pair)) < this.#group.human.maxVotes && this.#questionOf(pair) !== null;
  }

  #questionOf(pair: CandidatePair): CompareQuestion | null {
    const key = keyOf(pair);
    const known = this.#questions.get(key);
    if (known !== undefined) {
      return known;
    }
    const question = this.#group.questionOf(pair);
    this.#questions.set(key, question);
    return question;
  }

  #countOf(key: string): number {
    return this.#votes.get(key)?.length ?? 0;
  }

  #allVotes(): readonly GroupVote[] {
    return [...this.#votes.values()].flat();
  }

  #terms(information: number): QuestionTerms {
    const { human, settleAt, expiresAt } = this.#group;
    return { minVotes: human.minVotes, maxVotes: human.maxVotes, deadlineAt: settleAt, expiresAt, value: information };
  }
}

function keyOf({ first, second }: CandidatePair): string {
  return `${first}/${second}`;
}

/** A vote on a compare question in terms of the group's candidates. */
function toGroupVote({ first, second, question }: GroupPair, { answer }: VoteRecord): GroupVote | null {
  if (answer.kind !== "compare") {
    return null;
  }
  const { choice } = answer;
  const isDecided = choice === "a" || choice === "b";
  return {
    left: first,
    right: second,
    choice: !isDecided ? "tie" : (choice === "a") !== question.isSwapped ? "left" : "right",
  };
}
