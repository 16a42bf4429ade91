import { z } from "@hono/zod-openapi";
import { compareTranscripts } from "../../services/scoring/compare-transcripts.ts";
import { createCompareFields, toCompareRequest } from "../wire/compare-fields.ts";
import { comparisonFields, toWireComparison } from "../wire/comparison-view.ts";
import { HumanField, toHumanTerms } from "../wire/human.ts";
import type { MessageLimits } from "../wire/message.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { EffectiveBudgetField, LatencyBudgetField } from "../wire/waiting-options.ts";
import { createBodyReader } from "./create-body-reader.ts";
import type { ReadOperation } from "./scoring-call.ts";

const OPENING = { content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." };

/** The contract of a request. */
export function createCompareSchema(limits: MessageLimits) {
  return z
    .object({ ...createCompareFields(limits), human: HumanField, latency_budget_ms: LatencyBudgetField })
    .openapi("Compare", {
      example: {
        collection_slug: "medical-intake",
        scenario_slug: "lower-back-pain",
        response_a: { messages: [OPENING, { content: "I'm sorry to hear that. Where exactly does it hurt?" }] },
        response_b: { messages: [OPENING, { content: "Next." }] },
      },
    });
}

/** The contract of an answer. */
export const ComparisonSchema = z
  .object({
    request_id: RequestIdField,
    status: z.enum(["ok", "unscored"]).openapi({
      description: "`unscored`: there is no winner, because a side has no reward or fewer people voted than had to.",
    }),
    ...comparisonFields,
    latency_budget_ms: EffectiveBudgetField,
  })
  .openapi("Comparison");

/** How a body of POST /api/v1/compare is read and answered. */
export function createCompareOperation(limits: MessageLimits): ReadOperation {
  const readBody = createBodyReader(createCompareSchema(limits));
  return (body) => {
    const members = readBody(body);
    const request = toCompareRequest(members, limits, toHumanTerms(members.human, "auto"));
    return {
      latencyBudgetMs: members.latency_budget_ms ?? null,
      answer: async ({ ports, caller, deadlineAt }) => {
        const comparison = await compareTranscripts(ports, caller, request, deadlineAt);
        return {
          body: toWireComparison(comparison),
          items: 1,
          failureClasses: comparison.status === "unscored" ? [comparison.failure.failureClass] : [],
          sources: [comparison.status === "unscored" ? null : comparison.source],
        };
      },
    };
  };
}
