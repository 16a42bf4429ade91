import { z } from "zod";
import { UpstreamError } from "../outbound/upstream-error.ts";
import type { ModelQuestion } from "../ports/reward-model.ts";
import { type AskedPart, gatherParts } from "./gather-parts.ts";
import { badAnswer, checkCount, parseAnswer } from "./parse-answer.ts";
import { renderPair, renderTemplate } from "./render-template.ts";
import type { CreateScalarInterface, LabelledNumber } from "./scalar-interface.ts";
import type { ScalarModelOptions } from "./scalar-model-options.ts";

const answer = z.array(z.array(z.object({ label: z.string(), score: z.number().nullable() })));
const info = z.object({ max_client_batch_size: z.int().positive() });

/**
 * Hugging Face's text-embeddings-inference: `POST /predict`. Each conversation stands in a list of its own, since a list of two texts is one pair. Template `server`: such a pair of prompt and answer, which
 * the server's tokenizer joins as its model was trained. Larger batches than `/info` allows are split.
 */
export const createTeiPredict: CreateScalarInterface = (options, upstream) => {
  if (options.template === "remote") {
    throw new RangeError(
      `${options.id}.template: remote is not possible with tei_predict: server (a pair), chatml, llama3 or raw.`,
    );
  }
  let serverMax = Number.POSITIVE_INFINITY;
  let isAsked = false;
  const askServerMax = async (signal: AbortSignal) => {
    try {
      serverMax = parseAnswer(info, await upstream.get("/info", signal)).max_client_batch_size;
      isAsked = true;
    } catch (error) {
      // One that has no such path has no such bound; one that is out of order is asked again.
      isAsked = error instanceof UpstreamError && (error.reason === "refused" || error.reason === "bad_answer");
    }
  };
  const askOnce = async (questions: readonly ModelQuestion[], signal: AbortSignal) => {
    const inputs = questions.map((question) => inputOf(question, options));
    const body = { inputs, raw_scores: options.activation === "raw", truncate: true, ...options.extraBody };
    const said = parseAnswer(answer, await upstream.post("/predict", body, signal));
    return checkCount(said, questions.length).map((numbers) => checkLabels(numbers, options));
  };
  return {
    batchMax: () => Math.min(options.batchMax, serverMax),
    ask: async (questions, signal) => {
      if (!isAsked) {
        await askServerMax(signal);
      }
      const partMax = Math.min(questions.length, serverMax);
      const parts: AskedPart<readonly LabelledNumber[]>[] = [];
      for (let first = 0; first < questions.length; first += partMax) {
        const part = questions.slice(first, first + partMax);
        parts.push({ places: part.map((_, index) => first + index), outcomes: askOnce(part, signal) });
      }
      return await gatherParts(parts, signal);
    },
  };
};

function inputOf({ messages }: ModelQuestion, { template }: ScalarModelOptions): readonly string[] {
  if (template === "server" || template === "remote") {
    const { prompt, response } = renderPair(messages);
    return [prompt, response];
  }
  return [renderTemplate(template, messages, "by_server")];
}

/** Its labels come sorted by score: the first is the largest, not the first of the model's. */
function checkLabels(
  numbers: readonly { readonly label: string; readonly score: number | null }[],
  { pick }: ScalarModelOptions,
): readonly LabelledNumber[] {
  if (numbers.length > 1 && typeof pick !== "object") {
    throw badAnswer("with several labels, in the order of their scores: pick one by its name");
  }
  return numbers.map(({ label, score }) => ({ label, value: score }));
}
