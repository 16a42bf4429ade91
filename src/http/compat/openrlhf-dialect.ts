import { z } from "@hono/zod-openapi";
import { splitQuery } from "../../domain/chat-templates/split-query.ts";
import { InvalidRequestError } from "../../domain/errors.ts";
import type { SampleValue } from "../../services/scoring/sample-value.ts";
import { createBodyReader } from "../scoring/create-body-reader.ts";
import type { BatchLimits } from "../scoring/evaluate-batch-operation.ts";
import { type CompatDialect, countFilled, type DialectTerms, fillDimensions, rewardOrFiller } from "./compat-dialect.ts";
import { toSample } from "./to-sample.ts";
import type { FloatJson } from "./write-float-json.ts";

/** OpenRLHF's total for an attempt, of which it makes five. */
const OPENRLHF_TIMEOUT_MS = 180_000;
const OPENRLHF_BUDGET_MS = 170_000;

/** The contract of a request: what `openrlhf.cli.serve_rm` takes. */
export function createGetRewardSchema({ batchItemsMax }: BatchLimits) {
  return z
    .object({
      query: z
        .array(z.string())
        .max(batchItemsMax)
        .openapi({ description: "Prompts and answers as a chat template wrote them, special tokens and all." }),
      prompts: z
        .array(z.string())
        .max(batchItemsMax)
        .nullish()
        .openapi({ description: "The prompts alone: what comes after one in its query is the answer." }),
      labels: z.array(z.unknown()).max(batchItemsMax).nullish().openapi({
        description: 'Objects with `collection_slug` and `scenario_slug`, the same as JSON text, or "collection/scenario".',
      }),
    })
    .openapi("GetReward", {
      example: {
        query: ["<|im_start|>user\nMorning. It's my lower back.<|im_end|>\n<|im_start|>assistant\nWhere does it hurt?<|im_end|>"],
        prompts: ["<|im_start|>user\nMorning. It's my lower back.<|im_end|>\n<|im_start|>assistant\n"],
        labels: ["medical-intake/lower-back-pain"],
      },
    });
}

/** The contract of an answer. */
export const RewardsSchema = z
  .object({
    rewards: z.array(z.number().nullable()).openapi({ description: "Null only with `on_error=null`." }),
    scores: z
      .array(z.number().nullable())
      .openapi({ description: "Rewards of whole conversations, 0 to 1, whatever the reward mode: for dynamic filtering." }),
    extra_logs: z.record(z.string(), z.array(z.number())).openapi({
      description:
        "Dimensions (0 where a sample has none), `reward_filled` (1 where `rewards` holds the filler) and `dims_filled` (dimensions without a value). The same keys in every answer to an address.",
    }),
  })
  .openapi("Rewards", {
    example: {
      rewards: [0.75],
      scores: [0.75],
      extra_logs: { D1_InformationGathering: [0.5], reward_filled: [0], dims_filled: [0] },
    },
  });

/** How OpenRLHF asks for rewards: one sample a request since 0.9.1, batches before, empty lists where it is given several addresses. */
export function createOpenRlhfDialect(limits: BatchLimits): CompatDialect {
  const readBody = createBodyReader(createGetRewardSchema(limits));
  return {
    clientTimeoutMs: OPENRLHF_TIMEOUT_MS,
    budgetMs: OPENRLHF_BUDGET_MS,
    read: (body, terms) => {
      const { query, prompts, labels } = readBody(body);
      expectSameLength("prompts", prompts ?? [], query);
      expectSameLength("labels", labels ?? [], query);
      const { template, stripsThinking } = terms.knobs;
      const samples = query.map((text, index) => {
        const pointer = `/query/${index}`;
        const messages = splitQuery(text, prompts?.[index] ?? null, template);
        const labelPointer = labels?.[index] === undefined ? pointer : `/labels/${index}`;
        return toSample({ messages, label: labels?.[index], pointer, labelPointer }, { address: terms.address, stripsThinking });
      });
      return { samples, write: (values) => writeRewards(values, terms) };
    },
  };
}

function expectSameLength(name: string, list: readonly unknown[], query: readonly string[]): void {
  if (list.length !== 0 && list.length !== query.length) {
    const detail = `Has ${list.length} entries; query has ${query.length}.`;
    throw new InvalidRequestError("The lists of a request go together.", { errors: [{ pointer: `/${name}`, detail }] });
  }
}

function writeRewards(values: readonly SampleValue[], { knobs, dimensionKeys }: DialectTerms): FloatJson {
  const filled = values.map((value) => fillDimensions(value, dimensionKeys));
  return {
    rewards: values.map(({ reward }) => rewardOrFiller(reward, knobs.onError)),
    scores: values.map(({ absolute }) => rewardOrFiller(absolute, knobs.onError)),
    extra_logs: {
      ...Object.fromEntries(dimensionKeys.map((key) => [key, filled.map((scores) => scores[key] ?? 0)])),
      reward_filled: values.map(({ reward }) => (reward === null ? 1 : 0)),
      dims_filled: values.map((value) => countFilled(value, dimensionKeys)),
    },
  };
}
