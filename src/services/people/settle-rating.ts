import type { Caller } from "../caller.ts";
import type { RatingAsk, RatingVerdict } from "./people.ts";
import type { PollingPorts } from "./polling-ports.ts";
import type { RateQuestion } from "./rate-question.ts";
import { RatingFollowing } from "./rating-following.ts";

/**
 * Has people rate a conversation and resolves with what model and ratings make of it: when that is sure enough, when as many have rated as were wanted, when nobody is left, or at the deadline.
 * Null where nobody rated it. Never rejects: what the store refuses is reported, and counts as not asked.
 */
export function settleRating(
  ports: PollingPorts,
  caller: Caller,
  ask: RatingAsk,
  asked: RateQuestion,
  deadlineAt: number,
): Promise<RatingVerdict | null> {
  return new Promise((resolve) => {
    new RatingFollowing(ports, caller, ask, asked, deadlineAt, resolve).begin();
  });
}
