import { z } from "@hono/zod-openapi";
import type { TurnAnswer } from "../../services/episodes/turn-answer.ts";
import { EpisodeId } from "./names.ts";
import { RequestIdField } from "./request-id.ts";
import { ScoreBreakdownSchema, ScoresSchema, toWireBreakdown } from "./score-fields.ts";

export const ObservationSchema = z.object({ role: z.enum(["assistant", "user"]), content: z.string() }).openapi("Observation", {
  description: "What the persona says.",
  example: { role: "assistant", content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." },
});

const NOT_SCORED = "The episode was created with score_turns false: its turns are not scored.";
/** Said of a turn whose scores came to nothing. */
export const NO_VALUE = "No value could be produced for this turn.";

/** The answer to one turn. */
export const TurnAnswerSchema = z
  .object({
    request_id: RequestIdField,
    episode_id: EpisodeId,
    turn: z.number().int().openapi({ description: "1 for the first policy move." }),
    observation: ObservationSchema,
    reward: z.number().min(-1).max(1).nullable().openapi({
      description:
        "By the episode's `reward_mode`; below 0 only as a delta. Null where no value could be produced, never 0 for a failure.",
    }),
    reward_delta: z
      .number()
      .nullable()
      .openapi({ description: "Change against the turn before; the deltas sum to the final reward." }),
    cumulative_reward: z.number().nullable(),
    unscored_reason: z.string().optional().openapi({ description: "Why `reward` is null." }),
    scores: ScoresSchema.optional().openapi({ description: "Absent where turns are not scored." }),
    score_breakdown: ScoreBreakdownSchema.optional(),
    tool_results: z.array(z.object({ name: z.string(), accepted: z.boolean(), detail: z.string().nullable() })),
    episode_complete: z.boolean(),
    terminal_reason: z.enum(["client_terminated", "max_turns_reached", "error", "completed"]).optional(),
    outcome: z.string().optional(),
    state_hash: z.string(),
    metadata: z.object({ role: z.string().openapi({ description: "Role of the observation." }), scored: z.boolean() }),
  })
  .openapi("TurnAnswer");

/** The answer as a caller may see it: how the scores came about is for those with the scope for it. */
export function toWireTurnAnswer(
  answer: TurnAnswer,
  options: { readonly showBreakdown: boolean },
): z.infer<typeof TurnAnswerSchema> {
  return {
    request_id: answer.requestId,
    episode_id: answer.episodeId,
    turn: answer.turn,
    observation: { role: answer.observation.role, content: answer.observation.content },
    reward: answer.reward,
    reward_delta: answer.rewardDelta,
    cumulative_reward: answer.cumulativeReward,
    ...(answer.reward === null ? { unscored_reason: answer.scores === null ? NOT_SCORED : NO_VALUE } : {}),
    ...(answer.scores === null ? {} : { scores: { ...answer.scores } }),
    ...(options.showBreakdown && answer.scoreBreakdown !== null
      ? { score_breakdown: toWireBreakdown(answer.scoreBreakdown) }
      : {}),
    tool_results: answer.toolResults.map(({ name, accepted, detail }) => ({ name, accepted, detail })),
    episode_complete: answer.episodeComplete,
    ...(answer.terminalReason === null ? {} : { terminal_reason: answer.terminalReason }),
    ...(answer.outcome === null ? {} : { outcome: answer.outcome }),
    state_hash: answer.stateHash,
    metadata: { role: answer.observation.role, scored: answer.scores !== null },
  };
}
