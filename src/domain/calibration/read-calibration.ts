import { wilsonInterval } from "../stopping/wilson-interval.ts";
import { type LengthTerm, readLength } from "./fit-length.ts";
import { kappaInterval, typicalDifference } from "./fit-scale.ts";
import { fitWorthVotes, type JudgedVotes } from "./fit-worth-votes.ts";
import type { RecentPair, RecentPairs } from "./recent-pairs.ts";
import { effectiveCount, readMean } from "./rolling-mean.ts";
import type { SourceEvidence } from "./source-evidence.ts";

/** What is known of how a source's scores relate to people's votes. */
export interface Calibration {
  /** Log-odds a unit of raw score, ≥ 0, with its 90 % interval, which may reach below 0. */
  readonly kappa: number;
  readonly kappaLow: number;
  readonly kappaHigh: number;
  /** The raw score whose reward is one half: the median of what it has scored. */
  readonly centre: number;
  /** The size of a usual difference of raw scores, > 0. */
  readonly typicalDifference: number;
  /** How many votes its word on a pair is worth, 0..20; 0 where it is distrusted. */
  readonly worthVotes: number;
  readonly isDistrusted: boolean;
  readonly votes: number;
  /** What they weigh: less where they are on the same pairs or stand for different numbers of answers. */
  readonly weight: number;
  /** Nats a vote, each predicted before it was learned from, of about the last two hundred; a coin's is ln 2. */
  readonly logLossRaw: number | null;
  readonly logLoss: number | null;
  /** Share of decisive votes that agree with it, by what they stand for, with the lower end of its 90 % interval; null: there are none. */
  readonly agreement: { readonly share: number; readonly lower: number } | null;
  readonly length: LengthTerm;
}

/** A scenario's own median counts as much as the one over all scenarios from so many pairs on. */
const CENTRE_PAIRS = 10;

/** What the evidence says. @param elsewhere the centre over all scenarios; the source's own default where there is none. */
export function readCalibration(evidence: SourceEvidence, elsewhere: number): Calibration {
  const { scale, isDistrusted, votes, weight } = evidence;
  const kappa = Math.max(0, scale.kappa);
  const { low, high } = kappaInterval(scale);
  const share = readMean(evidence.agreement);
  const effective = effectiveCount(evidence.agreement);
  return {
    kappa,
    kappaLow: low,
    kappaHigh: high,
    centre: centreOf(evidence.pairs, elsewhere),
    typicalDifference: typicalDifference(scale),
    worthVotes: isDistrusted || kappa === 0 ? 0 : fitWorthVotes(evidence.pairs.map((pair) => judged(pair, kappa))),
    isDistrusted,
    votes,
    weight,
    logLossRaw: readMean(evidence.lossRaw),
    logLoss: readMean(evidence.loss),
    agreement: share === null ? null : { share, lower: wilsonInterval(share * effective, effective, 0.9)[0] },
    length: readLength(evidence.length),
  };
}

function judged({ rawA, rawB, a, b, importance }: RecentPair, kappa: number): JudgedVotes {
  return { probability: 1 / (1 + Math.exp(-kappa * (rawA - rawB))), forFirst: a, votes: a + b, weight: importance };
}

function centreOf(pairs: RecentPairs, elsewhere: number): number {
  const raws = pairs.flatMap(({ rawA, rawB }) => [rawA, rawB]).sort((one, other) => one - other);
  const middle = raws.length / 2;
  const median = raws.length === 0 ? elsewhere : ((raws[Math.ceil(middle) - 1] ?? 0) + (raws[Math.floor(middle)] ?? 0)) / 2;
  return (pairs.length * median + CENTRE_PAIRS * elsewhere) / (pairs.length + CENTRE_PAIRS);
}
