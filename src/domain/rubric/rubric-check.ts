/**
 * One deterministic check of a rubric, in the shape of HealthBench: a criterion that a conversation meets or not, worth points that may be negative.
 * https://arxiv.org/abs/2505.08775
 */
export interface RubricCheck {
  /** Unique within the scenario. */
  readonly id: string;
  /** Key of the dimension the points count for. */
  readonly dimension: string;
  /** Negative: meeting the criterion is a fault. Never 0. */
  readonly points: number;
  /**
   * What the whole reward is multiplied with where the check goes wrong (a criterion worth positive points is not met at all, or a fault is there), 0..1;
   * 0 disqualifies. Null: the check is no gate.
   */
  readonly gate: number | null;
  /** Which of the policy's words are read: its last message, or all of them joined. */
  readonly reads: "last" | "all";
  readonly criterion: Criterion;
}

/** What is looked for. Every criterion answers a share met of 0..1 (most only 0 or 1), or that it does not apply. */
export type Criterion =
  /** A pattern in re2 syntax occurs. */
  | { readonly kind: "pattern"; readonly pattern: string; readonly ignoreCase: boolean; readonly expects: Expectation }
  /** One of the phrases occurs, word for word; case and punctuation aside. */
  | { readonly kind: "phrases"; readonly phrases: readonly string[]; readonly expects: Expectation }
  /** None of the claims is made; a claim that is negated ("there is no guaranteed cure") is not made. */
  | { readonly kind: "forbidden_claims"; readonly claims: readonly string[] }
  /** The length is within bounds; graded: the share falls off outside instead of dropping to 0. */
  | {
      readonly kind: "length";
      readonly unit: "words" | "tokens" | "characters" | "sentences" | "paragraphs";
      readonly min: number | null;
      readonly max: number | null;
      readonly graded: boolean;
    }
  /** The answer, or its first fenced block, is JSON, and valid under the schema where there is one. */
  | { readonly kind: "json"; readonly schema: JsonSchema | null }
  /** The headings are there (markdown headings, bold lines or `Title:` lines); graded: the share of them. */
  | { readonly kind: "sections"; readonly headings: readonly string[]; readonly inOrder: boolean; readonly graded: boolean }
  /** The answer agrees with a reference: the one stated here or, where `text` is null, the one the caller sent. Does not apply where there is none. */
  | {
      readonly kind: "reference";
      readonly match: "exact" | "numeric" | "f1";
      readonly text: string | null;
      /** Relative tolerance of `numeric`. */
      readonly tolerance: number;
    }
  /** There are citations of that form. */
  | { readonly kind: "citations"; readonly form: "bracketed" | "author_year" | "url"; readonly min: number }
  /** There is a fenced code block, of that language where one is named. */
  | { readonly kind: "code_block"; readonly language: string | null; readonly expects: Expectation }
  /** So many list items. */
  | { readonly kind: "list_items"; readonly min: number | null; readonly max: number | null }
  /** Written in that language (ISO 639-1). */
  | { readonly kind: "language"; readonly language: string }
  /** Its letters are of that script. */
  | { readonly kind: "script"; readonly script: string; readonly shareMin: number }
  /** At most that share of the word n-grams are repetitions. */
  | { readonly kind: "repetition"; readonly ngramWords: number; readonly shareMax: number }
  /** The policy declines to answer. */
  | { readonly kind: "refusal"; readonly expects: Expectation }
  /** Thinking marks: a closed passage before the answer, none at all, or whatever there is being closed. */
  | { readonly kind: "think_tags"; readonly rule: "required" | "forbidden" | "closed" }
  /** So many messages of the policy. */
  | { readonly kind: "turns"; readonly min: number | null; readonly max: number | null }
  /** Share of the request's content words that the answer takes up. */
  | { readonly kind: "request_coverage" }
  /** Words of its own: at most `shareMax` of its word 4-grams stand in the request, and at most `requestShareMax` of the request's in it (null: however many). */
  | { readonly kind: "echo"; readonly shareMax: number; readonly requestShareMax: number | null }
  /** Nearness of meaning of request and answer by word vectors. */
  | { readonly kind: "relevance" }
  /** Share of the constraints kept that can be read out of the request ("in three sentences", "as JSON", "do not mention …"). Does not apply where it states none. */
  | { readonly kind: "instructions" };

export type Expectation = "present" | "absent";

/** A JSON Schema (draft 2020-12) as data. */
export type JsonSchema = Readonly<Record<string, unknown>>;
