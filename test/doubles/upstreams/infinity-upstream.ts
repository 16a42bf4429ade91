import { z } from "zod";
import { fakeScore, squash } from "./fake-score.ts";
import type { UpstreamShape } from "./start-upstream.ts";

const body = z.looseObject({ model: z.string().optional(), input: z.array(z.string()), raw_scores: z.boolean().default(false) });

/** Infinity's `/classify`, for which `generic_http` is configured. Trap: `raw_scores` is taken and does nothing. */
export function infinityShape(score: (text: string) => number = fakeScore): UpstreamShape {
  return ({ path, body: said }) => {
    if (path !== "/classify") {
      return null;
    }
    const { input } = body.parse(said);
    const data = input.map((text) => [
      { label: "good", score: squash(score(text)) },
      { label: "bad", score: 1 - squash(score(text)) },
    ]);
    return { status: 200, body: { object: "classify", data, model: "rm", usage: { prompt_tokens: 9 } } };
  };
}
