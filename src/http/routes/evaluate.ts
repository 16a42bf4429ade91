import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { evaluateTranscript } from "../../services/scoring/evaluate-transcript.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { callerSeesBreakdown } from "../wire/caller-sees-breakdown.ts";
import { createEvaluateFields, evaluationFields, toWireEvaluation } from "../wire/evaluate-fields.ts";
import { toMessages } from "../wire/message.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { toRewardConfig } from "../wire/reward-config.ts";
import { LatencyBudgetField, refuseUnsupported } from "../wire/waiting-options.ts";

const EvaluationSchema = z
  .object({ request_id: RequestIdField, ...evaluationFields, latency_budget_ms: LatencyBudgetField })
  .openapi("Evaluation");

/** POST /api/v1/evaluate */
export function mountEvaluate(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  const EvaluateSchema = compileSchema(
    z.object(createEvaluateFields(ports.limits)).openapi("Evaluate", {
      example: {
        collection_slug: "medical-intake",
        scenario_slug: "lower-back-pain",
        messages: [
          { role: "assistant", content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." },
          { role: "user", content: "I'm sorry to hear that. Where exactly does it hurt?" },
        ],
      },
    }),
  );
  const route = createRoute({
    method: "post",
    path: "/api/v1/evaluate",
    tags: ["Scoring"],
    summary: "Score a conversation",
    description: "How good is this conversation? The persona speaks first, then policy and persona take turns.",
    ...requiresScope("trainer"),
    request: { body: { required: true, content: { "application/json": { schema: EvaluateSchema } } } },
    responses: {
      200: {
        description: "The reward, or null with the reason why there is none.",
        content: { "application/json": { schema: EvaluationSchema } },
      },
      ...bodyProblems("not_found", "overloaded"),
    },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid("json");
    const caller = c.get("caller");
    refuseUnsupported(body);
    const evaluation = await evaluateTranscript(ports, caller, {
      collectionSlug: body.collection_slug,
      scenarioSlug: body.scenario_slug,
      messages: toMessages(body.messages, ports.limits, "/messages"),
      rewardConfig: toRewardConfig(body.reward_config),
    });
    const answer = toWireEvaluation(evaluation, { showBreakdown: callerSeesBreakdown(caller) });
    return c.json({ request_id: c.get("requestId"), ...answer, ...echoBudget(body.latency_budget_ms) }, 200);
  });
}

function echoBudget(latencyBudgetMs: number | null | undefined): { readonly latency_budget_ms?: number } {
  return typeof latencyBudgetMs === "number" ? { latency_budget_ms: latencyBudgetMs } : {};
}
