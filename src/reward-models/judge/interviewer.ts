import type { Random } from "../../ports/random.ts";
import { ModelCallError, type ModelMessage, type ModelQuestion } from "../../ports/reward-model.ts";
import type { ChatCaller } from "./chat-caller.ts";
import type { ChatReply } from "./chat-reply.ts";
import { EndpointForm, isAboutForm } from "./endpoint-form.ts";
import type { JudgeOptions } from "./judge-options.ts";
import { type ChatMessage, type JudgePrompt, type PromptedPair, pairPrompt, statementsPrompt } from "./judge-prompt.ts";
import type { OutputForm } from "./output-form.ts";
import { type PairReading, readPair } from "./read-pair.ts";
import { readVerdicts, type Verdict } from "./read-verdicts.ts";

/** Of an unreadable reply that is sent back to be mended. */
const REPLY_CHARACTERS_SHOWN = 4000;
const NONCE_BYTES = 12;
const REPAIR =
  "Your last message is not the JSON object that was asked for, or not all of it. Send that object now, complete, with nothing before or after it.";

/** A conversation and what is asked of it. */
export type ConversationAsk = Pick<ModelQuestion, "messages" | "reference">;

/** Asks a judge's endpoint and reads its words: in the form that it understands, with one repair. All methods reject with ModelCallError: as the caller does, and `unparseable`. */
export class Interviewer {
  readonly #caller: ChatCaller;
  readonly #random: Random;
  readonly #form: EndpointForm;

  /** @param probe what is asked to find out how the endpoint answers: nothing hostile. */
  constructor(
    options: JudgeOptions,
    caller: ChatCaller,
    random: Random,
    probe: { readonly conversation: ConversationAsk; readonly statements: readonly string[] },
  ) {
    this.#caller = caller;
    this.#random = random;
    this.#form = new EndpointForm(options, async (form, signal) => {
      const { prompt, read } = this.#statements(probe.conversation, probe.statements, form);
      const verdicts = read(await this.#caller.ask(prompt, form, signal));
      const isWeighed = verdicts?.every(({ isDistribution }) => isDistribution) ?? false;
      const canDoWithout = options.logprobs === "auto";
      return verdicts === null || (form.hasLogprobs && !isWeighed && !canDoWithout)
        ? null
        : { ...form, hasLogprobs: form.hasLogprobs && isWeighed };
    });
  }

  /** Whether verdicts come with their distribution, so that asking again tells nothing new. */
  async weighsVerdicts(signal: AbortSignal): Promise<boolean> {
    return (await this.#form.find(signal)).hasLogprobs;
  }

  /** One verdict a statement, in their order: one call, and one more where its answer cannot be read. */
  async askStatements(
    conversation: ConversationAsk,
    statements: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Verdict[]> {
    const form = await this.#form.find(signal);
    const { prompt, read } = this.#statements(conversation, statements, form);
    return this.#askUntilRead(prompt, form, read, signal);
  }

  /** Which of two is better, in the order given: one call, and one more where its answer cannot be read. */
  async askPair(ask: Omit<PromptedPair, "hasReasons" | "nonce">, signal: AbortSignal): Promise<PairReading> {
    const form = await this.#form.find(signal);
    const prompt = pairPrompt({ ...ask, hasReasons: !form.hasLogprobs, nonce: this.#random.token(NONCE_BYTES) });
    const shown = textOf([...ask.context, ...ask.a, ...ask.b]);
    return this.#askUntilRead(prompt, form, (reply) => readPair(reply, shown), signal);
  }

  #statements(conversation: ConversationAsk, statements: readonly string[], form: OutputForm) {
    const nonce = this.#random.token(NONCE_BYTES);
    const shown = textOf(conversation.messages);
    return {
      prompt: statementsPrompt({ question: conversation, statements, hasReasons: !form.hasLogprobs, nonce }),
      read: (reply: ChatReply) => readVerdicts(reply, statements.length, shown),
    };
  }

  async #askUntilRead<T>(
    prompt: JudgePrompt,
    form: OutputForm,
    read: (reply: ChatReply) => T | null,
    signal: AbortSignal,
  ): Promise<T> {
    const reply = await this.#ask(prompt, form, signal);
    const first = read(reply);
    if (first !== null) {
      return first;
    }
    const messages = [...prompt.messages, ...said(reply), { role: "user", content: REPAIR } as const];
    const second = read(await this.#ask({ ...prompt, messages }, form, signal));
    if (second === null) {
      throw new ModelCallError("unparseable", "The judge's words hold no verdict, nor did they when it was asked again.");
    }
    return second;
  }

  async #ask(prompt: JudgePrompt, form: OutputForm, signal: AbortSignal): Promise<ChatReply> {
    try {
      const reply = await this.#caller.ask(prompt, form, signal);
      this.#form.note(false);
      return reply;
    } catch (error) {
      if (isAboutForm(error)) {
        this.#form.note(true);
      }
      throw error;
    }
  }
}

function textOf(messages: readonly ModelMessage[]): string {
  return messages.map(({ content }) => content).join("\n");
}

/** A reply as a turn of the chat; servers refuse an empty one. */
function said({ text }: ChatReply): readonly ChatMessage[] {
  return text.trim() === "" ? [] : [{ role: "assistant", content: text.slice(0, REPLY_CHARACTERS_SHOWN) }];
}
