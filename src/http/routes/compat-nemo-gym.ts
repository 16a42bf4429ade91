import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { findLiveCollection } from "../../services/scenarios/find-live-collection.ts";
import { findLiveScenario } from "../../services/scenarios/find-live-scenario.ts";
import { requiresTrainerKey } from "../access-rules.ts";
import { compatOperationId } from "../compat/compat-operation-id.ts";
import { AggregatedSchema, AggregateSchema, createAggregateAnswerer } from "../compat/nemo-gym/aggregate-metrics.ts";
import { ComparedResponsesSchema, CompareResponsesSchema, createCompareAnswerer } from "../compat/nemo-gym/compare-responses.ts";
import {
  CloseAnswerSchema,
  CloseSchema,
  createCloseAnswerer,
  createResetAnswerer,
  createStepAnswerer,
  ResetAnswerSchema,
  ResetSchema,
  StepAnswerSchema,
  StepSchema,
} from "../compat/nemo-gym/gymnasium.ts";
import { mountNemoOperation, type NemoOperation } from "../compat/nemo-gym/mount-nemo-operation.ts";
import type { NemoDoor } from "../compat/nemo-gym/nemo-call.ts";
import {
  CloseSessionSchema,
  createCloseSessionAnswerer,
  createSeedAnswerer,
  SeededSessionSchema,
  SeedSessionSchema,
} from "../compat/nemo-gym/seed-session.ts";
import { createToolAnswerer, ToolArgumentsSchema, ToolOutputSchema } from "../compat/nemo-gym/try-tool-call.ts";
import { VerifiedSchema, VerifySchema } from "../compat/nemo-gym/verify-row.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { NEMO_GYM_BASES } from "../wire/nemo-gym-address.ts";

const StatusSchema = z.object({ status: z.literal("ok") }).openapi("NemoGymStatus");
const ReverifyModeSchema = z.enum(["stateless"]).openapi("NemoGymReverifyMode");

const REVERIFY_MODE = "reverify_mode";

/** /compat/nemo-gym/…: a resources server of NeMo Gym, for verifiers by its address and for NeMo Gym behind a small server of its own. */
export function mountCompatNemoGym(app: OpenAPIHono<HttpEnv>, door: NemoDoor): void {
  const operations = [...listSessions(door), ...listScoring(door), ...listEpisodes(door)];
  // First, so that what is behind it goes before it in the guard's eyes: a path that is an operation's is passed on.
  mountNemoOperation(app, {
    ...describeTool(door),
    leaves: operations.map(({ path }) => path.slice(1)),
  });
  for (const operation of operations) {
    mountNemoOperation(app, operation);
  }
  mountStanding(app, door);
}

type Described = Omit<NemoOperation, "leaves">;

function describeTool(door: NemoDoor): Described {
  return {
    path: "/{tool_name}",
    summary: "Try a tool call, for NeMo Gym",
    description: "Says whether the call fits its tool. It counts when the response that holds it is verified or played.",
    request: ToolArgumentsSchema,
    answer: ToolOutputSchema,
    problems: ["not_found"],
    headers: null,
    handle: createToolAnswerer(door),
  };
}

function listSessions(door: NemoDoor): readonly NemoOperation[] {
  return [
    {
      path: "/seed_session",
      summary: "Begin a session, for NeMo Gym",
      description: "Checks that the row's scenario is there, and names it in a cookie for the tools. `verify` needs no session.",
      request: SeedSessionSchema,
      answer: SeededSessionSchema,
      problems: ["not_found"],
      headers: "session",
      leaves: [],
      handle: createSeedAnswerer(door),
    },
    {
      path: "/close_session",
      summary: "End a session, for NeMo Gym",
      description: "Nothing is kept for a session, so this always succeeds.",
      request: CloseSessionSchema,
      answer: SeededSessionSchema,
      problems: [],
      headers: null,
      leaves: [],
      handle: createCloseSessionAnswerer(door),
    },
  ];
}

function listScoring(door: NemoDoor): readonly NemoOperation[] {
  return [
    {
      path: "/verify",
      summary: "Score a rollout, for NeMo Gym and verifiers",
      description:
        "Scores the conversation of the row's input and the response's output. The answer is the row as it came, with `reward` and the components that it is the sum of.",
      request: VerifySchema,
      answer: VerifiedSchema,
      problems: ["not_found", "overloaded", "unscored"],
      headers: "rewards",
      leaves: [],
      handle: ({ caller, arrivedAt, collectionSlug, scenarioSlug, session, query, body }) =>
        door.verify({ caller, arrivedAt, place: { collectionSlug, scenarioSlug, session }, query, body }),
    },
    {
      path: "/compare",
      summary: "Compare responses, for NeMo Gym",
      description: "Rewards of responses to one conversation by their standing among each other, as `genrm_compare` answers.",
      request: CompareResponsesSchema,
      answer: ComparedResponsesSchema,
      problems: ["not_found", "overloaded", "unscored"],
      headers: "rewards",
      leaves: [],
      handle: createCompareAnswerer(door),
    },
    {
      path: "/aggregate_metrics",
      summary: "Summarise verified rows, for NeMo Gym",
      description: "Means and spreads of every number of the rows, by task and in all.",
      request: AggregateSchema,
      answer: AggregatedSchema,
      problems: [],
      headers: null,
      leaves: [],
      handle: createAggregateAnswerer(door),
    },
  ];
}

function listEpisodes(door: NemoDoor): readonly NemoOperation[] {
  return [
    {
      path: "/reset",
      summary: "Start an episode, for NeMo Gym's gymnasium agent",
      description: "Begins an episode of the row's scenario, which the cookie names from then on.",
      request: ResetSchema,
      answer: ResetAnswerSchema,
      problems: ["not_found", "overloaded"],
      headers: "session",
      leaves: [],
      handle: createResetAnswerer(door),
    },
    {
      path: "/step",
      summary: "Play a turn, for NeMo Gym's gymnasium agent",
      description: "Plays the response as the policy's move. The rewards of all steps sum to the episode's.",
      request: StepSchema,
      answer: StepAnswerSchema,
      problems: ["not_found", "turn_conflict", "episode_complete", "version_conflict", "episode_expired", "unscored"],
      headers: null,
      leaves: [],
      handle: createStepAnswerer(door),
    },
    {
      path: "/close",
      summary: "End an episode, for NeMo Gym's gymnasium agent",
      description: "Ends the session's episode. One that is over, or was never begun, is closed already.",
      request: CloseSchema,
      answer: CloseAnswerSchema,
      problems: ["version_conflict"],
      headers: null,
      leaves: [],
      handle: createCloseAnswerer(door),
    },
  ];
}

/** What is asked of a resources server before there is any row. */
function mountStanding(app: OpenAPIHono<HttpEnv>, { ports }: NemoDoor): void {
  for (const [base, parameters] of NEMO_GYM_BASES) {
    const common = {
      method: "get" as const,
      tags: ["Trainers"],
      ...requiresTrainerKey(base.includes("{key}")),
      request: { params: z.object(parameters) },
    };
    const liveness = createRoute({
      ...common,
      path: base,
      operationId: compatOperationId(`${base}/status`),
      summary: "Whether a resources server is there, for NeMo Gym",
      description: "Says so where there is such a collection, or scenario.",
      responses: {
        200: { description: "It is.", content: { "application/json": { schema: StatusSchema } } },
        ...guardedProblems("not_found"),
      },
    });
    app.openAPIRegistry.registerPath(liveness);
    app.get(liveness.getRoutingPath(), async (c, next) => {
      const { collection_slug: collectionSlug = "", scenario_slug: scenarioSlug } = c.req.param() as Record<string, string>;
      if (scenarioSlug === REVERIFY_MODE) {
        return await next();
      }
      if (scenarioSlug === undefined) {
        findLiveCollection(ports, collectionSlug);
      } else {
        findLiveScenario(ports, collectionSlug, scenarioSlug);
      }
      return c.json({ status: "ok" } as const, 200);
    });
  }
  for (const [base, parameters] of NEMO_GYM_BASES) {
    const route = createRoute({
      method: "get",
      path: `${base}/${REVERIFY_MODE}`,
      operationId: compatOperationId(`${base}/${REVERIFY_MODE}`),
      tags: ["Trainers"],
      ...requiresTrainerKey(base.includes("{key}")),
      request: { params: z.object(parameters) },
      summary: "Whether rows can be verified again, for NeMo Gym",
      description: "They can, from the row and the response alone.",
      responses: {
        200: { description: "`stateless`.", content: { "application/json": { schema: ReverifyModeSchema } } },
        ...guardedProblems(),
      },
    });
    app.openAPIRegistry.registerPath(route);
    app.get(route.getRoutingPath(), (c) => c.json("stateless" as const, 200));
  }
}
