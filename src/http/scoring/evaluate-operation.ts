import { z } from "@hono/zod-openapi";
import { evaluateTranscript } from "../../services/scoring/evaluate-transcript.ts";
import { createEvaluateFields, toEvaluateRequest } from "../wire/evaluate-fields.ts";
import { ALONE, evaluationFields } from "../wire/evaluation-view.ts";
import { toHumanTerms } from "../wire/human.ts";
import type { MessageLimits } from "../wire/message.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { EffectiveBudgetField, LatencyBudgetField } from "../wire/waiting-options.ts";
import { writeEvaluation } from "../wire/write-evaluation.ts";
import { createBodyReader } from "./create-body-reader.ts";
import { dimensionKeysOf } from "./dimension-keys-of.ts";
import type { ReadOperation } from "./scoring-call.ts";

/** The contract of a request. */
export function createEvaluateSchema(limits: MessageLimits) {
  return z.object({ ...createEvaluateFields(limits), latency_budget_ms: LatencyBudgetField }).openapi("Evaluate", {
    example: {
      collection_slug: "medical-intake",
      scenario_slug: "lower-back-pain",
      messages: [
        { role: "assistant", content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." },
        { role: "user", content: "I'm sorry to hear that. Where exactly does it hurt?" },
      ],
    },
  });
}

/** The contract of an answer. */
export const EvaluationSchema = z
  .object({
    request_id: RequestIdField,
    status: z.enum(["ok", "disqualified", "unscored"]).openapi({
      description: "`disqualified`: a rule that excludes fell, so the reward is 0. `unscored`: no reward could be produced.",
    }),
    ...evaluationFields,
    latency_budget_ms: EffectiveBudgetField,
  })
  .openapi("Evaluation");

/** How a body of POST /api/v1/evaluate is read and answered. */
export function createEvaluateOperation(limits: MessageLimits): ReadOperation {
  const readBody = createBodyReader(createEvaluateSchema(limits));
  return (body) => {
    const members = readBody(body);
    const request = toEvaluateRequest(members, limits, toHumanTerms(members.human, "off"));
    return {
      latencyBudgetMs: members.latency_budget_ms ?? null,
      answer: async ({ ports, caller, deadlineAt, showBreakdown }) => {
        const evaluation = await evaluateTranscript(ports, caller, request, deadlineAt);
        const dimensionKeys = evaluation.status === "unscored" ? dimensionKeysOf(ports.scenarios, request.collectionSlug) : [];
        return {
          body: writeEvaluation(evaluation, ALONE, { showBreakdown, dimensionKeys }),
          items: 1,
          failureClasses: evaluation.status === "unscored" ? [evaluation.failure.failureClass] : [],
          sources: [evaluation.status === "unscored" ? null : evaluation.source],
        };
      },
    };
  };
}
