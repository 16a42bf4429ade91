import { z } from "zod";
import { orderByIndex, parseAnswer } from "./parse-answer.ts";
import { type CreateScalarInterface, labelByOrder } from "./scalar-interface.ts";
import { createAskVllm, vllmBatchMax } from "./vllm-requests.ts";

const answer = z.object({ data: z.array(z.object({ index: z.int(), probs: z.array(z.number().nullable()) })) });

/** vLLM serving a model that classifies whole sequences, which most reward models are: `POST /classify`. Its `probs` are raw scores where no activation is asked for. */
export const createVllmClassify: CreateScalarInterface = (options, upstream) => {
  const ask = createAskVllm(options, upstream, "/classify", {});
  return {
    batchMax: () => vllmBatchMax(options),
    ask: async (questions, signal) => {
      const { data } = parseAnswer(answer, await ask(questions, signal));
      return orderByIndex(data, questions.length).map(({ probs }) => labelByOrder(probs));
    },
  };
};
