import type { OpinionRecord } from "../../ports/evidence-store.ts";
import type { HeardSource } from "../fallback/opinions.ts";

/** The question that sources spoke of. */
export interface SpokenQuestion {
  readonly tenantId: string;
  readonly questionId: string;
  /** Whether the caller's A is the question's B. */
  readonly isSwapped: boolean;
}

/**
 * What sources said of a question's two candidates, in the question's own order; only those that said something finite of both, and whose word votes can teach something about.
 * @param heard `raws` of the caller's A and of B.
 */
export function toOpinionRecords(question: SpokenQuestion, heard: readonly HeardSource[]): readonly OpinionRecord[] {
  const { tenantId, questionId, isSwapped } = question;
  return heard.flatMap(({ sourceId, kind, revision, raws }): readonly OpinionRecord[] => {
    const [rawA, rawB] = isSwapped ? [raws[1], raws[0]] : raws;
    if (kind === "people" || kind === "blend" || !isFiniteNumber(rawA) || !isFiniteNumber(rawB)) {
      return [];
    }
    return [{ tenantId, questionId, sourceId, sourceKind: kind, sourceRevision: revision, rawA, rawB }];
  });
}

function isFiniteNumber(raw: number | null | undefined): raw is number {
  return Number.isFinite(raw);
}
