import { z } from "zod";
import { fakeScore } from "./fake-score.ts";
import type { UpstreamShape } from "./start-upstream.ts";

const native = z.looseObject({ text: z.union([z.string(), z.array(z.string())]) });
const openAi = z.looseObject({ input: z.union([z.string(), z.array(z.string())]) });

/** SGLang's native `/classify`, raw, in the order of the texts. Trap: its `/v1/classify` gives a softmax of one score, always 1. */
export function sglangShape(score: (text: string) => number = fakeScore): UpstreamShape {
  return ({ path, body }) => {
    if (path === "/classify") {
      const texts = [native.parse(body).text].flat();
      return { status: 200, body: texts.map((text) => ({ embedding: [score(text)], meta_info: { id: "1", prompt_tokens: 9 } })) };
    }
    if (path === "/v1/classify") {
      const texts = [openAi.parse(body).input].flat();
      const data = texts.map((_, index) => ({ index, label: "LABEL_0", probs: [1], num_classes: 1 }));
      return { status: 200, body: { id: "classify-1", object: "list", data, model: "rm" } };
    }
    return null;
  };
}
