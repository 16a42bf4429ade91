import { learnFromVote, type SourceEvidence, startEvidence } from "../../src/domain/calibration/source-evidence.ts";
import type { SourceVote } from "../../src/domain/calibration/source-vote.ts";
import { logLoss } from "../../src/domain/numerics/log-loss.ts";

/** What a stream of votes taught, and what each vote cost before it was learned from, nats a vote. */
export interface FoldedVotes {
  readonly evidence: SourceEvidence;
  readonly lossRaw: number;
  readonly loss: number;
  /** Share of the votes after the first hundred at which the source was distrusted. */
  readonly distrusted: number;
}

const SETTLED_FROM = 100;

/** Learns from votes as they come, one source and one scenario. */
export function foldVotes(votes: readonly SourceVote[], defaultKappa: number): FoldedVotes {
  let evidence = startEvidence(defaultKappa, null);
  const costs = votes.map((vote) => {
    const outcome = vote.choice === "tie" ? 0.5 : Number(vote.choice === "a");
    const difference = vote.rawA - vote.rawB;
    const costs = [
      logLoss(defaultKappa * difference, outcome),
      logLoss(Math.max(0, evidence.scale.kappa) * difference, outcome),
    ] as const;
    evidence = learnFromVote(evidence, vote, { kappa: defaultKappa, isDistrusted: false });
    return { raw: costs[0], learned: costs[1], isDistrusted: evidence.isDistrusted };
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    evidence,
    lossRaw: mean(costs.map(({ raw }) => raw)),
    loss: mean(costs.map(({ learned }) => learned)),
    distrusted: mean(costs.slice(SETTLED_FROM).map(({ isDistrusted }) => Number(isDistrusted))),
  };
}
