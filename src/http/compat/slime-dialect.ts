import { z } from "@hono/zod-openapi";
import { trimTrailingSpecialTokens } from "../../domain/chat-templates/special-tokens.ts";
import { joinAnswer } from "../../domain/chat-templates/split-query.ts";
import type { SampleValue } from "../../services/scoring/sample-value.ts";
import { createBodyReader } from "../scoring/create-body-reader.ts";
import type { BatchLimits } from "../scoring/evaluate-batch-operation.ts";
import { createMessagesSchema, toMessages } from "../wire/message.ts";
import { type CompatDialect, type DialectTerms, fillDimensions, rewardOrFiller } from "./compat-dialect.ts";
import type { Sample } from "./score-samples.ts";
import { type RawSample, toSample } from "./to-sample.ts";
import type { FloatJson } from "./write-float-json.ts";

/** slime's for an attempt, of which it makes ten; miles waits longer. */
const SLIME_TIMEOUT_MS = 120_000;
const SLIME_BUDGET_MS = 110_000;

/** The contract of one sample. */
export function createSlimeSampleSchema(limits: BatchLimits) {
  return z
    .object({
      prompt: z
        .union([z.string(), createMessagesSchema(limits)], { error: "must be a text or a list of messages" })
        .openapi({ description: "As a chat template wrote it, or a list of messages where slime applies none." }),
      response: z.string(),
      label: z.unknown().optional().openapi({
        description: 'An object with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario".',
      }),
    })
    .openapi("SlimeSample", {
      example: {
        prompt: "<|im_start|>user\nMorning. It's my lower back.<|im_end|>\n<|im_start|>assistant\n",
        response: "Where does it hurt?",
        label: "medical-intake/lower-back-pain",
      },
    });
}

const SlimeRewardSchema = z.union([
  z.number().nullable(),
  z.object({ reward: z.number().nullable(), scores: z.record(z.string(), z.number()) }).openapi("SlimeScoredReward"),
]);

/** The contract of an answer: as many as there were samples. */
export const SlimeAnswerSchema = z
  .union([SlimeRewardSchema, z.array(SlimeRewardSchema)])
  .openapi("SlimeReward", { description: "The bare reward, or with `format=object` an object; null only with `on_error=null`." });

/** How slime and miles ask for the reward of one sample, or of a list of them. */
export function createSlimeDialect(limits: BatchLimits): CompatDialect {
  const readSample = createBodyReader(createSlimeSampleSchema(limits));
  const readList = createBodyReader(z.array(createSlimeSampleSchema(limits)).max(limits.batchItemsMax));
  type Members = ReturnType<typeof readSample>;
  const toRaw = (members: Members, pointer: string, terms: DialectTerms): RawSample => ({
    messages: messagesOf(members, pointer, limits, terms),
    label: members.label,
    pointer,
    labelPointer: members.label === undefined ? pointer : `${pointer}/label`,
  });
  return {
    clientTimeoutMs: SLIME_TIMEOUT_MS,
    budgetMs: SLIME_BUDGET_MS,
    read: (body, terms) => {
      const sampleTerms = { address: terms.address, stripsThinking: terms.knobs.stripsThinking };
      const read = (members: Members, pointer: string): Sample => toSample(toRaw(members, pointer, terms), sampleTerms);
      if (Array.isArray(body)) {
        const samples = readList(body).map((members, index) => read(members, `/${index}`));
        return { samples, write: (values) => values.map((value) => writeReward(value, terms)) };
      }
      return {
        samples: [read(readSample(body), "")],
        write: ([value]) => (value === undefined ? null : writeReward(value, terms)),
      };
    },
  };
}

function messagesOf(
  { prompt, response }: z.infer<ReturnType<typeof createSlimeSampleSchema>>,
  pointer: string,
  limits: BatchLimits,
  { knobs }: DialectTerms,
): RawSample["messages"] {
  return typeof prompt === "string"
    ? joinAnswer(prompt, response, knobs.template)
    : [
        ...toMessages(prompt, limits, `${pointer}/prompt`),
        { role: "assistant", content: trimTrailingSpecialTokens(response).trim() },
      ];
}

function writeReward(value: SampleValue, { knobs, dimensionKeys }: DialectTerms): FloatJson {
  const reward = rewardOrFiller(value.reward, knobs.onError);
  return knobs.format === "number" ? reward : { reward, scores: fillDimensions(value, dimensionKeys) };
}
