import { assertInvariant } from "../assert.ts";
import { type CrowdLabel, type CrowdSizes, fromLogarithms, normalised, voteShares } from "./crowd-label.ts";

/** Pseudo-counts that keep a worker of few votes near "mostly right" and every probability above 0. */
const RIGHT_COUNT = 2;
const WRONG_COUNT = 1;
const PRIOR_COUNT = 1;
const ITERATIONS_MAX = 2000;
const PRECISION = 1e-10;
/** By how much the penalised likelihood may seem to fall through rounding. */
const ROUNDING = 1e-9;

/** What the items are and how the workers label, learned from each other. */
export interface DawidSkeneFit {
  /** Probability of each label by item. */
  readonly items: readonly Float64Array[];
  readonly labelShares: Float64Array;
  /** By worker: rows are true labels, columns the labels given; row by row. */
  readonly confusions: readonly Float64Array[];
  readonly iterations: number;
}

/**
 * Dawid & Skene's model (1979) by expectation–maximisation, as a maximum a posteriori fit with pseudo-counts: every worker has a confusion matrix, so biased workers
 * still inform. Items with a known label (gold) are held to it.
 * @param gold known label by item.
 */
export function fitDawidSkene(
  votes: readonly CrowdLabel[],
  sizes: CrowdSizes,
  gold: ReadonlyMap<number, number> = new Map(),
): DawidSkeneFit {
  let items = voteShares(votes, sizes).map((row, item) => clamp(row, gold.get(item)));
  let last = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; ; iteration += 1) {
    const labelShares = shareLabels(items, sizes);
    const confusions = countConfusions(votes, items, sizes);
    const judged = judgeItems(votes, sizes, labelShares, confusions, gold);
    items = judged.map(({ shares }) => shares);
    const lnLikelihood = judged.reduce((sum, { lnSum }) => sum + lnSum, 0);
    const penalised = lnLikelihood + lnPrior(labelShares, confusions, sizes.labels);
    assertInvariant(penalised >= last - ROUNDING * Math.abs(last), "expectation–maximisation never goes down");
    if (penalised - last <= PRECISION * Math.abs(penalised) || iteration === ITERATIONS_MAX) {
      return { items, labelShares, confusions, iterations: iteration };
    }
    last = penalised;
  }
}

function clamp(row: Float64Array, known: number | undefined): Float64Array {
  return known === undefined ? row : row.map((_value, label) => (label === known ? 1 : 0));
}

function shareLabels(items: readonly Float64Array[], { labels }: CrowdSizes): Float64Array {
  const counts = new Float64Array(labels).fill(PRIOR_COUNT);
  for (const row of items) {
    for (const [label, probability] of row.entries()) {
      counts[label] = (counts[label] ?? 0) + probability;
    }
  }
  return normalised(counts);
}

function countConfusions(
  votes: readonly CrowdLabel[],
  items: readonly Float64Array[],
  sizes: CrowdSizes,
): readonly Float64Array[] {
  const { labels } = sizes;
  const counts = Array.from({ length: sizes.workers }, () =>
    Float64Array.from({ length: labels * labels }, (_value, at) =>
      at % labels === Math.floor(at / labels) ? RIGHT_COUNT : WRONG_COUNT,
    ),
  );
  for (const { worker, item, label } of votes) {
    const matrix = counts[worker];
    for (const [truth, probability] of (items[item] ?? []).entries()) {
      if (matrix) {
        matrix[truth * labels + label] = (matrix[truth * labels + label] ?? 0) + probability;
      }
    }
  }
  return counts.map((matrix) => normaliseRows(matrix, labels));
}

function normaliseRows(matrix: Float64Array, labels: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let truth = 0; truth < labels; truth += 1) {
    result.set(normalised(matrix.slice(truth * labels, (truth + 1) * labels)), truth * labels);
  }
  return result;
}

function judgeItems(
  votes: readonly CrowdLabel[],
  { items, labels }: CrowdSizes,
  labelShares: Float64Array,
  confusions: readonly Float64Array[],
  gold: ReadonlyMap<number, number>,
): readonly { readonly shares: Float64Array; readonly lnSum: number }[] {
  const lnRows = Array.from({ length: items }, () => labelShares.map(Math.log));
  for (const { worker, item, label } of votes) {
    const row = lnRows[item];
    for (let truth = 0; row && truth < labels; truth += 1) {
      row[truth] = (row[truth] ?? 0) + Math.log(confusions[worker]?.[truth * labels + label] ?? 1);
    }
  }
  return lnRows.map((lnRow, item) => {
    const judged = fromLogarithms(lnRow);
    const known = gold.get(item);
    // Of a known item only its own label counts: what the votes alone would make of it is not what is being maximised.
    return known === undefined ? judged : { shares: clamp(judged.shares, known), lnSum: lnRow[known] ?? 0 };
  });
}

function lnPrior(labelShares: Float64Array, confusions: readonly Float64Array[], labels: number): number {
  const ofShares = labelShares.reduce((sum, share) => sum + PRIOR_COUNT * Math.log(share), 0);
  return confusions.reduce(
    (total, matrix) =>
      total +
      matrix.reduce(
        (sum, value, at) => sum + (at % labels === Math.floor(at / labels) ? RIGHT_COUNT : WRONG_COUNT) * Math.log(value),
        0,
      ),
    ofShares,
  );
}
