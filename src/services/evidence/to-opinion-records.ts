import type { AskedRecord, OpinionRecord } from "../../ports/evidence-store.ts";
import type { HeardSource } from "../fallback/opinions.ts";

/**
 * What sources said of a question's two candidates, as it is kept: those that spoke of both, in the question's own order.
 * @param isSwapped whether the caller's A is the question's B.
 * @param heard `raws` of the caller's A and B.
 */
export function toOpinionRecords(
  { tenantId, questionId }: Pick<AskedRecord, "tenantId" | "questionId">,
  isSwapped: boolean,
  heard: readonly HeardSource[],
): readonly OpinionRecord[] {
  return heard.flatMap(({ sourceId, kind, revision, raws: [ofA = null, ofB = null] }): readonly OpinionRecord[] => {
    if (kind === "people" || kind === "blend" || ofA === null || ofB === null) {
      return [];
    }
    const [rawA, rawB] = isSwapped ? [ofB, ofA] : [ofA, ofB];
    return [{ tenantId, questionId, sourceId, sourceKind: kind, sourceRevision: revision, rawA, rawB }];
  });
}
