import { ExpiredError, FolkmootError, InvalidRequestError, NotFoundError } from "../../../domain/errors.ts";
import { isJsonObject } from "../../../domain/is-json-object.ts";
import { endEpisode } from "../../../services/episodes/end-episode.ts";
import type { LiveEpisode } from "../../../services/episodes/live-episodes.ts";
import { findLiveScenario } from "../../../services/scenarios/find-live-scenario.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { JsonRpcRequestSchema, OpenEnvResetSchema } from "./openenv-contract.ts";
import { findGame, type OpenEnvScene, resetGame } from "./openenv-game.ts";
import { type OpenEnvTool, toOpenEnvTools } from "./openenv-tools.ts";
import type { SessionMoves } from "./session-moves.ts";
import { describeMissing, type PlayedObservation, playTool, toolsOf } from "./step-game.ts";
import { type OpenEnvResult, writeWithFloats } from "./write-openenv.ts";

/** Who speaks JSON-RPC, and where. */
export interface RpcScene extends OpenEnvScene {
  /** Of this program, for `initialize`. */
  readonly version: string;
  readonly moves: SessionMoves;
  /** Of the WebSocket that the message came by; null: none, or it came over HTTP. */
  readonly episodeId: string | null;
  /** Takes an episode over as the WebSocket's; null over HTTP, where a session is named in every call. */
  readonly adopt: ((episodeId: string) => void) | null;
  /** What a caller may be told of an error; logs what is not foreseen. */
  readonly describeError: (error: unknown) => { readonly message: string; readonly data: object };
}

/** An answer's JSON. */
export interface RpcAnswer {
  readonly text: string;
  /** Whether the same message may be answered otherwise later. */
  readonly isPassing: boolean;
}

type Params = Readonly<Record<string, unknown>>;

const CODES = {
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  server: -32000,
} as const;
const PROTOCOL_VERSION = "2025-06-18";
const KNOWN_VERSION = /^20\d\d-\d\d-\d\d$/;
const readRequest = createBodyReader(JsonRpcRequestSchema);
const readReset = createBodyReader(OpenEnvResetSchema);

/** A refusal in JSON-RPC's words. */
class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Answers a message of JSON-RPC 2.0 as OpenEnv's server does, and `initialize` and `ping` beside: what is wrong is part of the answer. Never rejects. */
export async function answerRpc(scene: RpcScene, body: unknown): Promise<RpcAnswer> {
  let id: string | number | null = null;
  let isRead = false;
  try {
    const request = readRequest(body);
    id = request.id ?? null;
    isRead = true;
    const result = await callMethod(scene, request.method, request.params ?? {});
    return { text: `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`, isPassing: false };
  } catch (error) {
    const refusal = refuse(scene, error, isRead);
    const isPassing = refusal.code === CODES.server || refusal.code === CODES.internal;
    return { text: JSON.stringify({ jsonrpc: "2.0", id, error: refusal }), isPassing };
  }
}

/** The result's JSON. */
async function callMethod(scene: RpcScene, method: string, params: Params): Promise<string> {
  switch (method) {
    case "initialize": {
      const asked = params["protocolVersion"];
      const protocolVersion = typeof asked === "string" && KNOWN_VERSION.test(asked) ? asked : PROTOCOL_VERSION;
      const serverInfo = { name: "folkmoot", version: scene.version };
      return JSON.stringify({ protocolVersion, capabilities: { tools: { listChanged: false } }, serverInfo });
    }
    case "ping":
    case "notifications/initialized":
    case "notifications/cancelled":
      return "{}";
    case "tools/list":
      return JSON.stringify({ tools: await listTools(scene, params) });
    case "tools/call":
      return await callTool(scene, params);
    case "openenv/session/create":
      return JSON.stringify({ session_id: await createSession(scene, params) });
    case "openenv/session/close":
      return JSON.stringify({ session_id: await closeSession(scene, params), closed: true });
    default:
      throw new RpcError(CODES.methodNotFound, `Method not found: ${method}`);
  }
}

/** Without an episode, those of the scenario in the path; without that either, the one that every scenario has. */
async function listTools(scene: RpcScene, params: Params): Promise<readonly OpenEnvTool[]> {
  const live = await findSession(scene, params);
  if (live !== null) {
    return toolsOf(live);
  }
  const { collectionSlug, scenarioSlug } = scene.address;
  return toOpenEnvTools(scenarioSlug === null ? [] : findLiveScenario(scene.ports, collectionSlug, scenarioSlug).public.tools);
}

async function callTool(scene: RpcScene, params: Params): Promise<string> {
  const name = params["name"];
  if (typeof name !== "string" || name === "") {
    throw new RpcError(CODES.invalidParams, "Missing 'name' in params");
  }
  const input = params["arguments"] ?? {};
  if (!isJsonObject(input)) {
    throw new RpcError(CODES.invalidParams, "'arguments' must be an object");
  }
  const live = await findSession(scene, params);
  if (live === null) {
    throw new RpcError(
      CODES.invalidParams,
      "Name a session: openenv/session/create makes one, and params take it as 'session_id'.",
    );
  }
  const played = await playTool({ scene, live, turn: live.state.turn + 1, pointer: "/params/arguments" }, name, input);
  if (played === null) {
    throw new RpcError(CODES.invalidParams, describeMissing(live, name));
  }
  return writeToolResult(played);
}

/** `data` is what OpenEnv's client gives to its caller, `structuredContent` what MCP's do. The reward is neither's: both are shown to the policy. */
function writeToolResult(played: OpenEnvResult<PlayedObservation>): string {
  const { observation, reward, done, metadata, cumulativeReward, scores } = played;
  const { content, tool_results } = observation;
  const seen = { ...observation, done };
  const results = tool_results.map(({ name, accepted, detail }) => `${name}: ${accepted ? "accepted" : `refused: ${detail}`}`);
  const blocks = [content, ...results].map((text) => ({ type: "text", text }));
  const isError = tool_results.some(({ accepted }) => !accepted);
  const plain = JSON.stringify({ content: blocks, structuredContent: seen, data: seen, isError }).slice(1, -1);
  return `{${plain},"_meta":${writeWithFloats({ ...metadata, done }, { reward, cumulative_reward: cumulativeReward, scores })}}`;
}

async function createSession(scene: RpcScene, params: Params): Promise<string> {
  if (scene.episodeId !== null) {
    return scene.episodeId;
  }
  const { record } = await resetGame(scene, readReset(params));
  scene.adopt?.(record.episodeId);
  return record.episodeId;
}

/** The session's episode ends with it. */
async function closeSession({ ports, caller, moves, adopt, ...scene }: RpcScene, params: Params): Promise<string> {
  const sessionId = params["session_id"];
  if (typeof sessionId !== "string" || sessionId === "") {
    throw new RpcError(CODES.invalidParams, "Invalid params - 'session_id' is required");
  }
  if (adopt !== null && scene.episodeId === moves.episodeOf(caller.tenantId, sessionId)) {
    throw new RpcError(CODES.invalidRequest, "Cannot close active WebSocket-managed session via MCP method");
  }
  const live = await findGame({ ports, caller, address: scene.address }, moves.episodeOf(caller.tenantId, sessionId));
  await endEpisode(ports, caller, live.record.episodeId);
  moves.forget(caller.tenantId, sessionId);
  return sessionId;
}

/** The episode that a call is about; null: it names none and comes by no WebSocket that has one. */
async function findSession(scene: RpcScene, params: Params): Promise<LiveEpisode | null> {
  const given = params["session_id"];
  if (given !== undefined && given !== null && typeof given !== "string") {
    throw new RpcError(CODES.invalidParams, "'session_id' must be a text");
  }
  const named = typeof given === "string" && given !== "" ? scene.moves.episodeOf(scene.caller.tenantId, given) : scene.episodeId;
  return named === null ? null : await findGame(scene, named);
}

function refuse(scene: RpcScene, error: unknown, isRead: boolean) {
  if (error instanceof RpcError) {
    return { code: error.code, message: error.message };
  }
  const { message, data } = scene.describeError(error);
  return { code: isRead ? codeOf(error) : CODES.invalidRequest, message, data };
}

function codeOf(error: unknown): number {
  if (!(error instanceof FolkmootError)) {
    return CODES.internal;
  }
  const isParams = error instanceof InvalidRequestError || error instanceof NotFoundError || error instanceof ExpiredError;
  return isParams ? CODES.invalidParams : CODES.server;
}
