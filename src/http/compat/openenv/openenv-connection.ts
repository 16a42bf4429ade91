import { z } from "@hono/zod-openapi";
import type { Logger } from "pino";
import { InvalidRequestError } from "../../../domain/errors.ts";
import type { Caller } from "../../../services/caller.ts";
import { endEpisode } from "../../../services/episodes/end-episode.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { decodeJsonBody } from "../../decode-json-body.ts";
import { createBodyReader } from "../../scoring/create-body-reader.ts";
import { answerRpc } from "./answer-rpc.ts";
import { type DescribedError, describeError } from "./describe-error.ts";
import type { OpenEnvSocketAddress } from "./openenv-address.ts";
import { OpenEnvActionSchema, OpenEnvResetSchema } from "./openenv-contract.ts";
import { findGame, type OpenEnvScene, resetGame, toResetResult, writeState } from "./openenv-game.ts";
import type { SessionMoves } from "./session-moves.ts";
import { stepGame } from "./step-game.ts";
import { writeResult } from "./write-openenv.ts";

/** What connections share. */
export interface ConnectionDoor {
  readonly ports: ServicePorts;
  readonly version: string;
  readonly jsonDepthMax: number;
  readonly moves: SessionMoves;
  readonly logger: Logger;
}

/** What a message is answered. */
export interface MessageAnswer {
  /** Of the messages there are, or `unknown`: for metrics and the log. */
  readonly kind: (typeof KINDS)[number] | "unknown";
  /** As HTTP has it. */
  readonly status: number;
  /** The answer's JSON; null: the client has said goodbye. */
  readonly text: string | null;
}

const KINDS = ["reset", "step", "state", "close", "mcp"] as const;
/** OpenEnv's own codes; `problem` beside them says more. */
type WireCode = "INVALID_JSON" | "UNKNOWN_TYPE" | "VALIDATION_ERROR" | "EXECUTION_ERROR" | "CAPACITY_REACHED" | "SESSION_ERROR";

const readMessage = createBodyReader(z.object({ type: z.string(), data: z.unknown().optional() }));
const readReset = createBodyReader(OpenEnvResetSchema);
const readAction = createBodyReader(OpenEnvActionSchema);

/** A refusal that is about the connection rather than about what the services know. */
class ConnectionRefusal extends InvalidRequestError {
  readonly wireCode: WireCode;
  constructor(wireCode: WireCode, message: string) {
    super(message);
    this.wireCode = wireCode;
  }
}

/** One client's conversation over a WebSocket, message by message: all that it keeps is which episode it is in. */
export class OpenEnvConnection {
  readonly #door: ConnectionDoor;
  readonly #address: OpenEnvSocketAddress;
  #episodeId: string | null = null;
  /** Whether the episode of the session was taken over untouched: the first plain `reset` goes on with it. */
  #isFresh = true;

  constructor(door: ConnectionDoor, address: OpenEnvSocketAddress) {
    this.#door = door;
    this.#address = address;
  }

  /** Answers a message, whatever it is. Never rejects. @param bytes of a text frame. */
  async answer(caller: Caller, bytes: Uint8Array): Promise<MessageAnswer> {
    let kind: MessageAnswer["kind"] = "unknown";
    try {
      const message = readMessage(this.#parse(bytes));
      kind = KINDS.find((known) => known === message.type) ?? "unknown";
      if (kind === "unknown") {
        const shown = JSON.stringify(message.type.slice(0, 60));
        throw new ConnectionRefusal("UNKNOWN_TYPE", `Unknown message type: ${shown}; there is ${KINDS.join(", ")}.`);
      }
      return {
        kind,
        status: 200,
        text: await this.#answerKind(kind, { caller, ...this.#door, address: this.#address }, message.data),
      };
    } catch (error) {
      const described = this.describe(error, caller.requestId);
      return { kind, status: described.status, text: writeError(error, described, caller.requestId) };
    }
  }

  /** What the client is told of an error. */
  describe(error: unknown, requestId: string): DescribedError {
    return describeError(this.#door.logger, error, { requestId, route: this.#address.route });
  }

  #parse(bytes: Uint8Array): unknown {
    try {
      return JSON.parse(decodeJsonBody(bytes, this.#door.jsonDepthMax));
    } catch (cause) {
      throw new ConnectionRefusal("INVALID_JSON", `Invalid JSON: ${(cause as Error).message}`);
    }
  }

  async #answerKind(kind: (typeof KINDS)[number], scene: OpenEnvScene, data: unknown): Promise<string | null> {
    switch (kind) {
      case "reset":
        return `{"type":"observation","data":${await this.#reset(scene, data ?? {})}}`;
      case "step": {
        const action = readAction(data);
        const live = await findGame(scene, this.#episodeOf(scene) ?? refuseNoEpisode());
        // Numbered, so that the same words again are another turn.
        const played = await stepGame({ scene, live, turn: live.state.turn + 1, pointer: "" }, action);
        return `{"type":"observation","data":${writeResult(played)}}`;
      }
      case "state": {
        const episodeId = this.#episodeOf(scene);
        return `{"type":"state","data":${writeState(episodeId === null ? null : await findGame(scene, episodeId))}}`;
      }
      case "mcp":
        return `{"type":"mcp","data":${await this.#answerMcp(scene, data)}}`;
      case "close":
        return null;
    }
  }

  async #reset(scene: OpenEnvScene, data: unknown): Promise<string> {
    const reset = readReset(data);
    const { sessionId } = this.#address;
    const { tenantId } = scene.caller;
    const before = this.#episodeOf(scene);
    const isPlain = Object.values(reset).every((value) => value === null || value === undefined);
    const isFresh = this.#isFresh;
    this.#isFresh = false;
    if (sessionId !== null && before !== null) {
      const live = await findGame(scene, before);
      if (isFresh && isPlain && live.state.turn === 0 && live.record.status === "open") {
        return writeResult(toResetResult(live));
      }
    }
    const live = await resetGame(scene, reset);
    const { episodeId } = live.record;
    if (sessionId !== null && before !== null && before !== episodeId) {
      await endEpisode(scene.ports, scene.caller, before);
      this.#door.moves.move(tenantId, sessionId, episodeId);
    }
    this.#episodeId = episodeId;
    return writeResult(toResetResult(live));
  }

  async #answerMcp(scene: OpenEnvScene, data: unknown): Promise<string> {
    const { text } = await answerRpc(
      {
        ...scene,
        version: this.#door.version,
        moves: this.#door.moves,
        episodeId: this.#episodeOf(scene),
        adopt: (episodeId) => {
          this.#episodeId = episodeId;
        },
        describeError: (error) => {
          const { message, problem, errors } = this.describe(error, scene.caller.requestId);
          return { message, data: { problem, errors, request_id: scene.caller.requestId } };
        },
      },
      data,
    );
    return text;
  }

  /** Of a session it is looked up each time: another connection may have moved it. */
  #episodeOf({ caller }: OpenEnvScene): string | null {
    const { sessionId } = this.#address;
    return sessionId === null ? this.#episodeId : this.#door.moves.episodeOf(caller.tenantId, sessionId);
  }
}

/** An error in OpenEnv's form. */
export function writeError(error: unknown, { status, problem, message, errors }: DescribedError, requestId: string): string {
  const code = error instanceof ConnectionRefusal ? error.wireCode : wireCodeOf(status);
  return JSON.stringify({ type: "error", data: { message, code, problem, errors, request_id: requestId } });
}

function wireCodeOf(status: number): WireCode {
  if (status === 400) {
    return "VALIDATION_ERROR";
  }
  return status === 429 ? "CAPACITY_REACHED" : "EXECUTION_ERROR";
}

function refuseNoEpisode(): never {
  throw new ConnectionRefusal(
    "SESSION_ERROR",
    "This connection has no episode yet: send reset first, with the episode_id of one that is there to go on with it.",
  );
}
