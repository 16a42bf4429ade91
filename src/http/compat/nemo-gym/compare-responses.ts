import { z } from "@hono/zod-openapi";
import { preferenceProbability } from "../../../domain/scoring/preference-probability.ts";
import { signedMargin } from "../../../domain/scoring/signed-margin.ts";
import type { BatchItem, BatchResult } from "../../../services/scoring/batch-evaluation.ts";
import { evaluateBatch } from "../../../services/scoring/evaluate-batch.ts";
import { isScored } from "../../../services/scoring/is-scored.ts";
import { placeResults } from "../../../services/scoring/place-results.ts";
import { toSampleValue } from "../../../services/scoring/sample-value.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { sourceHeaders } from "../../scoring/source-headers.ts";
import { sourcesUsed } from "../../scoring/sources-used.ts";
import { refuseFailures } from "../refuse-failures.ts";
import { findSampleFault, type Sample } from "../score-samples.ts";
import { writeFloatJson } from "../write-float-json.ts";
import { type AnswerNemo, chooseNemoBudget, type NemoDoor, readNemoBody } from "./nemo-call.ts";
import { type NemoGymKnobs, readNemoGymKnobs } from "./nemo-gym-knobs.ts";
import { ModelResponseSchema, RowNames, targetOf } from "./nemo-row.ts";
import { ResponsesItemsSchema, toConversation } from "./responses-items.ts";
import { joinJsonMembers } from "./split-json-members.ts";

/** Every pair of them is told of. */
const RESPONSES_MAX = 64;
/** All of a request's. */
const GROUP = "responses";
/** NeMo's scale of a pair: 1, the first is much better, to 6, the second is. */
const [RANKING_FIRST, RANKING_SECOND] = [1, 6];

/** The contract of a group of responses to one conversation, as `genrm_compare` takes it. */
export const CompareResponsesSchema = z
  .looseObject({
    ...RowNames,
    conversation_history: ResponsesItemsSchema.openapi({ description: "Messages before the responses." }),
    response_objs: z.array(ModelResponseSchema).max(RESPONSES_MAX),
    principle: z.string().nullish().openapi({ description: "Not read: the scenario says what is good." }),
  })
  .openapi("NemoGymCompare", {
    example: {
      scenario_slug: "lower-back-pain",
      conversation_history: [{ role: "user", content: "Morning. It's my lower back." }],
      response_objs: ["Where does it hurt?", "Rest."].map((text) => ({
        output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text }] }],
      })),
    },
  });

/** The contract of the answer. */
export const ComparedResponsesSchema = z
  .object({
    rewards: z.array(z.number()).openapi({ description: "Each response's expected share of wins within the group, 0 to 1." }),
    comparison_results: z
      .array(
        z.object({
          response_i: z.number().int(),
          response_j: z.number().int(),
          judge_idx: z.literal(0),
          score_1: z.number().openapi({ description: "The absolute reward of response i, 0 to 1." }),
          score_2: z.number(),
          ranking: z.number().openapi({ description: "1 where i is surely preferred, 6 where j is, 3.5 where they are even." }),
        }),
      )
      .nullable()
      .openapi({ description: "Every pair that has rewards; null where there is none." }),
    metrics: z.record(z.string(), z.number()).nullable(),
  })
  .openapi("NemoGymCompared");

/** Answers `/compare`: the responses as one group, on one scale. */
export function createCompareAnswerer(door: NemoDoor): AnswerNemo {
  const read = createBodyReader(CompareResponsesSchema);
  const { ports, limits } = door;
  return async (call) => {
    const knobs = readNemoGymKnobs(call.query);
    const body = read(readNemoBody(call, limits).value);
    const { address, reference } = targetOf(body, call, "");
    const samples = body.response_objs.map(({ output }, index) => ({
      address,
      reference,
      messages: toConversation(body.conversation_history, output, knobs),
      pointer: `/response_objs/${index}`,
    }));
    const items = samples.map((sample) => toItem(sample, door));
    const deadlineAt = call.arrivedAt + chooseNemoBudget(knobs.latencyBudgetMs, limits);
    const { results } = await evaluateBatch(ports, call.caller, { items, rewardMode: "group", deadlineAt });
    const values = results.map(toSampleValue);
    refuseFailures(samples, values, typeof knobs.onError === "number" ? knobs.onError : "refuse");
    return {
      text: writeComparison(results, knobs.onError),
      headers: sourceHeaders(sourcesUsed(values.map(({ source }) => source))),
    };
  };
}

function toItem(sample: Sample, { ports }: NemoDoor): BatchItem {
  const named = { id: null, groupId: GROUP };
  const { address, messages, reference } = sample;
  const invalid = findSampleFault(sample, ports.limits);
  return invalid === null
    ? { ...named, request: { ...address, messages, reference, rewardConfig: null, normalization: null, human: null } }
    : { ...named, invalid };
}

interface Placed {
  readonly index: number;
  readonly score: number;
  /** On the scale of rewards, by whoever answered for the group. */
  readonly place: number;
}

function writeComparison(results: readonly BatchResult[], onError: NemoGymKnobs["onError"]): string {
  const filler = typeof onError === "number" ? onError : 0;
  const scored = results.flatMap((result, index) => (isScored(result) ? [{ result, index }] : []));
  const places = placeResults(scored.map(({ result }) => result));
  const placed = scored.map(({ result, index }, at) => ({ index, score: result.evaluation.reward, place: places[at] ?? 0 }));
  const pairs = placed.flatMap((one, at) => placed.slice(at + 1).map((other) => [one, other] as const));
  return joinJsonMembers([
    ["rewards", writeFloatJson(results.map((result) => (isScored(result) ? result.groupReward : null) ?? filler))],
    ["comparison_results", pairs.length === 0 ? "null" : `[${pairs.map(writePair).join(",")}]`],
    ["metrics", pairs.length === 0 ? "null" : writeFloatJson(measure(placed, pairs))],
  ]);
}

function writePair([one, other]: readonly [Placed, Placed]): string {
  const ofFirst = preferenceProbability(signedMargin(one.place, other.place));
  return joinJsonMembers([
    ["response_i", String(one.index)],
    ["response_j", String(other.index)],
    ["judge_idx", "0"],
    ["score_1", writeFloatJson(one.score)],
    ["score_2", writeFloatJson(other.score)],
    ["ranking", writeFloatJson(RANKING_SECOND - (RANKING_SECOND - RANKING_FIRST) * ofFirst)],
  ]);
}

/** Under the names that `genrm_compare` gives them. */
function measure(placed: readonly Placed[], pairs: readonly (readonly [Placed, Placed])[]): Readonly<Record<string, number>> {
  const mean = placed.reduce((sum, { score }) => sum + score, 0) / placed.length;
  const variance = placed.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / placed.length;
  return {
    mean_individual_score: mean,
    std_individual_score: Math.sqrt(variance),
    tiebreak_usage_rate: pairs.filter(([one, other]) => one.score === other.score).length / pairs.length,
  };
}
