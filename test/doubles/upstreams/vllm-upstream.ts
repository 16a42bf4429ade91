import { z } from "zod";
import { fakeScore, squash } from "./fake-score.ts";
import type { UpstreamShape } from "./start-upstream.ts";

/** What kind of vLLM it is. */
export interface VllmPlan {
  /** Which member turns the activation off; null: none does. */
  readonly member?: "use_activation" | "activation" | null;
  /** Whether other members are rejected, as by stricter servers with the same interface; vLLM ignores them. */
  readonly isStrict?: boolean;
  readonly score?: (text: string) => number;
}

const message = z.object({ role: z.string(), content: z.string() });
const body = z.looseObject({
  model: z.string().optional(),
  messages: z.array(message).optional(),
  input: z.union([z.array(z.string()), z.array(z.array(z.int()))]).optional(),
  use_activation: z.boolean().optional(),
  activation: z.boolean().optional(),
  add_generation_prompt: z.boolean().optional(),
  add_special_tokens: z.boolean().optional(),
  task: z.string().optional(),
});
type Body = z.infer<typeof body>;

/** vLLM's `/classify`, `/pooling` and `/tokenize`. Traps: a sigmoid unless told otherwise in the one word that its version knows, a chat form of one conversation, `add_generation_prompt` on by default in `/tokenize`, answers in no particular order. */
export function vllmShape({ member = "use_activation", isStrict = false, score = fakeScore }: VllmPlan = {}): UpstreamShape {
  return (request) => {
    const said = body.parse(request.body);
    if (request.path === "/tokenize") {
      return { status: 200, body: tokenize(said) };
    }
    if (request.path !== "/classify" && request.path !== "/pooling") {
      return null;
    }
    const others = (["use_activation", "activation"] as const).filter((name) => name !== member && said[name] !== undefined);
    if (isStrict && others.length > 0) {
      return { status: 400, body: { error: { message: `Extra inputs are not permitted: ${others[0]}`, code: 400 } } };
    }
    const isRaw = member !== null && said[member] === false;
    const scores = textsOf(said).map((text) => (isRaw ? score(text) : squash(score(text))));
    return { status: 200, body: request.path === "/classify" ? classified(scores) : pooled(scores) };
  };
}

/** Token ids are code units here; one more at the end where a turn is begun that nobody asked for. */
function tokenize({ messages = [], add_generation_prompt = true }: Body): object {
  const text = messages.map(({ role, content }) => `[${role}]${content}`).join("") + (add_generation_prompt ? "excellent" : "");
  const tokens = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return { count: tokens.length, max_model_len: 4096, tokens, token_strs: null };
}

function textsOf({ messages, input = [] }: Body): readonly string[] {
  if (messages !== undefined) {
    return [messages.map(({ content }) => content).join("\n")];
  }
  return input.map((entry) => (typeof entry === "string" ? entry : String.fromCodePoint(...entry)));
}

/** Last first, since only the index counts. */
function classified(scores: readonly number[]): object {
  const data = scores.map((probability, index) => ({ index, label: "LABEL_0", probs: [probability], num_classes: 1 }));
  return { id: "classify-1", object: "list", created: 1, model: "rm", data: data.reverse(), usage: { prompt_tokens: 9 } };
}

/** A row a token; only the last one's counts. */
function pooled(scores: readonly number[]): object {
  const data = scores.map((score, index) => ({ index, object: "pooling", data: [[9.5], [-9.5], [score]] }));
  return { id: "pool-1", object: "list", created: 1, model: "rm", data: data.reverse(), usage: { prompt_tokens: 9 } };
}
