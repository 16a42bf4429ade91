import type { AnswerDraft } from "./answer-draft.ts";

/** What somebody has begun on a question, that they have not answered yet or answer anew. */
export interface BegunAnswer {
  readonly annotatorId: string;
  readonly questionId: string;
  readonly draft: AnswerDraft;
  /** For how long the question was before their eyes. */
  readonly visibleMs: number;
}

/** The answer that was begun last in this window. It outlives an undo, a pause, and a reload such as phones make of a page that was out of sight. */
export interface BegunAnswers {
  /** What this annotator has begun on this question; null: nothing. */
  read(annotatorId: string, questionId: string): BegunAnswer | null;
  /** Keeps what was begun, in place of what was before. */
  write(begun: BegunAnswer): void;
}

/**
 * Begun answers in a browser's storage; where that keeps nothing, for as long as the page is there.
 * @param open gives the storage; throws where the browser has switched it off. @param keptAs the key in it.
 */
export function createBegunAnswers(open: () => Storage, keptAs: string): BegunAnswers {
  let unkept: string | null = null;
  const readText = () => {
    try {
      return open().getItem(keptAs) ?? unkept;
    } catch {
      return unkept;
    }
  };
  return {
    read: (annotatorId, questionId) => {
      const begun = parse(readText());
      return begun?.annotatorId === annotatorId && begun.questionId === questionId ? begun : null;
    },
    write: (begun) => {
      unkept = JSON.stringify(begun);
      try {
        open().setItem(keptAs, unkept);
      } catch {
        // Full, or switched off by the visitor.
      }
    },
  };
}

/** Null for what is nothing begun: another version of the page may have left it. */
function parse(text: string | null): BegunAnswer | null {
  try {
    const { annotatorId, questionId, draft, visibleMs } = JSON.parse(text ?? "{}") as Partial<BegunAnswer>;
    const isDraft = typeof draft?.justification === "string" && isRecord(draft.dimensions) && isRecord(draft.ratings);
    return typeof annotatorId === "string" && typeof questionId === "string" && typeof visibleMs === "number" && isDraft
      ? { annotatorId, questionId, draft, visibleMs }
      : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
