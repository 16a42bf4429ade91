import type { SpendingStore, SpentDay } from "../../src/ports/spending-store.ts";

/** What judges have spent, in memory, for the promises of the port alone. */
export class MemorySpendingStore implements SpendingStore {
  #days: readonly SpentDay[] = [];

  async keepSpent(spent: readonly SpentDay[]): Promise<void> {
    for (const one of spent) {
      const others = this.#days.filter(({ judgeId, day }) => judgeId !== one.judgeId || day > one.day);
      this.#days = [...others, one];
    }
  }

  async readSpent(day: number): Promise<readonly SpentDay[]> {
    return this.#days.filter((one) => one.day === day).sort((one, other) => (one.judgeId < other.judgeId ? -1 : 1));
  }
}
