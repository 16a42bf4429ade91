/** What a judge decides of a conversation, yes or no. Private: nothing of it may reach an answer. */
export interface JudgeCriterion {
  readonly id: string;
  /** Key of the dimension its points count for. */
  readonly dimension: string;
  /** A statement that a conversation meets or does not. */
  readonly text: string;
  /** Never 0. Negative points take away. */
  readonly points: number;
}
