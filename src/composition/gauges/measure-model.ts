import { ModelCallError, type ModelResult, type RewardModel } from "../../ports/reward-model.ts";

/** Hears of a call: `ok`, or why it failed. */
export type ObserveCall = (modelId: string, outcome: string, durationMs: number) => void;

/** A model whose calls are measured; otherwise the same. @param stopwatch monotonic, in milliseconds. */
export function measureModel(model: RewardModel, stopwatch: () => number, observe: ObserveCall): RewardModel {
  const timed = async <T>(call: () => Promise<T>, outcomeOf: (answer: T) => string): Promise<T> => {
    const startedAt = stopwatch();
    try {
      const answer = await call();
      observe(model.id, outcomeOf(answer), stopwatch() - startedAt);
      return answer;
    } catch (error) {
      observe(model.id, error instanceof ModelCallError ? error.reason : "fault", stopwatch() - startedAt);
      throw error;
    }
  };
  const { compare } = model;
  return {
    id: model.id,
    kind: model.kind,
    // Some learn only from their server how much it takes at a time, or which form of output it knows.
    get revision() {
      return model.revision;
    },
    get batchMax() {
      return model.batchMax;
    },
    score: (questions, signal) => timed(() => model.score(questions, signal), outcomeOfResults),
    compare:
      compare === null
        ? null
        : (first, second, signal) =>
            timed(
              () => compare(first, second, signal),
              () => "ok",
            ),
    selfTest: (signal) => model.selfTest(signal),
    close: () => model.close(),
  };
}

/** A call that gave any verdict went well. */
function outcomeOfResults(results: readonly ModelResult[]): string {
  const [first] = results;
  return first instanceof ModelCallError && results.every((result) => result instanceof ModelCallError) ? first.reason : "ok";
}
