/** What simulated annotators read of the voting API's answers. */
export interface WireMessages {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

/** A question as it was handed to one annotator: `compare` has left and right, `rate` has an item. */
export interface WireQuestion {
  readonly question_id: string;
  readonly kind: "compare" | "rate";
  readonly left?: WireMessages;
  readonly right?: WireMessages;
  readonly item?: WireMessages;
  readonly dimensions: readonly { readonly key: string }[];
}

export interface WireLease {
  readonly lease_id: string;
  /** How often the server wants to hear that the annotator still looks at the question. */
  readonly heartbeat_ms: number;
}

/** A question with the lease it is held by. */
export interface WireServed {
  readonly question: WireQuestion;
  readonly lease: WireLease;
}

/** Nothing waits: ask again then. */
export interface WireNothing {
  readonly question: null;
  readonly retry_after_ms: number;
}

export interface WireVote {
  readonly vote_id: string;
  readonly late: boolean;
  readonly counted: boolean;
  readonly recorded_at: string;
}

export interface WireAcknowledgement {
  readonly vote: WireVote;
  readonly next: WireServed | null;
}

/** What an annotator answers: one of the first for a compare question, ratings for a rate question. */
export type WireAnswer =
  | { readonly choice: "left" | "right" | "tie" | "both_bad" }
  | { readonly ratings: Readonly<Record<string, number>> };

/** A vote as it is sent. */
export type WireBallot = WireAnswer & { readonly vote_id: string; readonly lease_id: string; readonly visible_ms: number };
