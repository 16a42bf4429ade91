import type { ShownQuestion } from "./voting-state.ts";

/** Where a vote that is being changed outlives the page. */
export interface ReopenedStore {
  /** The vote that this annotator was changing; null: none. */
  read(annotatorId: string): ShownQuestion | null;
  /** @param reopened null: it is answered anew, or stands. */
  write(annotatorId: string, reopened: ShownQuestion | null): void;
}

const KEPT_AS = "folkmoot.reopened";

/** The reopened vote in a browser's storage. A browser that keeps nothing is no error: the first answer stands after a reload. @param open gives the storage; throws where the browser has switched it off. */
export function createReopenedStore(open: () => Storage): ReopenedStore {
  return {
    read: (annotatorId) => {
      try {
        const { of, reopened } = JSON.parse(open().getItem(KEPT_AS) ?? "{}") as Partial<Kept>;
        return of === annotatorId && isReopened(reopened) ? reopened : null;
      } catch {
        return null;
      }
    },
    write: (annotatorId, reopened) => {
      try {
        if (reopened === null) {
          open().removeItem(KEPT_AS);
        } else {
          open().setItem(KEPT_AS, JSON.stringify({ of: annotatorId, reopened } satisfies Kept));
        }
      } catch {
        // Full, or switched off by the visitor.
      }
    },
  };
}

/** False for what another version of the page may have left. */
function isReopened(kept: Partial<ShownQuestion> | undefined): kept is ShownQuestion {
  const question = kept?.offer?.question;
  const isQuestion = question?.kind === "rate" ? Array.isArray(question.item) : Array.isArray(question?.left);
  return kept?.status === "reopened" && typeof kept.voteId === "string" && kept.answer?.kind === question?.kind && isQuestion;
}

interface Kept {
  readonly of: string;
  readonly reopened: ShownQuestion;
}
