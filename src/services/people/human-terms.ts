/** What a caller wants of people. */
export interface HumanTerms {
  /** `off`: no people. `auto`: people where they can still change the answer. `require`: no answer without them. */
  readonly mode: "off" | "auto" | "require";
  readonly audience: string;
  /** Null: the server's own words. */
  readonly instruction: string | null;
  readonly criteriaVersion: string | null;
  /** Of a pair: the qualities that annotators may judge one by one beside the whole, by key; `all` of the collection's; empty: none. */
  readonly dimensions: "all" | readonly string[];
  readonly minVotes: number;
  readonly maxVotes: number;
  /** 0.5..1: the confidence that is enough. */
  readonly stopAt: number;
  /** How long the question stays open, counted from the asking. */
  readonly ttlMs: number;
}
