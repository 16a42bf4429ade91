/** One of the two candidates of a compare question, in the canonical order. */
export type Candidate = "a" | "b";

/** `both_bad` counts half for each, as a tie does, and says besides that neither will do. */
export const COMPARE_CHOICES = ["a", "b", "tie", "both_bad"] as const;
export type CompareChoice = (typeof COMPARE_CHOICES)[number];

/** How much better: 1 slightly, 2 clearly, 3 much. */
export type VoteStrength = 1 | 2 | 3;

/** Ratings go from 1 to 7. */
export const RATING_MIN = 1;
export const RATING_MAX = 7;
/** The key under which a rate question's overall rating stands, beside its dimensions. */
export const OVERALL_RATING = "overall";

/** What an annotator answered, in terms of the candidates whatever the order in which they were shown. */
export type VoteAnswer =
  | {
      readonly kind: "compare";
      readonly choice: CompareChoice;
      readonly strength: VoteStrength | null;
      /** By dimension; a dimension may be missing. */
      readonly dimensions: Readonly<Record<string, Candidate | "tie">>;
    }
  | {
      readonly kind: "rate";
      /** By dimension, and `overall`. */
      readonly ratings: Readonly<Record<string, number>>;
    };
