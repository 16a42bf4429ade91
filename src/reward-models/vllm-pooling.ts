import { z } from "zod";
import { orderByIndex, parseAnswer } from "./parse-answer.ts";
import { type CreateScalarInterface, labelByOrder } from "./scalar-interface.ts";
import { createAskVllm, vllmBatchMax } from "./vllm-requests.ts";

const row = z.array(z.number().nullable());
const answer = z.object({ data: z.array(z.object({ index: z.int(), data: z.union([z.array(row), row]) })) });

/** vLLM serving a model that scores every token: `POST /pooling`. The whole conversation's score stands in the last token's row. */
export const createVllmPooling: CreateScalarInterface = (options, upstream) => {
  const ask = createAskVllm(options, upstream, "/pooling", { task: "token_classify" });
  return {
    batchMax: () => vllmBatchMax(options),
    ask: async (questions, signal) => {
      const { data } = parseAnswer(answer, await ask(questions, signal));
      return orderByIndex(data, questions.length).map(({ data: rows }) => labelByOrder(lastRow(rows)));
    },
  };
};

/** A model of whole sequences behind the same endpoint gives its one row bare. */
function lastRow(rows: readonly (readonly (number | null)[])[] | readonly (number | null)[]): readonly (number | null)[] {
  const last = rows.at(-1);
  return typeof last === "object" && last !== null ? last : (rows as readonly (number | null)[]);
}
