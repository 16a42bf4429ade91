import { z } from "zod";
import { fakeScore, squash } from "./fake-score.ts";
import type { UpstreamShape } from "./start-upstream.ts";

/** What kind of text-embeddings-inference it is. */
export interface TeiPlan {
  /** More inputs at once are refused. */
  readonly batchMax?: number;
  /** The raw numbers of a text, by label. */
  readonly labels?: (text: string) => Readonly<Record<string, number>>;
  /** Every call of a model ends so instead. */
  readonly failure?: { readonly status: number; readonly error: string; readonly error_type: string };
}

const predict = z.looseObject({
  inputs: z.union([z.string(), z.array(z.string()), z.array(z.array(z.string()))]),
  raw_scores: z.boolean().default(false),
});
const rerank = z.looseObject({ query: z.string(), texts: z.array(z.string()), raw_scores: z.boolean().default(false) });

/** TEI's `/predict`, `/rerank` and `/info`. Traps: a list of two texts is one pair; scores are squashed unless raw ones are asked for; labels and texts come back sorted by score; batches are bounded. */
export function teiShape({
  batchMax = 32,
  labels = (text) => ({ LABEL_0: fakeScore(text) }),
  failure,
}: TeiPlan = {}): UpstreamShape {
  const prediction = (texts: readonly string[], isRaw: boolean) =>
    Object.entries(labels(texts.join(" [SEP] ")))
      .map(([label, raw]) => ({ label, score: isRaw ? raw : squash(raw) }))
      .sort((one, other) => other.score - one.score);
  return ({ path, body }) => {
    if (path === "/info") {
      return { status: 200, body: { model_id: "rm", model_type: { classifier: {} }, max_client_batch_size: batchMax } };
    }
    if (failure !== undefined) {
      return { status: failure.status, body: { error: failure.error, error_type: failure.error_type } };
    }
    if (path === "/predict") {
      const { inputs, raw_scores } = predict.parse(body);
      const batch = inputs as readonly (readonly string[])[];
      if (typeof inputs === "string" || inputs.every((input) => typeof input === "string")) {
        return { status: 200, body: prediction([inputs].flat() as string[], raw_scores) };
      }
      if (batch.length > batchMax) {
        return {
          status: 422,
          body: { error: `batch size ${batch.length} > maximum allowed ${batchMax}`, error_type: "Validation" },
        };
      }
      return { status: 200, body: batch.map((texts) => prediction(texts, raw_scores)) };
    }
    if (path === "/rerank") {
      const parsed = rerank.safeParse(body);
      if (!parsed.success) {
        return { status: 422, body: { error: "missing field `texts`", error_type: "Validation" } };
      }
      const { query, texts, raw_scores } = parsed.data;
      const found = texts.map((text, index) => ({ index, score: prediction([query, text], raw_scores)[0]?.score ?? 0 }));
      return { status: 200, body: found.sort((one, other) => other.score - one.score) };
    }
    return null;
  };
}
