/** What the policy said and what it answered: all that a rubric reads. */
export interface PolicyConversation {
  /** The other speaker's line before each answer; empty where there is none. As many as there are answers. */
  readonly requests: readonly string[];
  /** The policy's messages as it wrote them, thoughts included. */
  readonly answers: readonly string[];
  /** The right answer, where the caller sent one. */
  readonly reference: string | null;
}
