import { z } from "zod";
import { badAnswer, parseAnswer } from "./parse-answer.ts";
import { renderMessages } from "./render-template.ts";
import { type CreateScalarInterface, type LabelledNumber, modelMember } from "./scalar-interface.ts";

const answer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish() }).nullish(),
        logprobs: z
          .object({ content: z.array(z.object({ token: z.string(), logprob: z.number().nullable() })).nullish() })
          .nullish(),
      }),
    )
    .min(1),
});
/** An attribute and its score; bounded, so that no text makes it go back and forth. */
const ATTRIBUTE = /^([a-z_]{1,64}):\s{0,4}(-?\d{1,9}(?:\.\d{1,20})?(?:e-?\d{1,3})?)$/;

/**
 * A reward model behind OpenAI's chat interface, as NVIDIA's NIM serves Nemotron: the conversation goes there, attributes and their scores come back, as "logprobs" (which are scores: above 0 is usual) and as text.
 * Its scores compare within one prompt only.
 */
export const createOpenAiRewardChat: CreateScalarInterface = (options, upstream) => {
  if (options.template !== "server") {
    throw new RangeError(`${options.id}.template: openai_reward_chat is sent messages: server.`);
  }
  const path = /\/v1\/?$/.test(options.upstream.baseUrl.pathname) ? "/chat/completions" : "/v1/chat/completions";
  return {
    batchMax: () => 1,
    ask: (questions, signal) =>
      Promise.all(
        questions.map(async ({ messages }) => {
          const body = { ...modelMember(options), messages: renderMessages(messages), stream: false, ...options.extraBody };
          return numbersOf(parseAnswer(answer, await upstream.post(path, body, signal)));
        }),
      ),
  };
};

function numbersOf({ choices }: z.infer<typeof answer>): readonly LabelledNumber[] {
  const [choice] = choices;
  const logprobs = choice?.logprobs?.content ?? [];
  if (logprobs.length > 0) {
    return logprobs.map(({ token, logprob }) => ({ label: token.trim(), value: logprob }));
  }
  const parts = (choice?.message?.content ?? "").split(",").map((part) => ATTRIBUTE.exec(part.trim()));
  return parts.map((match) => {
    if (match === null) {
      throw badAnswer("with words, not with attributes and their scores: it is no reward model, or no longer one");
    }
    return { label: match[1] ?? "", value: Number(match[2]) };
  });
}
