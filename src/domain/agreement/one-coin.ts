import { type CrowdLabel, type CrowdSizes, fromLogarithms, normalised, voteShares } from "./crowd-label.ts";

const RIGHT_COUNT = 2;
const WRONG_COUNT = 1;
const ITERATIONS_MAX = 5000;
const PRECISION = 1e-12;

/** Items and workers under the simplest model: each worker is right with one probability, whatever the item. */
export interface OneCoinFit {
  readonly items: readonly Float64Array[];
  /** Probability of being right, by worker. */
  readonly accuracies: Float64Array;
}

/**
 * The one-coin model by expectation–maximisation with pseudo-counts (two right, one wrong). For short histories; where workers are biased towards a label it goes
 * wrong and dawid-skene.ts does not.
 */
export function fitOneCoin(votes: readonly CrowdLabel[], sizes: CrowdSizes): OneCoinFit {
  let items = voteShares(votes, sizes);
  for (let iteration = 1; ; iteration += 1) {
    const accuracies = measure(votes, items, sizes);
    const judged = judge(votes, items, sizes, accuracies);
    const moved = judged.reduce(
      (largest, row, item) =>
        row.reduce((most, value, label) => Math.max(most, Math.abs(value - (items[item]?.[label] ?? 0))), largest),
      0,
    );
    items = judged;
    if (moved <= PRECISION || iteration === ITERATIONS_MAX) {
      return { items, accuracies };
    }
  }
}

function measure(votes: readonly CrowdLabel[], items: readonly Float64Array[], { workers }: CrowdSizes): Float64Array {
  const right = new Float64Array(workers).fill(RIGHT_COUNT);
  const all = new Float64Array(workers).fill(RIGHT_COUNT + WRONG_COUNT);
  for (const { worker, item, label } of votes) {
    right[worker] = (right[worker] ?? 0) + (items[item]?.[label] ?? 0);
    all[worker] = (all[worker] ?? 0) + 1;
  }
  return right.map((count, worker) => count / (all[worker] ?? 1));
}

function judge(
  votes: readonly CrowdLabel[],
  items: readonly Float64Array[],
  { labels }: CrowdSizes,
  accuracies: Float64Array,
): readonly Float64Array[] {
  const labelShares = normalised(
    items.reduce((sum, row) => sum.map((value, label) => value + (row[label] ?? 0)), new Float64Array(labels)),
  );
  const lnRows = items.map(() => labelShares.map(Math.log));
  for (const { worker, item, label } of votes) {
    const accuracy = accuracies[worker] ?? 0.5;
    const row = lnRows[item];
    for (let truth = 0; row && truth < labels; truth += 1) {
      row[truth] = (row[truth] ?? 0) + Math.log(truth === label ? accuracy : (1 - accuracy) / (labels - 1));
    }
  }
  return lnRows.map((row) => fromLogarithms(row).shares);
}
