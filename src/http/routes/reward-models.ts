import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresKey } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { RewardModelsField, toWireRewardModel } from "../wire/reward-model-view.ts";

const RewardModelListSchema = z
  .object({ request_id: RequestIdField, reward_models: RewardModelsField })
  .openapi("RewardModelList");

const route = createRoute({
  method: "get",
  operationId: "listRewardModels",
  path: "/api/v1/reward-models",
  tags: ["Scoring"],
  summary: "Who answers where people do not?",
  description:
    "Every source of the fallback: reward models, judges, the model that learns from votes, and the rubric; how their calls go, and what votes have taught of them. Where they are and what they are reached with is not told.",
  ...requiresKey(),
  responses: {
    200: { description: "The sources.", content: { "application/json": { schema: RewardModelListSchema } } },
    ...guardedProblems(),
  },
});

/** GET /api/v1/reward-models */
export function mountRewardModels(app: OpenAPIHono<HttpEnv>, { rewardModels }: Pick<ServicePorts, "rewardModels">): void {
  app.openapi(route, async (c) => {
    const caller = c.get("caller");
    const listed = await rewardModels.list(caller.tenantId);
    const seesWords = caller.scopes.includes("admin");
    return c.json(
      { request_id: c.get("requestId"), reward_models: listed.map((model) => toWireRewardModel(model, seesWords)) },
      200,
    );
  });
}
