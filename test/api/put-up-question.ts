import type { AnyContent } from "../../src/domain/questions/question.ts";
import type { QuestionRecord } from "../../src/ports/question-store.ts";
import type { TestWorld } from "./create-test-world.ts";

const HOUR_MS = 3_600_000;

interface QuestionWish {
  readonly questionId: string;
  readonly tenantId?: string;
  readonly audience?: string;
  readonly content?: AnyContent;
  /** Milliseconds for which a caller waits; null: nobody does. */
  readonly awaitedMs?: number | null;
}

/** Which of two cups? */
export const COMPARE_CONTENT: AnyContent = {
  kind: "compare",
  instruction: "Which answer is better?",
  criteriaVersion: null,
  dimensions: [{ key: "accuracy", title: "Accuracy" }],
  context: { title: "Tea", messages: [{ role: "user", content: "Which tea?" }] },
  a: [{ role: "assistant", content: "the green one" }],
  b: [{ role: "assistant", content: "the black one" }],
};

/** How good is this cup? */
export const RATE_CONTENT: AnyContent = {
  kind: "rate",
  instruction: "How good is it?",
  criteriaVersion: "v1",
  dimensions: [{ key: "accuracy", title: "Accuracy" }],
  context: { title: "Tea", messages: [] },
  item: [{ role: "assistant", content: "the green one" }],
};

/** Puts a question up, as those who ask do: kept first, then on the board. */
export async function putUpQuestion({ ports, clock }: TestWorld, wish: QuestionWish): Promise<QuestionRecord> {
  const { questionId, tenantId = "default", audience = "global", content = COMPARE_CONTENT, awaitedMs = 60_000 } = wish;
  const question = { tenantId, questionId, content, audience, createdAt: clock.time, expiresAt: clock.time + HOUR_MS };
  const [history] = await ports.questions.openQuestions([question]);
  if (history === undefined) {
    throw new Error("The store gave no history.");
  }
  const deadlineAt = awaitedMs === null ? null : clock.time + awaitedMs;
  ports.board.open(question, history, { minVotes: 3, maxVotes: 15, deadlineAt, expiresAt: question.expiresAt, value: 0.5 });
  return question;
}
