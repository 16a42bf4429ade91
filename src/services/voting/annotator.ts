import type { QuestionRecord } from "../../ports/question-store.ts";

/** A signed-in annotator, as established by the door. */
export interface Annotator {
  readonly tenantId: string;
  /** Drawn at sign-in: no two tenants have the same. */
  readonly annotatorId: string;
  /** Whose questions they may answer, besides those for `global`. */
  readonly audience: string;
}

/** The audience that everybody belongs to. */
export const GLOBAL_AUDIENCE = "global";

/** Whether the annotator is among those whom a question is put to. */
export function mayAnswer(annotator: Annotator, question: Pick<QuestionRecord, "tenantId" | "audience">): boolean {
  return (
    annotator.tenantId === question.tenantId &&
    (question.audience === GLOBAL_AUDIENCE || question.audience === annotator.audience)
  );
}

/** Whether a lease or a vote is that annotator's. */
export function isOwn(annotator: Annotator, record: Pick<Annotator, "tenantId" | "annotatorId">): boolean {
  return record.annotatorId === annotator.annotatorId && record.tenantId === annotator.tenantId;
}
