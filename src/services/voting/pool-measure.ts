/** What the pool of annotators can do now. */
export interface PoolMeasure {
  /** Signed in and heard of lately. */
  readonly online: number;
  /** There at this moment: they hold a line open or hold a question. */
  readonly live: number;
  readonly votesPerMinute: number;
  /** Null: nobody has voted yet. */
  readonly medianVoteSeconds: number | null;
  /** Null: nobody is live. */
  readonly expectedFirstVoteMs: number | null;
  readonly openQuestions: number;
}
