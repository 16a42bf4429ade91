import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Comparison, compareTranscripts } from "../../services/scoring/compare-transcripts.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems } from "../problem-responses.ts";
import { createMessagesSchema, type MessageLimits, toMessages } from "../wire/message.ts";
import { CollectionSlug, ScenarioSlug } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";
import { toWireVersions, VersionsSchema } from "../wire/score-fields.ts";
import { HumanSchema, LatencyBudgetField, refuseUnsupported } from "../wire/waiting-options.ts";

const unit = z.number().min(0).max(1);

const comparisonFields = {
  comparison_id: z.string(),
  winner: z.enum(["a", "b", "tie"]),
  p_a: unit.openapi({ description: "Probability that people would prefer A." }),
  margin: unit.openapi({ description: "|reward_a - reward_b|" }),
  signed_margin: z.number().min(-1).max(1).openapi({ description: "reward_a - reward_b" }),
  reward_a: unit,
  reward_b: unit,
  confidence: unit,
  votes: z.object({ a: z.number().int(), b: z.number().int(), tie: z.number().int(), count: z.number().int() }),
  sources: z.object({ people: unit, model: unit }).openapi({ description: "Shares of the evidence, summing to 1." }),
  source: z.string().openapi({ description: "Who answered.", example: "rubric" }),
  final: z.boolean().openapi({ description: "False where a later revision may follow." }),
  versions: VersionsSchema,
  scoring_version: z.string(),
};

const ComparisonMembers = z.object(comparisonFields);
const ComparisonSchema = z
  .object({ request_id: RequestIdField, ...comparisonFields, latency_budget_ms: LatencyBudgetField })
  .openapi("Comparison");

/** POST /api/v1/compare */
export function mountCompare(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): void {
  const route = createRoute({
    method: "post",
    path: "/api/v1/compare",
    tags: ["Scoring"],
    summary: "Compare two conversations",
    description: "Which of these is better? Both answer the same scenario.",
    ...requiresScope("trainer"),
    request: { body: { required: true, content: { "application/json": { schema: createCompareSchema(ports.limits) } } } },
    responses: {
      200: { description: "The winner, and how sure that is.", content: { "application/json": { schema: ComparisonSchema } } },
      ...bodyProblems("not_found", "overloaded"),
    },
  });
  app.openapi(route, async (c) => {
    const body = c.req.valid("json");
    refuseUnsupported(body);
    const comparison = await compareTranscripts(ports, c.get("caller"), {
      collectionSlug: body.collection_slug,
      scenarioSlug: body.scenario_slug,
      responseA: toMessages(body.response_a.messages, ports.limits, "/response_a/messages"),
      responseB: toMessages(body.response_b.messages, ports.limits, "/response_b/messages"),
    });
    const budget = typeof body.latency_budget_ms === "number" ? { latency_budget_ms: body.latency_budget_ms } : {};
    return c.json({ request_id: c.get("requestId"), ...toWireComparison(comparison), ...budget }, 200);
  });
}

function createCompareSchema(limits: MessageLimits) {
  const response = z.object({ messages: createMessagesSchema(limits) });
  return compileSchema(
    z
      .object({
        collection_slug: CollectionSlug,
        scenario_slug: ScenarioSlug,
        response_a: response,
        response_b: response,
        human: HumanSchema,
        latency_budget_ms: LatencyBudgetField,
      })
      .openapi("Compare", {
        example: {
          collection_slug: "medical-intake",
          scenario_slug: "lower-back-pain",
          response_a: {
            messages: [
              { content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." },
              { content: "I'm sorry to hear that. Where exactly does it hurt?" },
            ],
          },
          response_b: {
            messages: [
              { content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." },
              { content: "Next." },
            ],
          },
        },
      }),
  );
}

function toWireComparison(comparison: Comparison): z.infer<typeof ComparisonMembers> {
  const { votes, sources } = comparison;
  return {
    comparison_id: comparison.comparisonId,
    winner: comparison.winner,
    p_a: comparison.pA,
    margin: comparison.margin,
    signed_margin: comparison.signedMargin,
    reward_a: comparison.rewardA,
    reward_b: comparison.rewardB,
    confidence: comparison.confidence,
    votes: { a: votes.a, b: votes.b, tie: votes.tie, count: votes.count },
    sources: { people: sources.people, model: sources.model },
    source: comparison.source,
    final: comparison.final,
    versions: toWireVersions(comparison.versions),
    scoring_version: comparison.scoringVersion,
  };
}
