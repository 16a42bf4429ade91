import { sigmoid } from "../numerics/sigmoid.ts";
import { wilsonInterval } from "../stopping/wilson-interval.ts";
import { fitWorthVotes, type JudgedVotes } from "./fit-worth-votes.ts";
import { type LengthTerm, readLength } from "./length-fit.ts";
import type { RecentPair, RecentPairs } from "./recent-pairs.ts";
import { readMean } from "./rolling-mean.ts";
import { kappaInterval, typicalDifference } from "./scale-fit.ts";
import type { SourceEvidence } from "./source-evidence.ts";

/** What is known of how a source's scores relate to people's votes, but for what its word is worth. */
export interface Calibration {
  /** Log-odds a unit of raw score, ≥ 0. */
  readonly kappa: number;
  /** The 90 % interval of kappa, which may reach below 0. */
  readonly kappaLow: number;
  readonly kappaHigh: number;
  /** The raw score whose reward is one half: the median of what it has scored. */
  readonly centre: number;
  /** The size of a usual difference of raw scores, > 0. */
  readonly typicalDifference: number;
  readonly isDistrusted: boolean;
  readonly votes: number;
  /** What they weigh: less where they are on the same pairs or stand for different numbers of answers. */
  readonly weight: number;
  /** Nats a vote, each predicted before it was learned from, of about the last two hundred; a coin's is ln 2. By the source's own scale, and by the learned one. */
  readonly logLossRaw: number | null;
  readonly logLoss: number | null;
  /** Null: there is no decisive vote. */
  readonly agreement: Agreement | null;
  readonly length: LengthTerm;
}

/** How often decisive votes agree with a source, by what they stand for. */
export interface Agreement {
  readonly share: number;
  /** Lower end of its 90 % interval. */
  readonly lower: number;
  /** What the votes weigh, faded. */
  readonly weight: number;
}

/** A scenario's own median counts as much as the one over all scenarios from so many pairs on. */
const CENTRE_PAIRS = 10;
const AGREEMENT_LEVEL = 0.9;

/** What the evidence says. @param centre over all scenarios; the source's own where nothing is known. */
export function readCalibration(evidence: SourceEvidence, centre: number): Calibration {
  const { scale, isDistrusted, votes, weight } = evidence;
  const { low, high } = kappaInterval(scale);
  return {
    kappa: Math.max(0, scale.kappa),
    kappaLow: low,
    kappaHigh: high,
    centre: centreOf(evidence.pairs, centre),
    typicalDifference: typicalDifference(scale),
    isDistrusted,
    votes,
    weight,
    logLossRaw: readMean(evidence.lossRaw),
    logLoss: readMean(evidence.loss),
    agreement: readAgreement(evidence),
    length: readLength(evidence.length),
  };
}

/** How many votes the source's word on a pair is worth, 0..20; 0 where it is distrusted. Takes longer than all the rest. */
export function readWorthVotes({ pairs, scale, isDistrusted }: SourceEvidence): number {
  const { kappa } = scale;
  return isDistrusted || kappa <= 0 ? 0 : fitWorthVotes(pairs.map((pair) => judged(pair, kappa)));
}

function readAgreement({ agreement }: SourceEvidence): Agreement | null {
  const share = readMean(agreement);
  const { weight } = agreement;
  return share === null
    ? null
    : { share, lower: Math.min(share, wilsonInterval(share * weight, weight, AGREEMENT_LEVEL)[0]), weight };
}

function judged({ rawA, rawB, a, b, importance }: RecentPair, kappa: number): JudgedVotes {
  return { probability: sigmoid(kappa * (rawA - rawB)), forFirst: a, votes: a + b, weight: importance };
}

function centreOf(pairs: RecentPairs, elsewhere: number): number {
  const raws = pairs.flatMap(({ rawA, rawB }) => [rawA, rawB]).sort((one, other) => one - other);
  const [below, above] = [raws[raws.length / 2 - 1], raws[raws.length / 2]];
  const median = below === undefined || above === undefined ? elsewhere : (below + above) / 2;
  return (pairs.length * median + CENTRE_PAIRS * elsewhere) / (pairs.length + CENTRE_PAIRS);
}
