import { z } from "zod";
import { fakeScore, squash } from "./fake-score.ts";
import type { UpstreamShape } from "./start-upstream.ts";

/** Whose reranker it is: they take the same and answer differently. */
export const RERANKERS = ["vllm", "llama_cpp", "infinity", "sglang", "cohere"] as const;
export type Reranker = (typeof RERANKERS)[number];

const body = z.looseObject({
  query: z.string(),
  documents: z.array(z.string()),
  top_n: z.int().optional(),
  raw_scores: z.boolean().optional(),
  use_activation: z.boolean().optional(),
});

interface Ranked {
  readonly index: number;
  readonly text: string;
  readonly score: number;
}

const ANSWERS: Readonly<Record<Reranker, (ranked: readonly Ranked[]) => unknown>> = {
  vllm: (ranked) => ({
    id: "rerank-1",
    model: "rm",
    usage: { total_tokens: 9 },
    results: ranked.map(({ index, text, score }) => ({ index, document: { text, multi_modal: null }, relevance_score: score })),
  }),
  llama_cpp: (ranked) => ({
    model: "rm",
    object: "list",
    usage: { prompt_tokens: 9, total_tokens: 9 },
    results: ranked.map(({ index, score }) => ({ index, relevance_score: score })),
  }),
  infinity: (ranked) => ({
    object: "rerank",
    results: ranked.map(({ index, score }) => ({ relevance_score: score, index, document: null })),
    model: "rm",
    usage: { prompt_tokens: 9, total_tokens: 9 },
  }),
  sglang: (ranked) => ranked.map(({ text, score }) => ({ score, document: text, meta_info: { id: "1" } })),
  cohere: (ranked) => ({
    id: "1",
    results: ranked.map(({ index, score }) => ({ index, relevance_score: score })),
    meta: { api_version: { version: "2" } },
  }),
};

/** A reranker's `/rerank`. Traps: what comes back is sorted by score and cut to `top_n`; scores are squashed unless the server's own word for raw is said; SGLang says whose a score is by the document alone. */
export function rerankShape(reranker: Reranker, score: (text: string) => number = fakeScore): UpstreamShape {
  return ({ path, body: said }) => {
    if (path !== "/rerank" && path !== "/v1/rerank") {
      return null;
    }
    const parsed = body.safeParse(said);
    if (!parsed.success) {
      return { status: 422, body: { detail: parsed.error.issues.map(({ message }) => message) } };
    }
    const { query, documents, top_n, raw_scores, use_activation } = parsed.data;
    const isRaw = reranker === "llama_cpp" || (reranker === "vllm" ? use_activation === false : raw_scores === true);
    const ranked = documents
      .map((text, index) => ({ index, text, score: score(`${query}\n${text}`) }))
      .map((one) => ({ ...one, score: isRaw ? one.score : squash(one.score) }))
      .sort((one, other) => other.score - one.score)
      .slice(0, top_n);
    return { status: 200, body: ANSWERS[reranker](ranked) };
  };
}
