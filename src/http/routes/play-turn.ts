import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Scope } from "../../ports/key-store.ts";
import type { Caller } from "../../services/caller.ts";
import { playTurn } from "../../services/episodes/play-turn.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import { compileSchema } from "../compile-schema.ts";
import type { HttpEnv } from "../http-env.ts";
import { invalidPart } from "../invalid-part.ts";
import { bodyProblems } from "../problem-responses.ts";
import { callerSeesBreakdown } from "../wire/caller-sees-breakdown.ts";
import { createMessagesSchema, type MessageLimits, toMessages } from "../wire/message.ts";
import { EpisodeId } from "../wire/names.ts";
import { RewardConfigField, toRewardConfig } from "../wire/reward-config.ts";
import { TurnAnswerSchema, toWireTurnAnswer } from "../wire/turn-answer.ts";

/** The route without the framework: for a caller who has been let in and a body that has been parsed. */
export interface TurnRoute {
  readonly path: string;
  readonly scope: Scope;
  /** The answer's body. Rejects with InvalidRequestError where the body does not fit the contract, and as `playTurn` does. */
  answer(caller: Caller, episodeId: string, body: unknown): Promise<TurnReply>;
}

export interface TurnReply {
  readonly body: z.infer<typeof TurnAnswerSchema>;
  readonly replayed: boolean;
}

const PATH = "/api/v1/episodes/{episode_id}/turns";
const SCOPE: Scope = "trainer";

/** What a turn is asked with. */
function createPlayTurnSchema(limits: MessageLimits) {
  return compileSchema(
    z
      .object({
        messages: createMessagesSchema(limits).openapi({
          description: "The whole history or only what is new. The last message is the policy's move; its tool calls ride on it.",
        }),
        turn: z
          .number()
          .int()
          .min(1)
          .nullish()
          .openapi({ description: "The turn this move means to be, 1 for the first. Makes a retry safe." }),
        reward_config: RewardConfigField,
        tool_calls: z
          .null({
            error: 'belong to the move they ride on: {"messages": [{"content": …, "tool_calls": [{"name": …, "input": {…}}]}]}',
          })
          .optional()
          .openapi({ description: "Not here: tool calls ride on the move, the last of `messages`." }),
      })
      .openapi("PlayTurn", {
        example: { messages: [{ content: "I'm sorry to hear that. Where exactly does it hurt?" }], turn: 1 },
      }),
  );
}

type PlayTurnSchema = ReturnType<typeof createPlayTurnSchema>;

function createPlayTurnRoute(schema: PlayTurnSchema) {
  return createRoute({
    method: "post",
    operationId: "playTurn",
    path: PATH,
    tags: ["Episodes"],
    summary: "Play a turn",
    description:
      "Sends the policy's move and gets the persona's answer. The same turn with the same messages again gets the same answer.",
    ...requiresScope(SCOPE),
    request: {
      params: z.object({ episode_id: EpisodeId }),
      body: { required: true, content: { "application/json": { schema } } },
    },
    responses: {
      200: {
        description: "The persona's answer and the reward so far.",
        headers: {
          "Idempotent-Replayed": { description: "`true` where this turn was played before.", schema: { type: "string" } },
        },
        content: { "application/json": { schema: TurnAnswerSchema } },
      },
      ...bodyProblems(
        "not_found",
        "turn_conflict",
        "history_mismatch",
        "episode_complete",
        "version_conflict",
        "episode_expired",
      ),
    },
  });
}

/** POST /api/v1/episodes/{episode_id}/turns */
export function mountPlayTurn(app: OpenAPIHono<HttpEnv>, ports: ServicePorts): TurnRoute {
  const schema = createPlayTurnSchema(ports.limits);
  const reply = async (caller: Caller, episodeId: string, body: z.infer<PlayTurnSchema>): Promise<TurnReply> => {
    const { answer, replayed } = await playTurn(ports, caller, episodeId, {
      messages: toMessages(body.messages, ports.limits, "/messages"),
      turn: body.turn ?? null,
      rewardConfig: toRewardConfig(body.reward_config),
    });
    return { body: toWireTurnAnswer(answer, { showBreakdown: callerSeesBreakdown(caller) }), replayed };
  };
  app.openapi(createPlayTurnRoute(schema), async (c) => {
    const { body, replayed } = await reply(c.get("caller"), c.req.valid("param").episode_id, c.req.valid("json"));
    if (replayed) {
      c.header("Idempotent-Replayed", "true");
    }
    return c.json(body, 200);
  });
  return {
    path: PATH,
    scope: SCOPE,
    answer: async (caller, episodeId, body) => {
      const parsed = await schema.safeParseAsync(body);
      if (!parsed.success) {
        throw invalidPart("json", parsed.error.issues, body);
      }
      return await reply(caller, episodeId, parsed.data);
    },
  };
}
