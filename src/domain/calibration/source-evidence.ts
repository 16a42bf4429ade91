import { logLoss } from "../numerics/log-loss.ts";
import { type LengthFit, learnLength, NO_LENGTH } from "./length-fit.ts";
import { NO_PAIRS, type RecentPairs, takeVote } from "./recent-pairs.ts";
import { addToMean, NO_MEAN, type RollingMean } from "./rolling-mean.ts";
import { inheritScale, learnScale, type ScaledVote, type ScaleFit, startScale } from "./scale-fit.ts";
import type { SourceVote } from "./source-vote.ts";
import { type Confidence, isTrusted } from "./trust.ts";
import { type ImportanceTally, importanceOf, NO_IMPORTANCE, tallyImportance, weighVote } from "./weigh-vote.ts";

/** All that votes have told about a source, in one scenario or over all: a fold, of plain numbers. */
export interface SourceEvidence {
  /** The scale that it is held to have by itself, > 0: what its raw log-loss is measured with. */
  readonly defaultKappa: number;
  readonly scale: ScaleFit;
  readonly length: LengthFit;
  readonly importance: ImportanceTally;
  /** What each vote cost before it was learned from: by the default scale, and by the learned one. */
  readonly lossRaw: RollingMean;
  readonly loss: RollingMean;
  /** 1 where a decisive vote agreed with the source, 0 where it did not, ½ where the source took no side. */
  readonly agreement: RollingMean;
  readonly pairs: RecentPairs;
  readonly votes: number;
  /** What the votes weigh together, without fading. */
  readonly weight: number;
  readonly isDistrusted: boolean;
}

/** Nothing known yet. @param elsewhere what the same source's votes have told over all scenarios; null: nothing either. */
export function startEvidence(defaultKappa: number, elsewhere: SourceEvidence | null): SourceEvidence {
  return {
    defaultKappa,
    scale: elsewhere === null ? startScale(defaultKappa) : inheritScale(elsewhere.scale),
    length: NO_LENGTH,
    importance: NO_IMPORTANCE,
    lossRaw: NO_MEAN,
    loss: NO_MEAN,
    agreement: NO_MEAN,
    pairs: NO_PAIRS,
    votes: 0,
    weight: 0,
    isDistrusted: elsewhere?.isDistrusted ?? false,
  };
}

/** What is believed of a source before its own votes in a scenario speak. */
export interface SourcePrior extends Confidence {
  /** Towards which its scale is drawn: the source's over all scenarios, or its default. */
  readonly kappa: number;
}

/** Learns from one vote. Swapping a and b changes nothing. */
export function learnFromVote(evidence: SourceEvidence, vote: SourceVote, prior: SourcePrior): SourceEvidence {
  const importance = importanceOf(vote.inclusionProbability);
  const tally = tallyImportance(evidence.importance, importance);
  const { pairs, votesBefore } = takeVote(evidence.pairs, vote, importance);
  const { lnLengthDifference, ...turned } = turnToFavourite(vote);
  const scaled: ScaledVote = { ...turned, weight: weighVote(importance, tally, votesBefore) };
  const logOdds = evidence.scale.kappa * scaled.difference;
  const { outcome, weight } = scaled;
  const next = {
    ...evidence,
    scale: learnScale(evidence.scale, scaled, prior),
    length: learnLength(evidence.length, { lnLengthDifference, logOdds, outcome, weight }),
    importance: tally,
    lossRaw: addToMean(evidence.lossRaw, logLoss(evidence.defaultKappa * scaled.difference, outcome), weight),
    loss: addToMean(evidence.loss, logLoss(logOdds, outcome), weight),
    agreement:
      outcome === 0.5 ? evidence.agreement : addToMean(evidence.agreement, scaled.difference > 0 ? outcome : 0.5, weight),
    pairs,
    votes: evidence.votes + 1,
    weight: evidence.weight + weight,
  };
  return { ...next, isDistrusted: !isTrusted(next, prior) };
}

/** Seen from the side that the source prefers: so mirrored pairs give the same numbers to the last bit. */
function turnToFavourite({ choice, rawA, rawB, lnLengthDifference }: SourceVote) {
  const isTurned = rawB > rawA;
  const ofA = choice === "tie" ? 0.5 : Number(choice === "a");
  return {
    difference: Math.abs(rawA - rawB),
    outcome: isTurned ? 1 - ofA : ofA,
    lnLengthDifference: isTurned ? -lnLengthDifference : lnLengthDifference,
  };
}
