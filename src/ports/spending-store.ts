/** What a judge has spent of its budget on one day. */
export interface SpentDay {
  /** The judge's name in the configuration; a member of a panel has its own. */
  readonly judgeId: string;
  /** Days of UTC since 1970-01-01. */
  readonly day: number;
  readonly tokens: number;
  /** In the currency of the judge's budget. */
  readonly cost: number;
}

/** What judges have spent, so that a restart does not give them a new budget. Each method is one atomic operation, durable when its promise resolves. */
export interface SpendingStore {
  /** Keeps what was spent, in place of what is kept of the same judge and day, and forgets the days before. An empty list changes nothing. */
  keepSpent(spent: readonly SpentDay[]): Promise<void>;
  /** What is kept of a day, by judge. */
  readSpent(day: number): Promise<readonly SpentDay[]>;
}
