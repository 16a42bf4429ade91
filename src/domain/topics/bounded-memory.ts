/** Remembers computed values by key and forgets the oldest first. Computing must depend on the key alone, so that remembering changes no result. */
export interface BoundedMemory<Value> {
  /** The value of the key, computed if it is not remembered. */
  recall(key: string, compute: () => Value): Value;
}

/** A memory of at most `entriesMax` values. */
export function createBoundedMemory<Value>(entriesMax: number): BoundedMemory<Value> {
  const entries = new Map<string, { readonly value: Value }>();
  return {
    recall(key, compute) {
      const known = entries.get(key);
      if (known) {
        return known.value;
      }
      const value = compute();
      if (entries.size >= entriesMax) {
        for (const oldest of entries.keys()) {
          entries.delete(oldest);
          break;
        }
      }
      entries.set(key, { value });
      return value;
    },
  };
}
