import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { createEpisode } from "../../../services/episodes/create-episode.ts";
import { newIdentifier } from "../../../services/new-identifier.ts";
import { findLiveScenario } from "../../../services/scenarios/find-live-scenario.ts";
import type { HttpEnv } from "../../http-env.ts";
import { EVENT_STREAM_HEADERS } from "../../open-event-stream.ts";
import { toToolList } from "./mount-ors-catalog.ts";
import type { OrsDoor } from "./ors-door.ts";
import { mountOrsRoute, readOrsBody, readSessionId } from "./ors-route.ts";
import { BlocksSchema, CreateSchema, MessagesSchema, SessionIdSchema, StatusSchema, ToolsSchema } from "./ors-wire.ts";
import { planSession } from "./plan-session.ts";
import { readRewardMode } from "./read-reward-mode.ts";
import { toOrsTools } from "./to-ors-tools.ts";
import { toOrsBlock } from "./write-ors-output.ts";

/** The life of a session, and what a client reads in it before it plays. */
export function mountOrsSessions(app: OpenAPIHono<HttpEnv>, door: OrsDoor): void {
  const { sessions, ports } = door;
  mountOrsRoute(app, NAME, (c) => {
    const text = `event: task_id\ndata: ${newIdentifier(ports.random, "ors")}\n\nevent: end\ndata: \n\n`;
    return c.body(text, 200, EVENT_STREAM_HEADERS);
  });
  mountOrsRoute(app, CREATE, async (c) => c.json({ sid: await openSession(c, door) }));
  mountOrsRoute(app, PING, (c) => {
    sessions.get(c.get("caller"), readSessionId(c));
    return c.json({ status: "ok" });
  });
  // Clients call both, one after the other.
  for (const path of ["/delete", "/delete_session"]) {
    mountOrsRoute(app, { ...END, path }, async (c) => {
      const sid = readSessionId(c);
      await sessions.end(c.get("caller"), sid);
      return c.json({ sid });
    });
  }
  mountReading(app, door);
}

function mountReading(app: OpenAPIHono<HttpEnv>, { sessions }: OrsDoor): void {
  const sessionOf = (c: Context<HttpEnv>) => sessions.get(c.get("caller"), readSessionId(c));
  mountOrsRoute(
    app,
    { ...READ, path: "/{env}/task_tools", summary: "List the tools of the session's task", answer: ToolsSchema },
    (c) => c.json(toToolList(toOrsTools(sessionOf(c).episode.tools))),
  );
  mountOrsRoute(app, { ...READ, path: "/{env}/prompt", summary: "Read the session's prompt", answer: BlocksSchema }, (c) => {
    const { policyBrief, observation } = sessionOf(c).episode;
    return c.json([toOrsBlock(`${policyBrief}\n\n${observation.content}`)]);
  });
  mountOrsRoute(
    app,
    { ...READ, path: "/{env}/messages", summary: "Read the prompt as messages", answer: MessagesSchema },
    (c) => {
      const { policyBrief, observation } = sessionOf(c).episode;
      const says = (role: "system" | "user", text: string) => ({ role, blocks: [toOrsBlock(text)], detail: null });
      return c.json([says("system", policyBrief), says("user", observation.content)]);
    },
  );
}

/** Opens the session that a request asks for. @returns its id. */
async function openSession(c: Context<HttpEnv>, { ports, sessions }: OrsDoor): Promise<string> {
  const caller = c.get("caller");
  const sessionId = readSessionId(c);
  const deployment = c.req.header("x-deployment");
  const rewardMode = readRewardMode({ header: c.req.header("x-reward-mode"), query: c.req.query("reward_mode"), deployment });
  const plan = planSession(ports, readOrsBody(c, CreateSchema), deployment);
  await sessions.open(caller, sessionId, JSON.stringify({ ...plan, rewardMode }), async () => {
    const request = { ...plan, rewardMode, scoreTurns: true, observationRole: "user", maxTurns: null } as const;
    const scenario = findLiveScenario(ports, plan.collectionSlug, plan.scenarioSlug);
    return { scenario, episode: await createEpisode(ports, caller, request) };
  });
  return sessionId;
}

const NAME = {
  method: "post",
  path: "/create_session",
  summary: "Get the id of a session",
  description: "Events: `task_id` with the id, then `end`. `POST /create` opens the session of that id.",
  request: null,
  answer: z.string(),
} as const;
const CREATE = {
  method: "post",
  path: "/create",
  summary: "Open a session",
  description:
    "Starts an episode of the task. `X-Reward-Mode: delta` (or `?reward_mode=delta`, or `X-Deployment: delta/<collection>`) makes each `reward` what its turn added, for clients that sum.",
  request: CreateSchema,
  answer: SessionIdSchema,
  isOfSession: true,
  problems: ["overloaded"],
} as const;
const PING = {
  method: "post",
  path: "/ping",
  summary: "Keep a session open",
  description: "A session that is not heard of for 15 minutes is over.",
  request: null,
  answer: StatusSchema,
  isOfSession: true,
} as const;
const END = {
  method: "post",
  summary: "End a session",
  description: "Ends the session and its episode. One that is not there is left alone.",
  request: null,
  answer: SessionIdSchema,
  isOfSession: true,
  problems: ["episode_expired", "version_conflict"],
} as const;
const READ = {
  method: "get",
  description: "Of the session, whatever environment the path names.",
  request: null,
  isOfSession: true,
} as const;
