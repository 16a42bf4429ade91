/**
 * Krippendorff's alpha for nominal labels: 1 perfect agreement, 0 as by chance. Items with fewer than two labels say nothing and are left out; null where fewer
 * than two different labels remain, as agreement is then undefined. https://repository.upenn.edu/handle/20.500.14332/2089 (2011)
 * @param items the labels each item was given, in any order and number.
 */
export function krippendorffAlpha(items: readonly (readonly string[])[]): number | null {
  const totals = new Map<string, number>();
  let observed = 0;
  for (const labels of items) {
    if (labels.length < 2) {
      continue;
    }
    const counts = countLabels(labels);
    for (const [label, count] of counts) {
      totals.set(label, (totals.get(label) ?? 0) + count);
      observed += (count * (count - 1)) / (labels.length - 1);
    }
  }
  const pairable = [...totals.values()].reduce((sum, count) => sum + count, 0);
  if (totals.size < 2) {
    return null;
  }
  const expected = [...totals.values()].reduce((sum, count) => sum + count * (count - 1), 0) / (pairable - 1);
  return 1 - (pairable - observed) / (pairable - expected);
}

function countLabels(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) {
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
