/** How often each label occurs among these, as a share. */
export function shareByLabel(labels: readonly string[]): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const label of labels) {
    shares.set(label, (shares.get(label) ?? 0) + 1 / labels.length);
  }
  return shares;
}
