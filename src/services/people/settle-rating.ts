import { type MergedRatings, mergeRatings, ratingInformation } from "../../domain/preference/merge-ratings.ts";
import type { QuestionRecord, VoteRecord } from "../../ports/question-store.ts";
import type { Caller } from "../caller.ts";
import type { QuestionTerms } from "../voting/question-terms.ts";
import type { HumanTerms } from "./human-terms.ts";
import type { RatingAsk, RatingVerdict } from "./people.ts";
import { PeopleWait } from "./people-wait.ts";
import type { PollingPorts } from "./polling-ports.ts";
import { toRateQuestion } from "./rate-question.ts";
import { settleAt } from "./settle-at.ts";

/**
 * Has people rate a conversation and resolves with what model and ratings make of it: when that is sure enough, when as many have rated as were wanted, when nobody is left, or at the deadline.
 * Null where nobody rated it. Never rejects: what the store refuses is reported, and counts as not asked.
 */
export function settleRating(
  ports: PollingPorts,
  caller: Caller,
  ask: RatingAsk,
  deadlineAt: number,
): Promise<RatingVerdict | null> {
  const { human } = ask;
  const { tenantId, requestId } = caller;
  const createdAt = ports.clock.now();
  const expiresAt = createdAt + human.ttlMs;
  const until = settleAt(ports.deadlines, deadlineAt);
  const { questionId, content } = toRateQuestion(ports.sha256Hex, tenantId, ask);
  const question: QuestionRecord = { tenantId, questionId, content, audience: human.audience, createdAt, expiresAt };
  return new Promise((resolve) => {
    let verdict: RatingVerdict | null = null;
    let isOver = false;
    const asker = {
      takeVotes: (votes: readonly VoteRecord[]) => {
        if (isOver) {
          return;
        }
        const ratings = votes.flatMap(({ answer }) => (answer.kind === "rate" ? [answer.ratings] : []));
        const merged = mergeRatings(ask, ratings, ask.worthVotes);
        verdict = ratings.length === 0 ? null : { ...merged, voteCount: ratings.length };
        if (isEnough(human, ratings.length, merged)) {
          finish();
        } else {
          ports.asked.change(asker, questionId, termsOf(ratings.length));
        }
      },
    };
    const termsOf = (count: number): QuestionTerms => ({
      minVotes: human.minVotes,
      maxVotes: human.maxVotes,
      deadlineAt: until,
      expiresAt,
      value: ratingInformation(count, ask.worthVotes),
    });
    const finish = () => {
      if (!isOver) {
        isOver = true;
        wait.callOff();
        ports.asked.leave(asker, questionId);
        resolve(verdict);
      }
    };
    const wait = new PeopleWait(
      ports,
      {
        tenantId,
        audience: human.audience,
        canDoWithout: human.mode === "auto",
        until: Math.min(until, expiresAt),
        doneWith: () => ports.asked.doneWith(questionId),
      },
      finish,
    );
    ports.opener.open(question).then(
      (history) => {
        // What was said before may be enough: then it is not put up again.
        asker.takeVotes(history.votes);
        if (!isOver) {
          asker.takeVotes(ports.asked.join(asker, question, history, termsOf(history.votes.length)));
        }
      },
      (fault: unknown) => {
        ports.reportFault(fault, requestId);
        finish();
      },
    );
  });
}

function isEnough({ minVotes, maxVotes, stopAt }: HumanTerms, count: number, { confidence }: MergedRatings): boolean {
  return count >= maxVotes || (count >= minVotes && confidence >= stopAt);
}
