// Which pairs of a group should people be shown? Simulated groups, drawn by a seed: Kendall's tau between the true and the estimated order at equal numbers of votes, for random pairs and for the spanning
// tree of expected information, with and without a fallback that correlates with the truth. usage: npm run measure:pairing
import { createDraws } from "../src/domain/numerics/create-draws.ts";
import { nextPairs } from "../src/domain/pairing/next-pairs.ts";
import type { CandidatePair } from "../src/domain/pairing/spanning-pairs.ts";
import { fitStrengths, type StrengthPosterior } from "../src/domain/preference/fit-strengths.ts";
import { type ComparisonVote, tallyVotes } from "../src/domain/preference/tally-votes.ts";

const CANDIDATES = 20;
/** Standard deviation of the true strengths, in nats. */
const TRUE_DEVIATION = 1.5;
const FALLBACK_CORRELATION = 0.8;
const RUNS = 120;
const SEED = 1;
const ROUND_VOTES = CANDIDATES - 1;
const BUDGETS = [1, 4, 8, 16].map((rounds) => rounds * ROUND_VOTES);
/** 95 % of a mean lies within so many of its standard errors. */
const NORMAL_95 = 1.96;

type Draw = () => number;
type Choose = (posterior: StrengthPosterior, draw: Draw) => readonly CandidatePair[];

const POLICIES: Readonly<Record<string, Choose>> = {
  random: (_posterior, draw) => Array.from({ length: ROUND_VOTES }, () => randomPair(draw)),
  tree: (posterior) => nextPairs(posterior, { underWay: [], canAsk: () => true, informationMin: 0 }),
};

const names = ["random", "tree", "difference ±"];
process.stdout.write(
  `Kendall's tau, ${CANDIDATES} candidates, strengths of deviation ${TRUE_DEVIATION}, ${RUNS} groups, seed ${SEED}\n`,
);
for (const hasFallback of [false, true]) {
  const title = hasFallback ? `with a fallback of correlation ${FALLBACK_CORRELATION}` : "votes alone";
  process.stdout.write(`\n${title}\n${["votes", ...names].map((name) => name.padStart(16)).join("")}\n`);
  const random = Array.from({ length: RUNS }, (_value, run) => simulate("random", hasFallback, run));
  const tree = Array.from({ length: RUNS }, (_value, run) => simulate("tree", hasFallback, run));
  for (const [at, budget] of BUDGETS.entries()) {
    const [ofRandom, ofTree] = [random, tree].map((runs) => runs.map((taus) => taus[at] ?? Number.NaN));
    printRow(budget, ofRandom ?? [], ofTree ?? []);
  }
}

function printRow(budget: number, random: readonly number[], tree: readonly number[]): void {
  const gains = tree.map((tau, run) => tau - (random[run] ?? Number.NaN));
  const spread = Math.sqrt(mean(gains.map((gain) => (gain - mean(gains)) ** 2)) / (RUNS - 1));
  const difference = `${mean(gains) >= 0 ? "+" : ""}${mean(gains).toFixed(3)} ${(NORMAL_95 * spread).toFixed(3)}`;
  const cells = [String(budget), mean(random).toFixed(3), mean(tree).toFixed(3), difference];
  process.stdout.write(`${cells.map((cell) => cell.padStart(16)).join("")}\n`);
}

/** Tau after each budget of votes, in one group: the same group, and the same draws of a policy, for the same run. */
function simulate(policy: "random" | "tree", hasFallback: boolean, run: number): readonly number[] {
  const group = createDraws(SEED + 1000 * run);
  const truth = Array.from({ length: CANDIDATES }, () => TRUE_DEVIATION * drawNormal(group));
  const noise = TRUE_DEVIATION * Math.sqrt(1 - FALLBACK_CORRELATION ** 2);
  // What is expected of a candidate, given an opinion that correlates so much with its strength: such means leave `noise` unknown.
  const expected = truth.map(
    (strength) => FALLBACK_CORRELATION ** 2 * strength + FALLBACK_CORRELATION * noise * drawNormal(group),
  );
  const prior = {
    means: hasFallback ? expected : truth.map(() => 0),
    precision: (hasFallback ? noise : TRUE_DEVIATION) ** -2,
    lnTieMean: 0,
    lnTiePrecision: 1,
  };
  const votes: ComparisonVote[] = [];
  const taus: number[] = [];
  const draw = createDraws(SEED + 1000 * run + 1);
  for (let posterior = fitStrengths([], prior, "half"); votes.length < Math.max(...BUDGETS); ) {
    votes.push(...(POLICIES[policy]?.(posterior, draw) ?? []).map((pair) => drawVote(pair, truth, draw)));
    posterior = fitStrengths(tallyVotes(votes), prior, "half");
    if (BUDGETS.includes(votes.length)) {
      taus.push(kendallTau(truth, posterior.strengths));
    }
  }
  return taus;
}

function drawVote({ first, second }: CandidatePair, truth: readonly number[], draw: Draw): ComparisonVote {
  const ahead = (truth[first] ?? 0) - (truth[second] ?? 0);
  return { left: first, right: second, choice: draw() < 1 / (1 + Math.exp(-ahead)) ? "left" : "right", weight: 1 };
}

function randomPair(draw: Draw): CandidatePair {
  const one = Math.floor(draw() * CANDIDATES);
  const other = Math.floor(draw() * (CANDIDATES - 1));
  const second = other < one ? other : other + 1;
  return { first: Math.min(one, second), second: Math.max(one, second) };
}

/** Share of the pairs that both orders agree on minus the share that they do not. */
function kendallTau(truth: readonly number[], estimate: ArrayLike<number>): number {
  let agreement = 0;
  for (let first = 0; first < truth.length; first += 1) {
    for (let second = first + 1; second < truth.length; second += 1) {
      const ahead = (truth[first] ?? 0) - (truth[second] ?? 0);
      agreement += Math.sign(ahead * ((estimate[first] ?? 0) - (estimate[second] ?? 0)));
    }
  }
  return agreement / ((truth.length * (truth.length - 1)) / 2);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function drawNormal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}
