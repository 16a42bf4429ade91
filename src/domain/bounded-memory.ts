/** Remembers computed values by key and forgets the oldest first. Computing must depend on the key alone, so that remembering changes no result. */
export interface BoundedMemory<Value> {
  /** The value of the key, computed if it is not remembered. */
  recall(key: string, compute: (key: string) => Value): Value;
}

/** A memory of at most `entriesMax` values. */
export function createBoundedMemory<Value>(entriesMax: number): BoundedMemory<Value> {
  const entries = new Map<string, { readonly value: Value }>();
  /** The keys in the order in which they came, round and round. */
  const keys: string[] = [];
  let next = 0;
  return {
    recall(key, compute) {
      const known = entries.get(key);
      if (known !== undefined) {
        return known.value;
      }
      const value = compute(key);
      const oldest = keys[next];
      if (oldest !== undefined) {
        entries.delete(oldest);
      }
      keys[next] = key;
      next = (next + 1) % entriesMax;
      entries.set(key, { value });
      return value;
    },
  };
}
