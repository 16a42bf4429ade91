import PQueue from "p-queue";
import { ModelCallError, type ModelFailureReason } from "../../ports/reward-model.ts";
import { type ChatReply, type ChatUsage, readChatReply } from "./chat-reply.ts";
import type { JudgeOptions } from "./judge-options.ts";
import type { ChatMessage, JudgePrompt } from "./judge-prompt.ts";
import type { PostJson } from "./judge-world.ts";
import { formMembers, type OutputForm } from "./output-form.ts";
import type { Spending } from "./spending.ts";

/** Fewer than any tokeniser makes of a token on average, so that what is put aside is enough. */
const BYTES_A_TOKEN = 3;
/** What a message costs besides its words. */
const TOKENS_A_MESSAGE = 8;
/** Failures of which nobody is billed. */
const UNBILLED: ReadonlySet<ModelFailureReason> = new Set(["refused", "overloaded", "unreachable", "denied"]);
const NOTHING: ChatUsage = { inputTokens: 0, outputTokens: 0 };

/** Makes the calls of one endpoint: so many at a time, within the budget. */
export class ChatCaller {
  readonly #options: JudgeOptions;
  readonly #post: PostJson;
  readonly #spending: Spending;
  readonly #queue: PQueue;

  constructor(options: JudgeOptions, post: PostJson, spending: Spending) {
    this.#options = options;
    this.#post = post;
    this.#spending = spending;
    this.#queue = new PQueue({ concurrency: options.concurrency });
  }

  /** One call. Rejects with ModelCallError: as the upstream does, `bad_answer`, `budget_spent`, and `timeout` as soon as the signal aborts, whether the call waits or is under way. */
  async ask(prompt: JudgePrompt, form: OutputForm, signal: AbortSignal): Promise<ChatReply> {
    // One of its own: many calls listen for the same end, and signals warn of many listeners.
    const own = AbortSignal.any([signal]);
    try {
      return await this.#queue.add(() => this.#call(prompt, form, own), { signal: own });
    } catch (error) {
      throw signal.aborted ? new ModelCallError("timeout", "The judge was stopped before it had answered.") : error;
    }
  }

  async #call({ messages, schema }: JudgePrompt, form: OutputForm, signal: AbortSignal): Promise<ChatReply> {
    const { model, temperature, answerTokensMax, extraBody } = this.#options;
    const most = { inputTokens: countTokens(messages), outputTokens: answerTokensMax };
    const reservation = this.#spending.reserve(most);
    const body = {
      model,
      messages,
      temperature,
      // The newest models know only the other name, which the operator then gives.
      ...("max_completion_tokens" in extraBody ? {} : { max_tokens: answerTokensMax }),
      stream: false,
      ...formMembers(form, schema),
      ...extraBody,
    };
    try {
      const reply = readChatReply(await this.#post("/chat/completions", body, signal));
      reservation.settle(reply.usage ?? { ...most, outputTokens: Math.min(answerTokensMax, tokensOf(reply.text)) });
      return reply;
    } catch (error) {
      const isUnbilled = error instanceof ModelCallError && UNBILLED.has(error.reason);
      reservation.settle(isUnbilled ? NOTHING : null);
      throw error;
    }
  }
}

function countTokens(messages: readonly ChatMessage[]): number {
  return messages.reduce((sum, { content }) => sum + tokensOf(content) + TOKENS_A_MESSAGE, 0);
}

function tokensOf(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_A_TOKEN);
}
