import { z } from "zod";
import type { Upstream } from "../outbound/open-upstream.ts";
import type { ModelQuestion } from "../ports/reward-model.ts";
import { parseAnswer } from "./parse-answer.ts";
import { rememberDialect } from "./remember-dialect.ts";
import { renderMessages, renderTemplate } from "./render-template.ts";
import { modelMember } from "./scalar-interface.ts";
import type { ScalarModelOptions } from "./scalar-model-options.ts";

const tokenized = z.object({ tokens: z.array(z.int()) });

/**
 * What tells vLLM not to squash: `activation` before 0.11.2, `use_activation` since. It ignores members that it does not know, so both are said, and one alone where a stricter server in its place rejects the other.
 */
const ACTIVATION_MEMBERS = [["use_activation", "activation"], ["use_activation"], ["activation"]];

/** Asks a pooling endpoint of vLLM about conversations; resolves with what it says. */
export type AskVllm = (questions: readonly ModelQuestion[], signal: AbortSignal) => Promise<unknown>;

/**
 * Asks one of vLLM's pooling endpoints (`/classify`, `/pooling`). The chat form, which the server templates, takes one conversation a request; texts and token ids go as a batch.
 * The server squashes scores unless told not to.
 * @param members of the body besides the conversations.
 */
export function createAskVllm(
  options: ScalarModelOptions,
  upstream: Upstream,
  path: string,
  members: Readonly<Record<string, unknown>>,
): AskVllm {
  const speak = rememberDialect(ACTIVATION_MEMBERS);
  return async (questions, signal) => {
    const conversations = await conversationsOf(options, upstream, questions, signal);
    const isActivated = options.activation !== "raw";
    return await speak((names) => {
      const activation = Object.fromEntries(names.map((name) => [name, isActivated]));
      const body = { ...modelMember(options), ...conversations, ...members, ...activation, ...options.extraBody };
      return upstream.post(path, body, signal);
    });
  };
}

/** Questions a request of that template: the chat form takes one. */
export function vllmBatchMax({ template, batchMax }: ScalarModelOptions): number {
  return template === "server" ? 1 : batchMax;
}

async function conversationsOf(
  options: ScalarModelOptions,
  upstream: Upstream,
  questions: readonly ModelQuestion[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const { template } = options;
  if (template === "server") {
    return { messages: renderMessages(questions[0]?.messages ?? []) };
  }
  if (template === "remote") {
    const tokenize = async ({ messages }: ModelQuestion) => {
      const body = { ...modelMember(options), messages: renderMessages(messages), add_generation_prompt: false };
      return parseAnswer(tokenized, await upstream.post("/tokenize", body, signal)).tokens;
    };
    return { input: await Promise.all(questions.map(tokenize)) };
  }
  const input = questions.map(({ messages }) => renderTemplate(template, messages, "written"));
  // The templates hold their special tokens; of a raw text the server's tokenizer knows which it needs.
  return { input, add_special_tokens: template === "raw" };
}
