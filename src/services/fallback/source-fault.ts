import type { ModelFailureReason } from "../../ports/reward-model.ts";
import type { SOURCE_OUTCOMES } from "../scoring/answering-source.ts";

/** What may become of asking a source, but an answer. */
export type SourceFaultOutcome = ModelFailureReason | Exclude<(typeof SOURCE_OUTCOMES)[number], "ok">;

/** A source has nothing to say. Carries no words of anybody. */
export class SourceFault extends Error {
  readonly outcome: SourceFaultOutcome;

  constructor(outcome: SourceFaultOutcome, options?: ErrorOptions) {
    super(outcome, options);
    this.name = "SourceFault";
    this.outcome = outcome;
  }
}
