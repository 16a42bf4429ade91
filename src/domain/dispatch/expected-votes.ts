import { finishChance, type VotePace } from "./vote-pace.ts";

/** An annotator who is there. */
export interface LiveAnnotator {
  readonly pace: VotePace;
  /** Holds another question, which is finished first. */
  readonly isBusy: boolean;
}

/** What somebody is busy with is half done, on average. */
const HALF_DONE = 0.5;
const HALVINGS = 40;

/**
 * How likely that annotator has voted on one more question within that time, 0..1.
 * @param usualSeconds of the question that they may be busy with.
 */
export function voteChance(
  { pace, isBusy }: LiveAnnotator,
  questionSeconds: number,
  withinSeconds: number,
  usualSeconds = questionSeconds,
): number {
  const busySeconds = isBusy ? HALF_DONE * pace.median * usualSeconds : 0;
  return finishChance(pace, (withinSeconds - busySeconds) / questionSeconds);
}

/**
 * How many votes on one more question those annotators are expected to give within that time, each at most one.
 * @param awaited votes that others wait for already: where there are more than all annotators can give in the time, the question gets its share only.
 * @param usualSeconds of the questions of those others.
 */
export function expectedVotes(
  annotators: readonly LiveAnnotator[],
  questionSeconds: number,
  withinSeconds: number,
  awaited: number,
  usualSeconds = questionSeconds,
): number {
  let chances = 0;
  let capacity = 0;
  for (const annotator of annotators) {
    chances += voteChance(annotator, questionSeconds, withinSeconds, usualSeconds);
    capacity += Math.max(withinSeconds, 0) / (annotator.pace.median * usualSeconds);
  }
  return chances * Math.min(1, capacity / (awaited + chances || 1));
}

/** Within how many seconds the first vote on one more question is as likely as not; null where there are no annotators. */
export function firstVoteSeconds(annotators: readonly LiveAnnotator[], questionSeconds: number): number | null {
  if (annotators.length === 0) {
    return null;
  }
  const isLikely = (seconds: number) =>
    annotators.reduce((none, annotator) => none * (1 - voteChance(annotator, questionSeconds, seconds)), 1) <= 0.5;
  let early = 0;
  // Half of all votes of the slowest are in by then, busy or not.
  let late = Math.max(...annotators.map(({ pace }) => pace.median)) * questionSeconds * (1 + HALF_DONE);
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (early + late) / 2;
    if (isLikely(middle)) {
      late = middle;
    } else {
      early = middle;
    }
  }
  return late;
}
