import { type MergedRatings, mergeRatings, ratingInformation } from "../../domain/preference/merge-ratings.ts";
import type { QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { Caller } from "../caller.ts";
import type { VoteWatcher } from "../voting/asking-board.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import type { HumanTerms } from "./human-terms.ts";
import type { RatingAsk, RatingVerdict } from "./people.ts";
import { PeopleWait } from "./people-wait.ts";
import type { PollingPorts } from "./polling-ports.ts";
import type { RateQuestion } from "./rate-question.ts";
import { settleAt } from "./settle-at.ts";

/** A rating's dealings with time, board and store from the asking to its verdict. What the store refuses is reported, and counts as not asked. */
export class RatingFollowing implements VoteWatcher {
  readonly #ports: PollingPorts;
  readonly #requestId: string;
  readonly #ask: RatingAsk;
  readonly #question: QuestionRecord;
  /** When the caller is settled, milliseconds since 1970. */
  readonly #until: number;
  readonly #onVerdict: (verdict: RatingVerdict | null) => void;
  readonly #wait: PeopleWait;
  #verdict: RatingVerdict | null = null;
  #isOver = false;

  /** @param onVerdict is called once, with null where nobody rated it. */
  constructor(
    ports: PollingPorts,
    { tenantId, requestId }: Caller,
    ask: RatingAsk,
    asked: RateQuestion,
    deadlineAt: number,
    onVerdict: (verdict: RatingVerdict | null) => void,
  ) {
    const { audience, mode, minVotes, ttlMs } = ask.human;
    const createdAt = ports.clock.now();
    const expiresAt = createdAt + ttlMs;
    this.#ports = ports;
    this.#requestId = requestId;
    this.#ask = ask;
    this.#onVerdict = onVerdict;
    this.#question = { tenantId, ...asked, audience, createdAt, expiresAt };
    this.#until = settleAt(ports.deadlines, deadlineAt);
    this.#wait = new PeopleWait(
      ports,
      {
        tenantId,
        audience,
        canDoWithout: () => mode === "auto" || (this.#verdict?.voteCount ?? 0) >= minVotes,
        until: Math.min(this.#until, expiresAt),
        doneWith: () => ports.asked.doneWith(this.#question.questionId),
        isThinking: () => false,
      },
      () => this.#finish(),
    );
  }

  /** Puts the question up. */
  begin(): void {
    void this.#putUp();
  }

  takeVotes(votes: readonly VoteRecord[]): void {
    if (this.#isOver) {
      return;
    }
    const ratings = votes.flatMap(({ answer }) => (answer.kind === "rate" ? [answer.ratings] : []));
    const merged = mergeRatings(this.#ask, ratings, this.#ask.worthVotes);
    this.#verdict = ratings.length === 0 ? null : { ...merged, voteCount: ratings.length };
    if (isEnough(this.#ask.human, ratings.length, merged)) {
      this.#finish();
    } else {
      this.#ports.asked.change(this, this.#question.questionId, this.#termsAfter(ratings.length));
    }
  }

  async #putUp(): Promise<void> {
    const { asked, opener, reportFault } = this.#ports;
    try {
      const history = await opener.open(this.#question);
      // What was said before may be enough: then it is not put up again.
      this.takeVotes(history.votes);
      if (!this.#isOver) {
        this.takeVotes(asked.join(this, this.#question, history, this.#termsAfter(history.votes.length)));
        this.#wait.takeHistory(history);
      }
    } catch (fault) {
      reportFault(fault, this.#requestId);
      this.#finish();
    }
  }

  #finish(): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#wait.callOff();
      this.#ports.asked.leave(this, this.#question.questionId);
      this.#onVerdict(this.#verdict);
    }
  }

  /** What is wanted of people when so many have rated it. */
  #termsAfter(count: number): QuestionTerms {
    const { human, worthVotes } = this.#ask;
    return {
      minVotes: human.minVotes,
      maxVotes: human.maxVotes,
      deadlineAt: this.#until,
      expiresAt: this.#question.expiresAt,
      value: ratingInformation(count, worthVotes),
    };
  }
}

function isEnough({ minVotes, maxVotes, stopAt }: HumanTerms, count: number, { confidence }: MergedRatings): boolean {
  return count >= maxVotes || (count >= minVotes && confidence >= stopAt);
}
