import type { ScoringFailure } from "../scoring/evaluation.ts";

/** Why there is no answer where people are required. */
export function tooFewVotes(voteCount: number, minVotes: number): ScoringFailure {
  const detail = `${voteCount} of the ${minVotes} votes that are required had come in when the time was over`;
  return { failureClass: "too_few_votes", detail, retryable: true };
}
