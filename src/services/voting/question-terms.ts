/** What those who put a question up want of it. */
export interface QuestionTerms {
  readonly minVotes: number;
  /** No more than that many votes are counted or under way at any time: the question's overlap. */
  readonly maxVotes: number;
  /** The earliest instant at which a waiting caller must be answered; null: nobody waits, votes go to the next revision. */
  readonly deadlineAt: number | null;
  /** The question comes down then. */
  readonly expiresAt: number;
  /** What one more vote is expected to tell, in nats, ≥ 0: at most ln 2. */
  readonly value: number;
}
