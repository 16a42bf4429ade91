import { MODEL_FAILURES } from "../../ports/reward-model.ts";
import type { Caller } from "../caller.ts";
import type { NoOpinion, Opinion, OpinionAsk } from "../fallback/opinions.ts";
import { type AnsweringSource, NO_ATTEMPTS, type SourceAttempt } from "./answering-source.ts";
import type { Comparison } from "./comparison.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import type { Evaluation, ScoringFailure } from "./evaluation.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** Nobody spoke of all candidates: the rubric's own answers stand, given by `source`. */
export type Unopined = NoOpinion & { readonly source: AnsweringSource };

/** The fallback as a whole was asked and has not answered in time. */
export const UNANSWERED: Unopined = {
  candidates: null,
  attempts: NO_ATTEMPTS,
  source: { ...RUBRIC_SOURCE, degraded: true, reason: "fallback: timeout" },
};

/** Asks the fallback and resolves by the deadline, whatever becomes of the asking; never rejects. */
export function askOpinions(
  { opinions, timer, clock, reportFault }: ScoringPorts,
  caller: Caller,
  ask: OpinionAsk,
  deadlineAt: number | null,
): Promise<Opinion | Unopined> {
  return new Promise((resolve) => {
    const giveUp = () => resolve(UNANSWERED);
    const disarm = deadlineAt === null ? () => undefined : timer.set(Math.max(0, deadlineAt - clock.now()), giveUp);
    opinions
      .ask(caller, ask, deadlineAt, [])
      .then(
        (opinion) => resolve(opinion.candidates === null ? { ...opinion, source: standIn(opinion) } : opinion),
        (fault: unknown) => {
          reportFault(fault, caller.requestId);
          giveUp();
        },
      )
      .finally(disarm);
  });
}

/** Whom an answer names: nobody where there was nobody but the rubric. */
export function attemptsOf({ attempts }: Pick<Opinion, "attempts">): readonly SourceAttempt[] {
  return attempts.some(({ sourceId }) => sourceId !== RUBRIC_SOURCE.id) ? attempts : NO_ATTEMPTS;
}

/** What the rubric says of a conversation or a pair stands where nobody spoke of all candidates; who was asked, and that it stands in, is part of it. */
export function withoutOpinion<Floor extends Evaluation | Comparison>(floor: Floor, unopined: Unopined): Floor {
  const attempts = attemptsOf(unopined);
  return floor.status === "unscored"
    ? { ...floor, attempts, failure: failureWithout(floor.failure, attempts) }
    : { ...floor, attempts, source: unopined.source };
}

/** Why there is no reward, where the rubric has none and nobody else could be heard: another time they may be. */
function failureWithout(failure: ScoringFailure, attempts: readonly SourceAttempt[]): ScoringFailure {
  const mayPass = attempts.some(({ outcome }) => PASSING.has(outcome));
  return mayPass ? { ...failure, detail: `${failure.detail}, and no model answered`, retryable: true } : failure;
}

/** Outcomes that another try may not have. */
const PASSING: ReadonlySet<string> = new Set([
  ...MODEL_FAILURES.filter((reason) => reason !== "refused" && reason !== "denied"),
  "no_time",
  "breaker_open",
  "queue_full",
  "not_ready",
]);

/** The rubric where nobody could speak of all candidates. */
function standIn({ attempts }: NoOpinion): AnsweringSource {
  const failed = attempts.find(({ sourceId, outcome }) => outcome !== "ok" && sourceId !== RUBRIC_SOURCE.id);
  return failed === undefined
    ? RUBRIC_SOURCE
    : { ...RUBRIC_SOURCE, degraded: true, reason: `${failed.sourceId}: ${failed.outcome}` };
}
