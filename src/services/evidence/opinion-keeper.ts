import type { AskedRecord, OpinionRecord } from "../../ports/evidence-store.ts";

/** Keeps what sources said of the questions that people are asked: what calibration learns from once there are votes. */
export interface OpinionKeeper {
  /**
   * Takes in a question that people were asked, and what each source said of its two candidates, in the question's own order. Called again where a source answers later. Takes no time worth speaking of and never
   * throws: the writing is done behind the answer, and what cannot be kept is lost and counted.
   * @param opinions none where no source had anything to say of both.
   */
  keep(asked: AskedRecord, opinions: readonly OpinionRecord[]): void;
}
