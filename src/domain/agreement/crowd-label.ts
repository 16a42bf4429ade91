/** One worker's label for one item, both as numbers from 0. */
export interface CrowdLabel {
  readonly worker: number;
  readonly item: number;
  readonly label: number;
}

/** How many of each there are. */
export interface CrowdSizes {
  readonly workers: number;
  readonly items: number;
  readonly labels: number;
}

/** Each item's share of votes for each label: where expectation–maximisation starts. Items without votes start even. */
export function voteShares(votes: readonly CrowdLabel[], sizes: CrowdSizes): readonly Float64Array[] {
  const shares = Array.from({ length: sizes.items }, () => new Float64Array(sizes.labels));
  for (const { item, label } of votes) {
    const row = shares[item];
    if (row) {
      row[label] = (row[label] ?? 0) + 1;
    }
  }
  return shares.map(normalised);
}

/** A row that sums to 1; an empty one becomes even. */
export function normalised(row: Float64Array): Float64Array {
  const sum = row.reduce((total, value) => total + value, 0);
  return row.map((value) => (sum > 0 ? value / sum : 1 / row.length));
}

/** Shares from their logarithms, and the logarithm of their sum. */
export function fromLogarithms(lnRow: Float64Array): { readonly shares: Float64Array; readonly lnSum: number } {
  const top = lnRow.reduce((largest, value) => Math.max(largest, value), Number.NEGATIVE_INFINITY);
  const raised = lnRow.map((value) => Math.exp(value - top));
  const sum = raised.reduce((total, value) => total + value, 0);
  return { shares: raised.map((value) => value / sum), lnSum: top + Math.log(sum) };
}
