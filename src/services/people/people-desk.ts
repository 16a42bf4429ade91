import { nominalSeconds } from "../../domain/dispatch/nominal-seconds.ts";
import type { AnyContent } from "../../domain/questions/question.ts";
import type { Caller } from "../caller.ts";
import type { Comparison } from "../scoring/comparison.ts";
import type { ServicePorts } from "../service-ports.ts";
import { type CompareQuestion, toCompareQuestion } from "./compare-question.ts";
import { GROUP_CANDIDATES_MAX } from "./group-candidates-max.ts";
import { HeldAnswers } from "./held-answers.ts";
import type { HumanTerms } from "./human-terms.ts";
import { answerWithoutPeople } from "./merge-comparison.ts";
import { PairDesk, type PairDeskPorts } from "./pair-desk.ts";
import type { GroupAsk, GroupVerdict, PairAsk, People, RatingAsk, RatingVerdict } from "./people.ts";
import type { PollingPorts } from "./polling-ports.ts";
import { toRateQuestion } from "./rate-question.ts";
import { settleAt } from "./settle-at.ts";
import { settleGroup } from "./settle-group.ts";
import { settleRating } from "./settle-rating.ts";

/** What the desk needs of the world. */
export type PeopleDeskPorts = Omit<PairDeskPorts, "held"> & Pick<ServicePorts, "sha256Hex">;

/** `auto` waits for people where at least this share of a vote may be expected before the deadline. */
const WORTH_WAITING_VOTES = 0.25;
/** Comparisons that are followed at a time; more are answered without people. */
const FOLLOWED_MAX = 50_000;

/** Live people as a source of evidence: decides whether they are asked. */
export class PeopleDesk implements People {
  readonly #ports: PeopleDeskPorts & PollingPorts;
  readonly #held: HeldAnswers;
  readonly #pairs: PairDesk;

  constructor(ports: PeopleDeskPorts) {
    this.#held = new HeldAnswers(ports.deadlines);
    this.#ports = { ...ports, held: this.#held };
    this.#pairs = new PairDesk({ ...ports, held: this.#held });
  }

  areThere(audience: string): boolean {
    return this.#ports.pool.isLive(audience);
  }

  settlePair(caller: Caller, ask: PairAsk, wantedBy: number): Promise<Comparison> {
    const { human } = ask;
    const deadlineAt = this.#held.bound(wantedBy);
    this.#ports.deadlines.catchUp();
    if (human.mode === "off" || (human.mode === "auto" && !this.#ports.pool.isLive(human.audience, caller.tenantId))) {
      return this.#answerAlone(ask, "off", deadlineAt);
    }
    const question = toCompareQuestion(this.#ports.sha256Hex, caller.tenantId, ask);
    if (question === null) {
      // Whoever saw the same on both sides could say nothing that the fallback does not.
      return this.#answerAlone(ask, "off", deadlineAt);
    }
    return this.#isWorthAsking(caller.tenantId, question, human, deadlineAt)
      ? this.#pairs.ask(caller, ask, question, deadlineAt)
      : this.#answerAlone(ask, human.mode, deadlineAt);
  }

  async settleGroup(caller: Caller, ask: GroupAsk, wantedBy: number): Promise<GroupVerdict | null> {
    const { candidates, human } = ask;
    const deadlineAt = this.#held.bound(wantedBy);
    const canBeAsked = candidates.length >= 2 && candidates.length <= GROUP_CANDIDATES_MAX;
    // Which pairs will be asked about is not known yet: they are taken to be as long as other questions.
    return canBeAsked && this.#isWorthWaiting(caller.tenantId, human, null, deadlineAt)
      ? await settleGroup(this.#ports, caller, ask, deadlineAt)
      : null;
  }

  async settleRating(caller: Caller, ask: RatingAsk, wantedBy: number): Promise<RatingVerdict | null> {
    const deadlineAt = this.#held.bound(wantedBy);
    const question = toRateQuestion(this.#ports.sha256Hex, caller.tenantId, ask);
    return this.#isWorthWaiting(caller.tenantId, ask.human, question.content, deadlineAt)
      ? await settleRating(this.#ports, caller, ask, question, deadlineAt)
      : null;
  }

  /** Goes on with what a restart left unfinished. Rejects with what the store throws. */
  async resume(): Promise<void> {
    await this.#pairs.resume();
  }

  /** The server leaves: every caller who waits, and every one to come, is answered by then with what there is, as if the budget ran out, never later than without this. */
  leaveAt(at: number): void {
    this.#held.leaveAt(at);
  }

  /** Whether people have to answer, have answered already, or may still change the answer before the deadline. */
  #isWorthAsking(tenantId: string, { questionId, content }: CompareQuestion, human: HumanTerms, deadlineAt: number): boolean {
    return (
      this.#pairs.followed < FOLLOWED_MAX &&
      (this.#ports.board.votesOf(questionId).length > 0 || this.#isWorthWaiting(tenantId, human, content, deadlineAt))
    );
  }

  /** Whether people have to answer, or enough votes may be expected before the deadline. @param content of the question; null: not known yet. */
  #isWorthWaiting(tenantId: string, { mode, audience }: HumanTerms, content: AnyContent | null, deadlineAt: number): boolean {
    const { board, pool, clock, opener, deadlines } = this.#ports;
    if (mode !== "auto") {
      return mode === "require";
    }
    const timeLeftMs = settleAt(deadlines, deadlineAt) - clock.now();
    if (timeLeftMs <= 0) {
      return false;
    }
    // Those that are about to be put up will share the annotators too.
    const crowding = (board.size + 1) / (board.size + 1 + opener.opening);
    const seconds = content === null ? null : nominalSeconds(content);
    return pool.expectVotes(audience, timeLeftMs, tenantId, seconds) * crowding >= WORTH_WAITING_VOTES;
  }

  /** The answer that needs nobody, as soon as it is there. */
  #answerAlone({ comparison, later, human }: PairAsk, mode: HumanTerms["mode"], deadlineAt: number): Promise<Comparison> {
    const answer = (base: Comparison) => answerWithoutPeople(base, { mode, minVotes: human.minVotes });
    if (later === null) {
      return Promise.resolve(answer(comparison));
    }
    return new Promise((resolve) => {
      const deadline = this.#held.hold(deadlineAt, () => resolve(answer(comparison)));
      const give = (base: Comparison) => {
        deadline.takeBack();
        resolve(answer(base));
      };
      later.then(give, () => give(comparison));
    });
  }
}
