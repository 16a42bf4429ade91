import { z } from "@hono/zod-openapi";
import { isJsonObject } from "../../../domain/is-json-object.ts";
import type { RewardComponents } from "../../../domain/scoring/reward-components.ts";
import type { SampleValue } from "../../../services/scoring/sample-value.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { dimensionKeysOf } from "../../scoring/dimension-keys-of.ts";
import { sourceHeaders } from "../../scoring/source-headers.ts";
import { sourcesUsed } from "../../scoring/sources-used.ts";
import type { CompatAnswerer } from "../compat-call.ts";
import type { CompatDoor } from "../create-compat-answerer.ts";
import { refuseFailures } from "../refuse-failures.ts";
import { type Sample, scoreSamples } from "../score-samples.ts";
import { writeFloatJson } from "../write-float-json.ts";
import { chooseNemoBudget, readNemoBody } from "./nemo-call.ts";
import { readNemoGymKnobs } from "./nemo-gym-knobs.ts";
import { CreateParamsSchema, ModelResponseSchema, RowNames, targetOf } from "./nemo-row.ts";
import { toConversation } from "./responses-items.ts";
import { joinJsonMembers, splitJsonMembers } from "./split-json-members.ts";

/** The contract of a row with the model's response. */
export const VerifySchema = z
  .looseObject({ ...RowNames, responses_create_params: CreateParamsSchema, response: ModelResponseSchema })
  .openapi("NemoGymVerify", {
    example: {
      scenario_slug: "lower-back-pain",
      responses_create_params: { input: [{ role: "user", content: "Morning. It's my lower back." }] },
      response: {
        output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "Where does it hurt?" }] }],
      },
    },
  });

/** The contract of an answer: the row as it came, and these. */
export const VerifiedSchema = z
  .looseObject({
    reward: z.number(),
    reward_components: z.record(z.string(), z.number()).openapi({
      description:
        "The parts that `reward` is the sum of, within 1e-9: each dimension's share, `other_source` (what another source than the rubric gives beyond them) and `shaping` (gates, penalties, clip). The same keys in every answer to an address; each stands beside `reward` too.",
    }),
    reward_filled: z.number().openapi({ description: "1 where `reward` is the filler of `on_error`." }),
    mask_sample: z.boolean().optional().openapi({ description: "True with `on_error=mask` where no reward could be produced." }),
    failure_kind: z.string().optional(),
    failure_reason: z.string().optional(),
    _ng_failure_class: z.string().optional(),
    _ng_failure_judge_error: z.string().optional(),
  })
  .openapi("NemoGymVerified");

/** What the trainer sent itself is not for a metric to overwrite. */
const ECHOED = ["responses_create_params", "response"];
/** What an earlier verification may have said of the row, and this one may not. */
const FAILURE_MEMBERS = ["mask_sample", "failure_kind", "failure_reason", "_ng_failure_class", "_ng_failure_judge_error"];
const FAILURE_CHARACTERS_MAX = 2000;

/**
 * Answers `/verify`: scores the conversation that was sent, whatever episode the session names, so that a rollout can be verified again from its file. The row is echoed as it was written.
 */
export function createVerifyAnswerer({ ports, limits }: CompatDoor): CompatAnswerer {
  const read = createBodyReader(VerifySchema);
  const budgetMs = (query: string) => chooseNemoBudget(readNemoGymKnobs(query).latencyBudgetMs, limits);
  return {
    budgetMs,
    answer: async ({ arrivedAt, place, query, body }, gathered) => {
      const knobs = readNemoGymKnobs(query);
      const { text, value } = readNemoBody({ body }, limits);
      const row = read(value);
      const { address, reference } = targetOf(row, { ...place, collectionSlug: place.collectionSlug ?? "" }, "");
      const sample = {
        address,
        reference,
        messages: [...toInstructions(row), ...toConversation(row.responses_create_params.input, row.response.output, knobs)],
        pointer: "/response/output",
      };
      const values = await scoreSamples(
        {
          gathered,
          limits: ports.limits,
          deadlineAt: arrivedAt + budgetMs(query),
          rewardMode: knobs.rewardMode ?? "absolute",
        },
        [sample],
      );
      const { onError } = knobs;
      refuseFailures([sample], values, onError === "mask" ? "null" : onError);
      const keys = dimensionKeysOf(ports.scenarios, address.collectionSlug);
      return {
        text: joinJsonMembers(new Map([...echoMembers(text), ...writeMembers(row, values[0] ?? null, keys, onError)])),
        headers: sourceHeaders(sourcesUsed(values.map(({ source }) => source))),
      };
    },
  };
}

function toInstructions({ responses_create_params: { instructions } }: z.infer<typeof VerifySchema>): Sample["messages"] {
  return instructions ? [{ role: "system", content: instructions, toolCalls: [] }] : [];
}

function echoMembers(text: string): readonly (readonly [name: string, text: string])[] {
  return [...splitJsonMembers(text)].filter(([name]) => !FAILURE_MEMBERS.includes(name));
}

type OnError = ReturnType<typeof readNemoGymKnobs>["onError"];

function writeMembers(
  row: Readonly<Record<string, unknown>>,
  value: SampleValue | null,
  keys: readonly string[],
  onError: OnError,
): readonly (readonly [name: string, text: string])[] {
  const isFilled = value?.components == null;
  const filler = typeof onError === "number" ? onError : 0;
  const components = nameComponents(value?.components ?? { dimensions: {}, otherSource: 0, shaping: filler }, keys);
  const reward = value?.reward ?? filler;
  const own = { reward, reward_components: components, reward_filled: isFilled ? 1 : 0 };
  const beside = Object.entries({ ...components, ...own }).filter(([name]) => !ECHOED.includes(name));
  return [
    ...beside.map(([name, part]) => [name, writeFloatJson(part)] as const),
    ...(isFilled && onError === "mask" ? writeMask(row, value?.failure?.detail ?? "") : []),
  ];
}

function nameComponents({ dimensions, otherSource, shaping }: RewardComponents, keys: readonly string[]) {
  const shares = keys.map((key) => [key, (Object.hasOwn(dimensions, key) ? dimensions[key] : null) ?? 0] as const);
  return { ...Object.fromEntries(shares), other_source: otherSource, shaping };
}

/** How NeMo Gym marks a sample whose judge failed: kept apart in a file of failures, counted in no mean, tried again on resume. */
function writeMask(row: Readonly<Record<string, unknown>>, detail: string): readonly (readonly [name: string, text: string])[] {
  const reason = detail.slice(0, FAILURE_CHARACTERS_MAX);
  const { instance_config: config } = row;
  const members = {
    mask_sample: true,
    failure_kind: "judge_failed",
    failure_reason: reason,
    instance_config: { ...(isJsonObject(config) ? config : {}), mask_sample: true },
    _ng_failure_class: "judge_failed",
    _ng_failure_judge_error: reason,
  };
  return Object.entries(members).map(([name, member]) => [name, JSON.stringify(member)] as const);
}
