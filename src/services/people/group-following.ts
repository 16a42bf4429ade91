import { assertInvariant } from "../../domain/assert.ts";
import type { CandidatePair } from "../../domain/pairing/spanning-pairs.ts";
import type { QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { Caller } from "../caller.ts";
import { toOpinionRecords } from "../evidence/to-opinion-records.ts";
import { heardOfBoth } from "../scoring/heard-of.ts";
import type { VoteWatcher } from "../voting/asking-board.ts";
import { type CandidateLooks, candidateLooks } from "./candidate-looks.ts";
import { type CompareQuestion, toCompareQuestion } from "./compare-question.ts";
import { type GroupPair, GroupPoll, type GroupPollEvents } from "./group-poll.ts";
import type { GroupAsk, GroupVerdict } from "./people.ts";
import { PeopleWait } from "./people-wait.ts";
import type { PollingPorts } from "./polling-ports.ts";
import { settleAt } from "./settle-at.ts";

/** A group's dealings with time, board and store from the asking to its verdict. What the store refuses is reported, and counts as not asked. */
export class GroupFollowing implements GroupPollEvents {
  readonly #ports: PollingPorts;
  readonly #caller: Caller;
  readonly #ask: GroupAsk;
  readonly #looks: CandidateLooks;
  readonly #createdAt: number;
  readonly #expiresAt: number;
  readonly #poll: GroupPoll;
  readonly #onVerdict: (verdict: GroupVerdict | null) => void;
  readonly #wait: PeopleWait;
  readonly #joined = new Map<GroupPair, VoteWatcher>();
  #isOver = false;
  #isReviewDue = false;

  /** @param onVerdict is called once, with null where nobody voted. */
  constructor(
    ports: PollingPorts,
    caller: Caller,
    ask: GroupAsk,
    deadlineAt: number,
    onVerdict: (verdict: GroupVerdict | null) => void,
  ) {
    const { human, candidates, worth } = ask;
    this.#ports = ports;
    this.#caller = caller;
    this.#ask = ask;
    this.#looks = candidateLooks(ask);
    this.#onVerdict = onVerdict;
    this.#createdAt = ports.clock.now();
    this.#expiresAt = this.#createdAt + human.ttlMs;
    const until = settleAt(ports.deadlines, deadlineAt);
    this.#poll = new GroupPoll(
      {
        rewards: candidates.map(({ reward }) => reward),
        worth,
        looks: this.#looks,
        human,
        settleAt: until,
        expiresAt: this.#expiresAt,
        questionOf: (pair) => this.#toQuestion(pair),
      },
      this,
    );
    this.#wait = new PeopleWait(
      ports,
      {
        tenantId: caller.tenantId,
        audience: human.audience,
        canDoWithout: () => human.mode === "auto" || this.#poll.voteCount >= human.minVotes,
        until: Math.min(until, this.#expiresAt),
        doneWith: () => inAll(this.#poll.wantedPairs().map(({ question }) => ports.asked.doneWith(question.questionId))),
        isThinking: () => false,
      },
      () => this.#finish(),
    );
  }

  /** Puts the first pairs up. */
  begin(): void {
    this.#poll.review();
  }

  onAsk(pair: GroupPair): void {
    void this.#putUp(pair);
  }

  onTerms(pair: GroupPair): void {
    const asker = this.#joined.get(pair);
    if (asker !== undefined) {
      this.#ports.asked.change(asker, pair.question.questionId, this.#poll.termsOf(pair));
    }
  }

  onEnough(): void {
    this.#finish();
  }

  #finish(): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#wait.callOff();
      for (const [pair, asker] of this.#joined) {
        this.#ports.asked.leave(asker, pair.question.questionId);
      }
      this.#onVerdict(this.#poll.verdict());
    }
  }

  async #putUp(pair: GroupPair): Promise<void> {
    const { asked, opener, reportFault } = this.#ports;
    const { tenantId, requestId } = this.#caller;
    const { questionId, content } = pair.question;
    const { audience } = this.#ask.human;
    const question: QuestionRecord = {
      tenantId,
      questionId,
      content,
      audience,
      createdAt: this.#createdAt,
      expiresAt: this.#expiresAt,
    };
    try {
      const history = await opener.open(question);
      if (!this.#isOver) {
        const asker: VoteWatcher = { takeVotes: (votes) => this.#takeVotes(pair, votes) };
        this.#joined.set(pair, asker);
        this.#keepOpinions(pair);
        const votes = asked.join(asker, question, history, this.#poll.termsOf(pair));
        if (votes.length > 0) {
          this.#takeVotes(pair, votes);
        }
      }
    } catch (fault) {
      reportFault(fault, requestId);
      if (!this.#isOver) {
        this.#poll.lose(pair);
      }
    }
  }

  #takeVotes(pair: GroupPair, votes: readonly VoteRecord[]): void {
    this.#poll.takeVotes(pair, votes);
    if (!this.#isReviewDue) {
      this.#isReviewDue = true;
      // Pairs that are opened together bring their votes together: the group is weighed once.
      queueMicrotask(() => {
        this.#isReviewDue = false;
        if (!this.#isOver) {
          this.#poll.review();
          this.#wait.look();
        }
      });
    }
  }

  /** What the fallback's sources said of two of the candidates. */
  #keepOpinions({ first, second, question: { questionId, isSwapped } }: GroupPair): void {
    const { collectionSlug, scenarioSlug } = this.#ask;
    const { opinionKeeper, clock } = this.#ports;
    const { tenantId } = this.#caller;
    const heard = heardOfBoth(this.#candidateOf(first)?.heard ?? [], this.#candidateOf(second)?.heard ?? []);
    const asked = { tenantId, questionId, collectionSlug, scenarioSlug, inclusionProbability: 1, askedAt: clock.now() };
    opinionKeeper.keep(asked, toOpinionRecords(asked, isSwapped, heard));
  }

  #toQuestion({ first, second }: CandidatePair): CompareQuestion {
    const { scenarioTitle, opening, human } = this.#ask;
    const responseA = this.#candidateOf(first)?.messages ?? [];
    const responseB = this.#candidateOf(second)?.messages ?? [];
    const pair = { scenarioTitle, opening, responseA, responseB, dimensions: [], human };
    const question = toCompareQuestion(this.#ports.sha256Hex, this.#caller.tenantId, pair);
    assertInvariant(question !== null, "candidates that look alike are not compared");
    return question;
  }

  /** The first candidate of a look stands for all of it. */
  #candidateOf(look: number): GroupAsk["candidates"][number] | undefined {
    return this.#ask.candidates[this.#looks.shown[look] ?? -1];
  }
}

/** Who is in all of the sets. */
function inAll([first, ...others]: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  return new Set([...(first ?? [])].filter((one) => others.every((other) => other.has(one))));
}
