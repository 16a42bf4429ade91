import { z } from "zod";
import { ModelCallError } from "../../ports/reward-model.ts";

/** A token of a reply, with those that the model weighed at its place. */
export interface ChatToken {
  /** Where it begins in the reply's text; negative for tokens before it (hidden reasoning). */
  readonly start: number;
  readonly text: string;
  /** Itself among them. Natural logarithms of probabilities. */
  readonly alternatives: readonly { readonly text: string; readonly logprob: number }[];
}

/** Tokens that a call was billed for. */
export interface ChatUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What an LLM said. */
export interface ChatReply {
  /** Empty where it said nothing, or would not. */
  readonly text: string;
  /** It ended because it may say no more, not because it had done. */
  readonly isCutOff: boolean;
  /** Null: not told, or not in a way that belongs to the text. */
  readonly tokens: readonly ChatToken[] | null;
  /** Null: not told. */
  readonly usage: ChatUsage | null;
}

const contentSchema = z
  .union([z.string(), z.array(z.looseObject({ type: z.string().nullish(), text: z.string().nullish() }))])
  .nullish();
const replySchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content: contentSchema }),
        finish_reason: z.string().nullish(),
        logprobs: z.unknown().optional(),
      }),
    )
    .min(1),
  usage: z.unknown().optional(),
});
const weighedSchema = z.looseObject({ token: z.string(), logprob: z.number() });
const logprobsSchema = z.looseObject({
  content: z.array(weighedSchema.extend({ top_logprobs: z.array(weighedSchema).nullish() })).min(1),
});
const countSchema = z.int().min(0).max(1e9);
const usageSchema = z.looseObject({ prompt_tokens: countSchema, completion_tokens: countSchema });
/** Rounding may lift a logarithm of 1 a little above 0; what is higher is no logarithm of a probability (NIM's reward models send scores there). */
const LOGPROB_MAX = 1e-3;

/** Reads what `/chat/completions` answered. Throws ModelCallError `bad_answer` where it is no chat completion. */
export function readChatReply(answer: unknown): ChatReply {
  const parsed = replySchema.safeParse(answer);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || choice === undefined) {
    throw new ModelCallError("bad_answer", "The answer is no chat completion.");
  }
  const text = textOf(choice.message.content);
  return {
    text,
    isCutOff: choice.finish_reason === "length",
    tokens: readTokens(choice.logprobs, text),
    usage: readUsage(parsed.data.usage),
  };
}

/** Some servers send parts; those that are thoughts or refusals have no text of type `text`. */
function textOf(content: z.output<typeof contentSchema>): string {
  if (typeof content === "string") {
    return content;
  }
  return (content ?? []).map(({ type, text }) => (type === "text" ? (text ?? "") : "")).join("");
}

/** The tokens, laid along the text. A server may leave thoughts out of the text and not out of the tokens, so the text may be their end. */
function readTokens(logprobs: unknown, text: string): readonly ChatToken[] | null {
  const parsed = logprobsSchema.safeParse(logprobs);
  if (!parsed.success || text === "") {
    return null;
  }
  const { content } = parsed.data;
  const offset = content
    .map(({ token }) => token)
    .join("")
    .lastIndexOf(text);
  const isLogarithm = content.every(({ logprob, top_logprobs }) =>
    [logprob, ...(top_logprobs ?? []).map((other) => other.logprob)].every((value) => value <= LOGPROB_MAX),
  );
  if (offset < 0 || !isLogarithm) {
    return null;
  }
  let start = -offset;
  return content.map(({ token, logprob, top_logprobs }) => {
    const others = (top_logprobs ?? []).filter((other) => other.token !== token);
    const laid = {
      start,
      text: token,
      alternatives: [{ text: token, logprob }, ...others.map((other) => ({ text: other.token, logprob: other.logprob }))],
    };
    start += token.length;
    return laid;
  });
}

function readUsage(usage: unknown): ChatUsage | null {
  const { data } = usageSchema.safeParse(usage);
  return data === undefined ? null : { inputTokens: data.prompt_tokens, outputTokens: data.completion_tokens };
}
