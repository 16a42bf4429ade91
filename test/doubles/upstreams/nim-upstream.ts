import { z } from "zod";
import { fakeScore } from "./fake-score.ts";
import type { UpstreamShape } from "./start-upstream.ts";

/** In which form it says its scores: as "logprobs" and text, as text alone, or as an ordinary chat model says anything. */
export type NimForm = "logprobs" | "text" | "chat";

const body = z.looseObject({
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(2),
  stream: z.literal(false),
});

/** NVIDIA NIM with a Nemotron reward model. Trap: "logprobs" that are scores, above 0 too, while the text beside them is rounded. */
export function nimShape(form: NimForm = "logprobs", score: (text: string) => number = fakeScore): UpstreamShape {
  return ({ path, body: said }) => {
    if (path !== "/v1/chat/completions") {
      return null;
    }
    const { messages } = body.parse(said);
    const scores: readonly (readonly [string, number])[] = [
      ["helpfulness", score(messages.map(({ content }) => content).join("\n"))],
      ["correctness", 1.6484375],
      ["coherence", 3.3125],
      ["complexity", 0.546875],
      ["verbosity", 0.515625],
    ];
    const text = scores.map(([name, value]) => `${name}:${value.toFixed(7)}`).join(",");
    const content = form === "chat" ? "Helpfulness: I would give it a 4, correctness:5!" : text;
    const logprobs =
      form === "logprobs"
        ? { content: scores.map(([token, logprob]) => ({ token, logprob, bytes: null, top_logprobs: [] })) }
        : null;
    const choice = { index: 0, message: { role: "assistant", content }, logprobs, finish_reason: "length" };
    return { status: 200, body: { id: "chat-1", object: "chat.completion", created: 1, model: "rm", choices: [choice] } };
  };
}
