import { nextPairs } from "../../domain/pairing/next-pairs.ts";
import type { CandidatePair } from "../../domain/pairing/spanning-pairs.ts";
import type { FallbackWorth } from "../../domain/preference/fallback-worth.ts";
import { GROUP_VOTE_WEIGHT, type GroupVote, type JudgedGroup, judgeGroup } from "../../domain/preference/judge-group.ts";
import type { VoteRecord } from "../../ports/question-store.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import type { CandidateLooks } from "./candidate-looks.ts";
import type { CompareQuestion } from "./compare-question.ts";
import type { HumanTerms } from "./human-terms.ts";
import type { GroupVerdict } from "./people.ts";

/** Two looks of the group that people are asked about. */
export interface GroupPair extends CandidatePair {
  readonly question: CompareQuestion;
}

/** What a poll tells its desk, which owns the time, the board and the store. */
export interface GroupPollEvents {
  /** The pair is to be put up, and stays up to the end. Called once a pair. */
  onAsk(pair: GroupPair): void;
  /** The terms of the pair's question are others from now on. */
  onTerms(pair: GroupPair): void;
  /** Votes would tell next to nothing, or as many came as were wanted, or nothing can be asked. */
  onEnough(): void;
}

export interface GroupToPoll {
  /** Where the fallback places each candidate on the scale of rewards. */
  readonly rewards: readonly number[];
  readonly worth: FallbackWorth;
  /** What people see of the candidates: pairs are pairs of looks. */
  readonly looks: CandidateLooks;
  readonly human: Pick<HumanTerms, "minVotes" | "maxVotes">;
  /** When the caller must be answered, and when the questions end. */
  readonly settleAt: number;
  readonly expiresAt: number;
  /** The question that two looks are. */
  readonly questionOf: (pair: CandidatePair) => CompareQuestion;
}

/** A pair that was asked about. */
interface AskedPair {
  readonly pair: GroupPair;
  votes: readonly VoteRecord[];
  /** Votes it had when it was last chosen: with another one it has to stand up to the other pairs again. */
  votesWhenChosen: number;
  /** What one more vote on it is expected to tell, in nats; null: it is not wanted now. */
  information: number | null;
}

/** A vote that tells less than that about a pair, in nats, is not asked for once the least number of votes is in. */
const INFORMATION_MIN = 0.01;

/**
 * The votes on a group's pairs: which pairs are before people, by what a vote on each would tell, and what the votes make of the group. As many pairs are wanted at a time as connect all candidates; each stays
 * wanted until it gets a vote. What is no longer wanted is handed to nobody, but votes that were under way count. Knows no clock and no store.
 */
export class GroupPoll {
  readonly #group: GroupToPoll;
  readonly #events: GroupPollEvents;
  readonly #asked = new Map<string, AskedPair>();
  /** Pairs whose question could not be kept. */
  readonly #lost = new Set<string>();
  /** Null: there are other votes than when it was judged last. */
  #judged: JudgedGroup | null;

  constructor(group: GroupToPoll, events: GroupPollEvents) {
    this.#group = group;
    this.#events = events;
    this.#judged = this.#judgeBy([]);
  }

  /** The votes on a pair, all there are by now; they tell in the next review. */
  takeVotes(pair: GroupPair, votes: readonly VoteRecord[]): void {
    const asked = this.#asked.get(keyOf(pair));
    if (asked !== undefined && !isSame(asked.votes, votes)) {
      asked.votes = votes;
      this.#judged = null;
    }
  }

  /** The pair's question cannot be put up. */
  lose(pair: GroupPair): void {
    const key = keyOf(pair);
    this.#asked.delete(key);
    this.#lost.add(key);
    this.#judged = null;
    // The others fare as this one did, most likely: nothing is put up in its place before there is a vote.
    if (this.#wanted().length === 0) {
      this.#events.onEnough();
    }
  }

  /** Chooses the pairs that votes are wanted on, the first ones and the next. */
  review(): void {
    const { minVotes, maxVotes } = this.#group.human;
    const { voteCount: count } = this;
    const isSpent = count >= maxVotes * Math.max(1, this.#group.looks.shown.length - 1);
    const chosen = isSpent
      ? []
      : nextPairs(this.#judge().posterior, {
          underWay: this.#wanted().flatMap(({ pair, votes, votesWhenChosen }) => (votes.length > votesWhenChosen ? [] : [pair])),
          canAsk: (pair) => this.#canAsk(pair),
          informationMin: count < minVotes ? 0 : INFORMATION_MIN,
        });
    if (chosen.length === 0) {
      this.#events.onEnough();
      return;
    }
    const informationOf = new Map(chosen.map((pair) => [keyOf(pair), pair.information]));
    for (const [key, asked] of this.#asked) {
      this.#change(asked, informationOf.get(key) ?? null);
    }
    for (const pair of chosen) {
      if (!this.#asked.has(keyOf(pair))) {
        this.#ask(pair, pair.information);
      }
    }
  }

  /** What is wanted of a pair now. */
  termsOf(pair: GroupPair): QuestionTerms {
    const { human, settleAt, expiresAt } = this.#group;
    const information = this.#asked.get(keyOf(pair))?.information ?? null;
    return information === null
      ? { minVotes: 0, maxVotes: 0, deadlineAt: settleAt, expiresAt, value: 0 }
      : {
          minVotes: human.minVotes,
          maxVotes: human.maxVotes,
          deadlineAt: settleAt,
          expiresAt,
          value: information * GROUP_VOTE_WEIGHT,
        };
  }

  /** The pairs on which votes are wanted now. */
  wantedPairs(): readonly GroupPair[] {
    return this.#wanted().map(({ pair }) => pair);
  }

  /** Of the votes on all pairs. */
  get voteCount(): number {
    return this.#votes().length;
  }

  /** What the votes make of the group; null where there are none. */
  verdict(): GroupVerdict | null {
    const { voteCount } = this;
    const { shares, peopleWeight } = this.#judge();
    return voteCount === 0 ? null : { shares, voteCount, peopleWeight };
  }

  #ask({ first, second }: CandidatePair, information: number): void {
    const pair: GroupPair = { first, second, question: this.#group.questionOf({ first, second }) };
    this.#asked.set(keyOf(pair), { pair, votes: [], votesWhenChosen: 0, information });
    this.#events.onAsk(pair);
  }

  #change(asked: AskedPair, information: number | null): void {
    const { information: before } = asked;
    asked.information = information;
    asked.votesWhenChosen = asked.votes.length;
    if (information !== before) {
      this.#events.onTerms(asked.pair);
    }
  }

  #canAsk(pair: CandidatePair): boolean {
    const key = keyOf(pair);
    const { shown } = this.#group.looks;
    const isRoom = (this.#asked.get(key)?.votes.length ?? 0) < this.#group.human.maxVotes;
    return isRoom && shown[pair.first] != null && shown[pair.second] != null && !this.#lost.has(key);
  }

  #wanted(): readonly AskedPair[] {
    return [...this.#asked.values()].filter(({ information }) => information !== null);
  }

  #votes(): readonly GroupVote[] {
    return [...this.#asked.values()].flatMap(({ pair, votes }) => votes.flatMap((vote) => toGroupVote(pair, vote) ?? []));
  }

  #judge(): JudgedGroup {
    this.#judged ??= this.#judgeBy(this.#votes());
    return this.#judged;
  }

  #judgeBy(votes: readonly GroupVote[]): JudgedGroup {
    const { rewards, worth, looks } = this.#group;
    return judgeGroup(rewards, votes, worth, looks.lookOf);
  }
}

function keyOf({ first, second }: CandidatePair): string {
  return `${first}/${second}`;
}

/** A vote that was revised is another object. */
function isSame(known: readonly VoteRecord[], votes: readonly VoteRecord[]): boolean {
  return known.length === votes.length && known.every((vote, index) => vote === votes[index]);
}

/** A vote on a compare question in terms of the group's looks. */
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
