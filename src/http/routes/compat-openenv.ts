import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { InvalidRequestError } from "../../domain/errors.ts";
import { requiresTrainerKey } from "../access-rules.ts";
import { compatOperationId } from "../compat/compat-operation-id.ts";
import { answerRpc } from "../compat/openenv/answer-rpc.ts";
import { describeEnvironment, describeSchemas, findEnvironment } from "../compat/openenv/describe-environment.ts";
import { describeError } from "../compat/openenv/describe-error.ts";
import { OPENENV_BASES } from "../compat/openenv/openenv-address.ts";
import type { ConnectionDoor } from "../compat/openenv/openenv-connection.ts";
import {
  JsonRpcAnswerSchema,
  JsonRpcRequestSchema,
  OpenEnvResetSchema,
  OpenEnvResultSchema,
  OpenEnvStateSchema,
  OpenEnvStepSchema,
} from "../compat/openenv/openenv-contract.ts";
import { findGame, type OpenEnvScene, resetGame, toResetResult, writeState } from "../compat/openenv/openenv-game.ts";
import { stepGame } from "../compat/openenv/step-game.ts";
import { writeResult } from "../compat/openenv/write-openenv.ts";
import { parseJsonBody } from "../decode-json-body.ts";
import type { HttpEnv } from "../http-env.ts";
import { bodyProblems, guardedProblems } from "../problem-responses.ts";
import { createBodyReader } from "../scoring/create-body-reader.ts";
import { KeyParams } from "../wire/compat-address.ts";
import { CollectionSlug, EpisodeId, NAME_CHARACTERS_MAX, ScenarioSlug } from "../wire/names.ts";

/** One of the eight routes below an address. */
interface OpenEnvRoute {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  /** Null: a GET. */
  readonly body: z.ZodType | null;
  readonly query?: z.ZodObject;
  readonly answer: z.ZodType;
  readonly problems: object;
  /** The answer's JSON. */
  answerText(scene: OpenEnvScene, c: Context<HttpEnv>): Promise<string>;
}

const EPISODE_PROBLEMS = ["invalid_request", "not_found", "version_conflict", "episode_expired"] as const;
const PLAY_PROBLEMS = [
  "not_found",
  "turn_conflict",
  "history_mismatch",
  "episode_complete",
  "version_conflict",
  "episode_expired",
] as const;
const jsonObject = z.record(z.string(), z.unknown());

const SchemasSchema = z
  .object({ action: jsonObject, observation: jsonObject, state: jsonObject })
  .openapi("OpenEnvSchemas", { description: "JSON Schemas." });
const MetadataSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    readme_content: z.string().nullable(),
    version: z.string(),
    author: z.null(),
    documentation_url: z.null(),
  })
  .openapi("OpenEnvMetadata");

/** `/compat/openenv/{collection}[/{scenario}]/…`: what OpenEnv's clients ask over HTTP. Their WebSocket is served beside these (compat/openenv/openenv-sockets.ts). */
export function mountCompatOpenEnv(app: OpenAPIHono<HttpEnv>, door: ConnectionDoor): void {
  for (const base of OPENENV_BASES) {
    const routes = [...playingRoutes(), ...describingRoutes(door), rpcRoute(door)];
    for (const route of [...routes, contractRoute(door, routes)]) {
      mountRoute(app, door, base, route);
    }
  }
}

function playingRoutes(): readonly OpenEnvRoute[] {
  const readReset = createBodyReader(OpenEnvResetSchema);
  const readStep = createBodyReader(OpenEnvStepSchema);
  return [
    {
      name: "reset",
      summary: "Start an episode for an OpenEnv client, or go on with one",
      description: "The persona's opening. `metadata.episode_id` names the episode in every `step`.",
      body: OpenEnvResetSchema,
      answer: OpenEnvResultSchema,
      problems: bodyProblems("not_found", "version_conflict", "episode_expired", "overloaded"),
      answerText: async (scene, c) => writeResult(toResetResult(await resetGame(scene, readReset(bodyOf(c))))),
    },
    {
      name: "step",
      summary: "Play a turn for an OpenEnv client",
      description:
        "The persona's answer and the step's reward. OpenEnv's own server has no memory between requests; here the body's `episode_id` says which episode is meant. Without `turn`, the last move again is a retry.",
      body: OpenEnvStepSchema,
      answer: OpenEnvResultSchema,
      problems: bodyProblems(...PLAY_PROBLEMS),
      answerText: async (scene, c) => {
        const { action, episode_id: episodeId, turn } = readStep(bodyOf(c));
        const live = await findGame(scene, episodeId);
        return writeResult(await stepGame({ scene, live, turn: turn ?? null, pointer: "/action" }, action));
      },
    },
    {
      name: "state",
      summary: "Read the state of an OpenEnv client's episode",
      description: "Without `episode_id`: the state before any reset, as OpenEnv's own server answers.",
      body: null,
      query: z.object({ episode_id: EpisodeId.optional() }),
      answer: OpenEnvStateSchema,
      problems: guardedProblems(...EPISODE_PROBLEMS),
      answerText: async (scene, c) => {
        findEnvironment(scene.ports, scene.address);
        const episodeId = c.req.query("episode_id") ?? null;
        if (episodeId !== null && (episodeId === "" || episodeId.length > NAME_CHARACTERS_MAX)) {
          throw new InvalidRequestError(`The query is not valid: episode_id must have 1 to ${NAME_CHARACTERS_MAX} characters.`);
        }
        return writeState(episodeId === null ? null : await findGame(scene, episodeId));
      },
    },
  ];
}

function describingRoutes({ version }: ConnectionDoor): readonly OpenEnvRoute[] {
  const common = { body: null, problems: guardedProblems("not_found") };
  return [
    {
      ...common,
      name: "health",
      summary: "Whether an OpenEnv client can play here",
      description: "The key holds, and the collection and the scenario are there.",
      answer: z.object({ status: z.literal("healthy") }).openapi("OpenEnvHealth"),
      answerText: async ({ ports, address }) => {
        findEnvironment(ports, address);
        return '{"status":"healthy"}';
      },
    },
    {
      ...common,
      name: "schema",
      summary: "The schemas of an OpenEnv client's actions, observations and states",
      description: "The action's only required member is `content`: clients put a policy's plain reply there.",
      answer: SchemasSchema,
      answerText: async ({ ports, address }) => JSON.stringify(describeSchemas(findEnvironment(ports, address))),
    },
    {
      ...common,
      name: "metadata",
      summary: "What an OpenEnv client's environment is",
      description: "Name and description of the collection or the scenario.",
      answer: MetadataSchema,
      answerText: async ({ ports, address }) => JSON.stringify(describeEnvironment(findEnvironment(ports, address), version)),
    },
  ];
}

function rpcRoute({ version, moves, logger }: ConnectionDoor): OpenEnvRoute {
  return {
    name: "mcp",
    summary: "Speak MCP's JSON-RPC with an OpenEnv environment",
    description:
      "`initialize`, `ping`, `tools/list`, `tools/call`, `openenv/session/create`, `openenv/session/close`. A session stands for an episode; calls name it as `session_id` in their params. What is wrong with a call is part of the answer, as in OpenEnv's own server.",
    body: JsonRpcRequestSchema,
    answer: JsonRpcAnswerSchema,
    problems: bodyProblems("not_found"),
    answerText: async (scene, c) => {
      findEnvironment(scene.ports, scene.address);
      const { requestId } = scene.caller;
      const { text, isPassing } = await answerRpc(
        {
          ...scene,
          version,
          moves,
          episodeId: null,
          adopt: null,
          describeError: (error) => {
            const { message, problem, errors } = describeError(logger, error, { requestId, route: c.get("route") });
            return { message, data: { problem, errors, request_id: requestId } };
          },
        },
        bodyOf(c),
      );
      c.set("isBroken", isPassing);
      return text;
    },
  };
}

/** @param others the routes that it lists. */
function contractRoute({ version }: ConnectionDoor, others: readonly OpenEnvRoute[]): OpenEnvRoute {
  const paths = Object.fromEntries(
    others.map(({ name, summary, body }) => [
      `/${name}`,
      { [methodOf(body)]: { summary, responses: { 200: { description: "As OpenEnv's clients read it." } } } },
    ]),
  );
  return {
    name: "openapi.json",
    summary: "The routes below an OpenEnv address",
    description: "What `openenv validate --url` looks for. The whole contract is in `/openapi.json`.",
    body: null,
    answer: jsonObject.openapi("OpenEnvContract", { description: "An OpenAPI document." }),
    problems: guardedProblems("not_found"),
    answerText: async ({ ports, address }) => {
      const title = describeEnvironment(findEnvironment(ports, address), version).name;
      return JSON.stringify({ openapi: "3.1.0", info: { title, version }, paths });
    },
  };
}

function methodOf(body: OpenEnvRoute["body"]): "get" | "post" {
  return body === null ? "get" : "post";
}

function bodyOf(c: Context<HttpEnv>): unknown {
  return parseJsonBody(c.get("bodyText"));
}

function mountRoute(app: OpenAPIHono<HttpEnv>, door: ConnectionDoor, base: string, openEnv: OpenEnvRoute): void {
  const { name, summary, description, body, query, answer, problems } = openEnv;
  const hasKey = base.includes("{key}");
  const hasScenario = base.includes("{scenario_slug}");
  const route = createRoute({
    method: methodOf(body),
    path: `${base}/${name}`,
    operationId: compatOperationId(`${base}/${name}`),
    tags: ["Trainers"],
    summary,
    description,
    ...requiresTrainerKey(hasKey),
    request: {
      params: z.object({
        ...(hasKey ? KeyParams.shape : {}),
        collection_slug: CollectionSlug,
        ...(hasScenario ? { scenario_slug: ScenarioSlug } : {}),
      }),
      ...(query === undefined ? {} : { query }),
      ...(body === null ? {} : { body: { required: true, content: { "application/json": { schema: body } } } }),
    },
    responses: {
      200: { description: "As OpenEnv's clients read it.", content: { "application/json": { schema: answer } } },
      ...problems,
    },
  });
  // Registered rather than mounted: the answer is written here, with its rewards as floats.
  app.openAPIRegistry.registerPath(route);
  app.on(route.method.toUpperCase(), route.getRoutingPath(), async (c) => {
    const { collection_slug: collectionSlug = "", scenario_slug: scenarioSlug = null } = c.req.param() as Readonly<
      Record<string, string>
    >;
    const scene = { ports: door.ports, caller: c.get("caller"), address: { collectionSlug, scenarioSlug } };
    const text = await openEnv.answerText(scene, c);
    c.set("answerText", text);
    return c.body(text, 200, { "Content-Type": "application/json" });
  });
}
