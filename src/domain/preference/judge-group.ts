import { groupWinShares } from "../scoring/group-win-shares.ts";
import { STEEPNESS } from "../scoring/preference-probability.ts";
import { type FallbackWorth, UNCALIBRATED_WORTH } from "./fallback-worth.ts";
import { fitStrengths, type StrengthPosterior } from "./fit-strengths.ts";
import { NEW_VOTER_SCORE, NO_FALLBACK } from "./merge-pair.ts";
import { type ComparisonVote, tallyVotes } from "./tally-votes.ts";

/** A vote between two looks of a group; where no two candidates look alike, between two candidates in the group's order. */
export type GroupVote = Omit<ComparisonVote, "weight">;

/** What votes and fallback make of a group. */
export interface JudgedGroup {
  /** Of the looks. */
  readonly posterior: StrengthPosterior;
  /** Expected share of wins of each candidate, in their order, 0..1; they sum to half the number of candidates. */
  readonly shares: readonly number[];
  /** Part of the evidence that came from people, 0..1. */
  readonly peopleWeight: number;
}

/** A vote counts by the square of how far its voter is relied on, as on a single pair. */
export const GROUP_VOTE_WEIGHT = NEW_VOTER_SCORE ** 2;

/**
 * The fallback's rewards as Gaussian priors of the candidates' strengths, on the scale of the one link from rewards to preferences, and people's votes (Bradley–Terry, ties half for each) on top:
 * all candidates stay on one scale, however many votes each has. Without votes the shares are exactly those of the rewards; with votes the best and the worst are believed to be only so far apart.
 * @param rewards where the fallback places each candidate on the scale of rewards; only how far they are apart matters.
 * @param worth of the fallback's word on a pair; with 0 votes it has no say once people have voted.
 * @param looks of each candidate the number of its look, from 0. Candidates that look alike are one to people, whose votes count once, for all of them; what sets those apart is what the rewards say.
 */
export function judgeGroup(
  rewards: readonly number[],
  votes: readonly GroupVote[],
  worth: FallbackWorth = UNCALIBRATED_WORTH,
  looks: readonly number[] = rewards.map((_reward, index) => index),
): JudgedGroup {
  const believed = believedMeans(rewards, worth);
  const means = meansByLook(believed, looks);
  const prior = { means, precision: precisionOf(worth), lnTieMean: 0, lnTiePrecision: 1 };
  const posterior = fitStrengths(tallyVotes(votes.map((vote) => ({ ...vote, weight: GROUP_VOTE_WEIGHT }))), prior, "half");
  const effectiveVotes = votes.length * GROUP_VOTE_WEIGHT;
  const strengthOf = (look: number, index: number) =>
    (posterior.strengths[look] ?? 0) + ((believed[index] ?? 0) - (means[look] ?? 0));
  return {
    posterior,
    shares: groupWinShares(votes.length === 0 ? rewards : looks.map((look, index) => strengthOf(look, index) / STEEPNESS)),
    peopleWeight: effectiveVotes === 0 ? 0 : effectiveVotes / (effectiveVotes + worth.votes * (means.length - 1)),
  };
}

/** The mean over the candidates of each look. */
function meansByLook(means: readonly number[], looks: readonly number[]): readonly number[] {
  const sums: { sum: number; count: number }[] = [];
  for (const [index, look] of looks.entries()) {
    const { sum, count } = sums[look] ?? { sum: 0, count: 0 };
    sums[look] = { sum: sum + (means[index] ?? 0), count: count + 1 };
  }
  return sums.map(({ sum, count }) => sum / count);
}

/** At even odds a vote carries a quarter of a nat's precision about the difference of two strengths, which is twice the variance of one. */
function precisionOf({ votes }: FallbackWorth): number {
  return (votes > 0 ? votes : NO_FALLBACK.strength) / 2;
}

/** The rewards on the scale of strengths, drawn together where the best and the worst are further apart than twice what the fallback is believed of one pair. */
function believedMeans(rewards: readonly number[], { votes, surest }: FallbackWorth): readonly number[] {
  const spread = STEEPNESS * (Math.max(...rewards) - Math.min(...rewards));
  const widest = 2 * Math.log(surest / (1 - surest));
  const scale = votes > 0 ? STEEPNESS * Math.min(1, widest / spread) : 0;
  return rewards.map((reward) => scale * reward);
}
