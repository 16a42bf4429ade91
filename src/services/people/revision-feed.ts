/** Tells those who follow a comparison that there is another revision of it in the store. A hint: whoever missed one looks there. */
export class RevisionFeed {
  readonly #followers = new Map<string, Set<() => void>>();

  publish(tenantId: string, comparisonId: string): void {
    for (const follower of [...(this.#followers.get(nameOf(tenantId, comparisonId)) ?? [])]) {
      follower();
    }
  }

  /** The returned function ends the following. */
  follow(tenantId: string, comparisonId: string, follower: () => void): () => void {
    const name = nameOf(tenantId, comparisonId);
    const followers = this.#followers.get(name) ?? new Set();
    // A function of its own: the same follower may follow twice.
    const entry = () => follower();
    followers.add(entry);
    this.#followers.set(name, followers);
    return () => {
      followers.delete(entry);
      if (followers.size === 0 && this.#followers.get(name) === followers) {
        this.#followers.delete(name);
      }
    };
  }
}

function nameOf(tenantId: string, comparisonId: string): string {
  return `${tenantId}\n${comparisonId}`;
}
