import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { NotFoundError } from "../../domain/errors.ts";
import type { PublicScenario } from "../../domain/scenarios/scenario.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { CollectionSlug, ScenarioSlug } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { scenarioSummaryFields, toScenarioSummary } from "../wire/scenario-summary.ts";
import { ToolSchema, toWireTool } from "../wire/tool.ts";
import { getCollection } from "./collections.ts";

const summaryFields = {
  collection_slug: CollectionSlug,
  slug: ScenarioSlug,
  ...scenarioSummaryFields,
};

const scenarioFields = {
  ...summaryFields,
  policy_brief: z.string().openapi({ description: "What the policy is asked to do." }),
  opening: z.array(z.string()).openapi({ description: "What the persona may say first." }),
  tools: z.array(ToolSchema),
};

const SummaryMembers = z.object(summaryFields).openapi("ScenarioSummary");
const ScenarioMembers = z.object(scenarioFields);

const listRoute = createRoute({
  method: "get",
  operationId: "listScenarios",
  path: "/api/v1/collections/{collection_slug}/scenarios",
  tags: ["Scenarios"],
  summary: "List a collection's scenarios",
  description: "The public part of every scenario of the collection, without briefs and tools.",
  ...requiresScope("trainer"),
  request: { params: z.object({ collection_slug: CollectionSlug }) },
  responses: {
    200: {
      description: "The scenarios.",
      content: {
        "application/json": {
          schema: z.object({ request_id: RequestIdField, scenarios: z.array(SummaryMembers) }).openapi("ScenarioList"),
        },
      },
    },
    ...guardedProblems("invalid_request", "not_found"),
  },
});

const readRoute = createRoute({
  method: "get",
  operationId: "getScenario",
  path: "/api/v1/collections/{collection_slug}/scenarios/{scenario_slug}",
  tags: ["Scenarios"],
  summary: "Read a scenario",
  description: "The public part of one scenario: the brief, the openings and the tools.",
  ...requiresScope("trainer"),
  request: { params: z.object({ collection_slug: CollectionSlug, scenario_slug: ScenarioSlug }) },
  responses: {
    200: {
      description: "The scenario.",
      content: {
        "application/json": { schema: z.object({ request_id: RequestIdField, ...scenarioFields }).openapi("ScenarioAnswer") },
      },
    },
    ...guardedProblems("invalid_request", "not_found"),
  },
});

/** GET /api/v1/collections/{collection_slug}/scenarios and …/scenarios/{scenario_slug} */
export function mountScenarios(app: OpenAPIHono<HttpEnv>, ports: Pick<ServicePorts, "scenarios">): void {
  app.openapi(listRoute, (c) => {
    const collection = getCollection(ports, c.req.valid("param").collection_slug);
    const scenarios = [...collection.scenarios.values()].map((scenario) => toWireSummary(scenario.public));
    return c.json({ request_id: c.get("requestId"), scenarios }, 200);
  });
  app.openapi(readRoute, (c) => {
    const params = c.req.valid("param");
    const scenario = getCollection(ports, params.collection_slug).scenarios.get(params.scenario_slug);
    if (scenario === undefined) {
      throw new NotFoundError(
        `The collection ${params.collection_slug} has no scenario ${JSON.stringify(params.scenario_slug)}. GET /api/v1/collections/${params.collection_slug}/scenarios lists those it has.`,
      );
    }
    return c.json({ request_id: c.get("requestId"), ...toWireScenario(scenario.public) }, 200);
  });
}

function toWireSummary(scenario: PublicScenario): z.infer<typeof SummaryMembers> {
  return { collection_slug: scenario.collectionSlug, slug: scenario.slug, ...toScenarioSummary(scenario) };
}

function toWireScenario(scenario: PublicScenario): z.infer<typeof ScenarioMembers> {
  return {
    ...toWireSummary(scenario),
    policy_brief: scenario.policyBrief,
    opening: [...scenario.opening],
    tools: scenario.tools.map(toWireTool),
  };
}
