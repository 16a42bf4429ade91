import { z } from "zod";
import { assertInvariant } from "../domain/assert.ts";
import type { Upstream } from "../outbound/open-upstream.ts";
import { gatherParts } from "./gather-parts.ts";
import { badAnswer, orderByIndex, parseAnswer } from "./parse-answer.ts";
import { rememberDialect, type SpeakDialect } from "./remember-dialect.ts";
import { renderPair } from "./render-template.ts";
import { type CreateScalarInterface, type LabelledNumber, labelByOrder, modelMember } from "./scalar-interface.ts";
import type { ScalarModelOptions } from "./scalar-model-options.ts";

const document = z.union([z.string(), z.object({ text: z.string().nullish() })]).nullish();
const entry = z.object({
  index: z.int().nonnegative().nullish(),
  relevance_score: z.number().nullish(),
  score: z.number().nullish(),
  document,
});
/** Cohere, Jina, vLLM, llama.cpp, Infinity: `results`; some gateways: `data`; SGLang and TEI: the bare list. */
const answer = z.union([
  z.array(entry),
  z.object({ results: z.array(entry) }).transform(({ results }) => results),
  z.object({ data: z.array(entry) }).transform(({ data }) => data),
]);
type Entry = z.infer<typeof entry>;

/** What the answers to be scored are called: by most `documents`, by TEI `texts`. */
type ListName = "documents" | "texts";

/**
 * A reranker: `POST /rerank`, where the prompt is the query and the policy's last message a document. Conversations with the same prompt go in one request. What comes back is sorted by score, so it
 * is put back by its index. SGLang has the path below `/v1` only: its URL ends so.
 */
export const createRerank: CreateScalarInterface = (options, upstream) => {
  const speak = rememberDialect<ListName>(["documents", "texts"]);
  return {
    batchMax: () => options.batchMax,
    ask: async (questions, signal) => {
      const pairs = questions.map(({ messages }, index) => ({ index, ...renderPair(messages) }));
      const parts = [...new Set(pairs.map(({ prompt }) => prompt))].map((query) => {
        const asked = pairs.filter(({ prompt }) => prompt === query);
        const documents = asked.map(({ response }) => response);
        const outcomes = rerank({ options, upstream, speak, query, documents }, signal);
        return { places: asked.map(({ index }) => index), outcomes };
      });
      return await gatherParts(parts, signal);
    },
  };
};

interface RerankCall {
  readonly options: ScalarModelOptions;
  readonly upstream: Upstream;
  readonly speak: SpeakDialect<ListName>;
  readonly query: string;
  readonly documents: readonly string[];
}

/** The scores of documents, in their order. Servers differ in the name of what keeps scores raw, and ignore the others'. */
async function rerank(call: RerankCall, signal: AbortSignal): Promise<readonly (readonly LabelledNumber[])[]> {
  const { options, upstream, speak, query, documents } = call;
  const raw = options.activation === "raw" ? { raw_scores: true, use_activation: false } : {};
  const said = await speak((name) => {
    const count = name === "documents" ? { top_n: documents.length } : {};
    const body = { ...modelMember(options), query, [name]: documents, ...count, ...raw, ...options.extraBody };
    return upstream.post("/rerank", body, signal);
  });
  const entries = parseAnswer(answer, said);
  return orderByIndex(withIndexes(entries, documents), documents.length).map(({ value }) => labelByOrder([value]));
}

/** An answer without indexes is put back by its documents, which it then holds. */
function withIndexes(entries: readonly Entry[], documents: readonly string[]) {
  const free = new Set(documents.keys());
  return entries.map((found) => {
    const value = found.relevance_score ?? found.score ?? null;
    if (typeof found.index === "number") {
      return { index: found.index, value };
    }
    const text = typeof found.document === "string" ? found.document : found.document?.text;
    const index = documents.length === 1 ? 0 : [...free].find((at) => documents[at] === text);
    if (index === undefined) {
      throw badAnswer("with scores of which it does not say whose they are");
    }
    assertInvariant(free.delete(index) || documents.length === 1, "A document is taken once.");
    return { index, value };
  });
}
