import { assertInvariant } from "../assert.ts";
import { factorise, invert, solve } from "../numerics/cholesky.ts";
import { lnNormaliser, outcomeProbabilities } from "./outcome-probabilities.ts";
import { strongComponents } from "./strong-components.ts";
import type { PairTally } from "./tally-votes.ts";

/** What is believed of the candidates before any vote. */
export interface StrengthPrior {
  /** Mean strength of each candidate, such as κ·rᵢ of a calibrated reward model; one each. */
  readonly means: readonly number[];
  /** 1/τ² of each strength; 0: nothing is known, and the strengths are fixed to sum 0. */
  readonly precision: number;
  /** Belief about η = ln ν, the tendency to tie. */
  readonly lnTieMean: number;
  readonly lnTiePrecision: number;
}

/** `davidson`: ties have a probability of their own, and it is learned; `half`: a tie is half a win for each, plain Bradley–Terry. */
export type TieModel = "davidson" | "half";

/** Gaussian (Laplace) posterior of the strengths of a ranking. */
export interface StrengthPosterior {
  /** θ, in nats: one candidate ahead by ln 3 is preferred three times as often. */
  readonly strengths: Float64Array;
  /** Covariance of the strengths, row by row; only variances of differences mean anything where the prior's precision is 0. */
  readonly covariance: Float64Array;
  /** η = ln ν; −Infinity where ties count half. */
  readonly lnTie: number;
  readonly iterations: number;
}

const ITERATIONS_MAX = 200;
/** The fit ends when no parameter moves by more than this, or where rounding lets steps near the top grow no smaller: with thousands of votes and next to no prior that is sooner. */
const STEP_MIN = 1e-12;
/** Half the step is tried so often before the present point is taken for the top. */
const HALVINGS_MAX = 60;
/** Gains below this drown in the rounding of the log posterior. */
const GAIN_SEEN_MIN = 1e-6;

interface Curvature {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/**
 * The posterior by Newton's method on the concave log posterior: reliability-weighted votes under Davidson's model (see outcome-probabilities.ts), Gaussian priors on the
 * strengths and on η. Zero votes give the prior back; with precision 0 it is the maximum likelihood fit, finite only where the candidates are strongly
 * connected (see strong-components.ts): elsewhere it throws InvariantError.
 * @param tallies votes by pair; candidates are numbered 0..means.length − 1.
 */
export function fitStrengths(tallies: readonly PairTally[], prior: StrengthPrior, tieModel: TieModel): StrengthPosterior {
  const count = prior.means.length;
  assertInvariant(
    prior.precision > 0 || new Set(strongComponents(tallies, count)).size <= 1,
    "without a prior, strengths are finite only where the candidates are strongly connected",
  );
  const withTies = tieModel === "davidson";
  const data = withTies ? tallies : tallies.map(halveTies);
  const size = withTies ? count + 1 : count;
  let point = new Float64Array(size);
  point.set(prior.means);
  if (withTies) {
    point[count] = prior.lnTieMean;
  }
  let iterations = 0;
  let largest = Number.POSITIVE_INFINITY;
  for (let isThere = false; !isThere; iterations += 1) {
    assertInvariant(iterations < ITERATIONS_MAX, "Newton's method converges on a concave function");
    const bend = curvature(point, data, prior, withTies);
    const step = newtonStep(bend, size);
    const gain = gainOf(bend.gradient, step);
    const moved = climb(point, step, gain, (candidate) => lnPosterior(candidate, data, prior, withTies));
    const last = largest;
    largest = largestMove(point, moved);
    isThere = largest <= STEP_MIN || (gain < GAIN_SEEN_MIN && largest >= last);
    point = moved;
  }
  return {
    strengths: point.slice(0, count),
    covariance: covarianceOf(curvature(point, data, prior, withTies), count, size, prior.precision === 0),
    lnTie: withTies ? (point[count] ?? 0) : Number.NEGATIVE_INFINITY,
    iterations,
  };
}

function halveTies(tally: PairTally): PairTally {
  return { ...tally, firstWins: tally.firstWins + tally.ties / 2, secondWins: tally.secondWins + tally.ties / 2, ties: 0 };
}

function lnPosterior(point: Float64Array, tallies: readonly PairTally[], prior: StrengthPrior, withTies: boolean): number {
  const count = prior.means.length;
  const lnTie = withTies ? (point[count] ?? 0) : Number.NEGATIVE_INFINITY;
  let sum = withTies ? -0.5 * prior.lnTiePrecision * (lnTie - prior.lnTieMean) ** 2 : 0;
  for (const [index, mean] of prior.means.entries()) {
    sum -= 0.5 * prior.precision * ((point[index] ?? 0) - mean) ** 2;
  }
  for (const { first, second, firstWins, secondWins, ties } of tallies) {
    const difference = (point[first] ?? 0) - (point[second] ?? 0);
    sum += ((firstWins - secondWins) * difference) / 2 + (ties > 0 ? ties * lnTie : 0);
    sum -= (firstWins + secondWins + ties) * lnNormaliser(difference, lnTie);
  }
  return sum;
}

/** Gradient and negated Hessian of the log posterior. */
function curvature(point: Float64Array, tallies: readonly PairTally[], prior: StrengthPrior, withTies: boolean): Curvature {
  const count = prior.means.length;
  const size = point.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const lnTie = withTies ? (point[count] ?? 0) : Number.NEGATIVE_INFINITY;
  const add = (row: number, column: number, amount: number): void => {
    hessian[row * size + column] = (hessian[row * size + column] ?? 0) + amount;
  };
  const push = (index: number, amount: number): void => {
    gradient[index] = (gradient[index] ?? 0) + amount;
  };
  for (const [index, mean] of prior.means.entries()) {
    push(index, -prior.precision * ((point[index] ?? 0) - mean));
    add(index, index, prior.precision);
  }
  if (withTies) {
    push(count, -prior.lnTiePrecision * (lnTie - prior.lnTieMean));
    add(count, count, prior.lnTiePrecision);
  }
  for (const { first, second, firstWins, secondWins, ties } of tallies) {
    const votes = firstWins + secondWins + ties;
    const { win, tie, loss } = outcomeProbabilities((point[first] ?? 0) - (point[second] ?? 0), lnTie);
    const slope = (firstWins - secondWins) / 2 - (votes * (win - loss)) / 2;
    push(first, slope);
    push(second, -slope);
    const bend = (votes * (win + loss - (win - loss) ** 2)) / 4;
    add(first, first, bend);
    add(second, second, bend);
    add(first, second, -bend);
    add(second, first, -bend);
    if (withTies) {
      push(count, ties - votes * tie);
      add(count, count, votes * tie * (1 - tie));
      const cross = (-votes * tie * (win - loss)) / 2;
      add(first, count, cross);
      add(count, first, cross);
      add(second, count, -cross);
      add(count, second, -cross);
    }
  }
  // Without a prior only differences are seen by the data: adding the same to all strengths is fixed to 0, which changes no difference.
  if (prior.precision === 0) {
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < count; column += 1) {
        add(row, column, 1 / count);
      }
    }
  }
  return { gradient, hessian };
}

function newtonStep({ gradient, hessian }: Curvature, size: number): Float64Array {
  const factor = factorise(hessian, size);
  assertInvariant(
    factor !== null,
    "the log posterior is strictly concave: without a prior, only where the candidates are connected",
  );
  return solve(factor, gradient);
}

/** Twice what the whole step is expected to gain. */
function gainOf(gradient: Float64Array, step: Float64Array): number {
  return gradient.reduce((sum, slope, index) => sum + slope * (step[index] ?? 0), 0);
}

/** The whole step, or the half, the quarter … of it that goes up. Near the top the gain is below what the values can show, and Newton's step is right. */
function climb(
  point: Float64Array,
  step: Float64Array,
  gain: number,
  evaluate: (candidate: Float64Array) => number,
): Float64Array<ArrayBuffer> {
  const along = (share: number) => Float64Array.from(point, (coordinate, index) => coordinate + share * (step[index] ?? 0));
  if (gain < GAIN_SEEN_MIN) {
    return along(1);
  }
  const value = evaluate(point);
  for (let halvings = 0, share = 1; halvings < HALVINGS_MAX; halvings += 1, share /= 2) {
    const candidate = along(share);
    if (evaluate(candidate) >= value) {
      return candidate;
    }
  }
  return Float64Array.from(point);
}

function largestMove(from: Float64Array, to: Float64Array): number {
  return from.reduce((largest, coordinate, index) => Math.max(largest, Math.abs((to[index] ?? 0) - coordinate)), 0);
}

/** The strengths' block of the inverse Hessian; without a prior less the part that fixed the sum. */
function covarianceOf({ hessian }: Curvature, count: number, size: number, isFixedSum: boolean): Float64Array {
  const factor = factorise(hessian, size);
  assertInvariant(factor !== null, "the log posterior is strictly concave at its top");
  const inverse = invert(factor);
  const covariance = new Float64Array(count * count);
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      covariance[row * count + column] = (inverse[row * size + column] ?? 0) - (isFixedSum ? 1 / count : 0);
    }
  }
  return covariance;
}
