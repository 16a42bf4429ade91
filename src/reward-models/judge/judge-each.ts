import { ModelCallError, type ModelQuestion, type ModelResult, type ModelVerdict } from "../../ports/reward-model.ts";

/** One result a question. Rejects where all failed, as the first. */
export async function judgeEach(
  questions: readonly ModelQuestion[],
  judge: (question: ModelQuestion) => Promise<ModelVerdict>,
): Promise<readonly ModelResult[]> {
  const results = await Promise.all(
    questions.map((question) =>
      judge(question).catch((error: unknown) => {
        if (error instanceof ModelCallError) {
          return error;
        }
        throw error;
      }),
    ),
  );
  const [first] = results;
  if (first instanceof ModelCallError && results.every((result) => result instanceof ModelCallError)) {
    throw first;
  }
  return results;
}
