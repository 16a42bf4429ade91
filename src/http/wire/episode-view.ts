import { z } from "@hono/zod-openapi";
import type { EpisodeView } from "../../services/episodes/read-episode.ts";
import { CollectionSlug, EpisodeId, ScenarioSlug } from "./names.ts";
import { RequestIdField } from "./request-id.ts";
import { RewardField, ScoresSchema } from "./score-fields.ts";
import { TurnAnswerSchema, toWireTurnAnswer } from "./turn-answer.ts";

const TranscriptSchema = z.array(
  z.object({
    speaker: z.enum(["persona", "policy"]),
    turn: z.number().int().openapi({ description: "0 for the opening." }),
    content: z.string(),
    tool_calls: z.array(z.object({ name: z.string(), input: z.record(z.string(), z.unknown()) })),
  }),
);

const episodeFields = {
  episode_id: EpisodeId,
  collection_slug: CollectionSlug,
  scenario_slug: ScenarioSlug,
  seed: z.number().int(),
  group_id: z.string().nullable(),
  parent_episode_id: z.string().nullable().openapi({ description: "The episode it was forked from." }),
  turn: z.number().int().openapi({ description: "Turns played so far." }),
  max_turns: z.number().int(),
  reward_mode: z.enum(["cumulative", "delta", "terminal"]),
  episode_complete: z.boolean(),
  terminal_reason: z.string().nullable(),
  outcome: z.string().nullable(),
  reward: RewardField.openapi({
    description:
      "What a complete episode is worth, whatever its `reward_mode`; null while it is open, and where no turn has a value.",
  }),
  // `nullable()` of a named schema would be documented as an object that is also null: a value that cannot be.
  scores: z
    .union([ScoresSchema, z.null()])
    .openapi({ description: "Of a complete episode; null while it is open, and where turns are not scored." }),
  transcript: TranscriptSchema,
  last_answer: z
    .union([TurnAnswerSchema, z.null()])
    .openapi({ description: "What the last turn was answered; null before the first." }),
  state_hash: z.string(),
  created_at: z.string().openapi({ format: "date-time" }),
  expires_at: z.string().openapi({ format: "date-time", description: "When the episode expires unless a turn is played." }),
  versions: z.object({ scenario: z.string(), engine: z.string() }),
};

/** An episode as a member of another answer. */
export const EpisodeSchema = z.object(episodeFields).openapi("Episode");
/** An episode as an answer of its own. */
export const EpisodeAnswerSchema = z.object({ request_id: RequestIdField, ...episodeFields }).openapi("EpisodeAnswer");

export function toWireEpisode(view: EpisodeView, options: { readonly showBreakdown: boolean }): z.infer<typeof EpisodeSchema> {
  return {
    episode_id: view.episodeId,
    collection_slug: view.collectionSlug,
    scenario_slug: view.scenarioSlug,
    seed: view.seed,
    group_id: view.groupId,
    parent_episode_id: view.parentEpisodeId,
    turn: view.turn,
    max_turns: view.maxTurns,
    reward_mode: view.rewardMode,
    episode_complete: view.episodeComplete,
    terminal_reason: view.terminalReason,
    outcome: view.outcome,
    reward: view.reward,
    scores: view.scores === null ? null : { ...view.scores },
    transcript: view.transcript.map(({ speaker, turn, content, toolCalls }) => ({
      speaker,
      turn,
      content,
      tool_calls: toolCalls.map(({ name, input }) => ({ name, input: { ...input } })),
    })),
    last_answer: view.lastAnswer === null ? null : toWireTurnAnswer(view.lastAnswer, options),
    state_hash: view.stateHash,
    created_at: toIsoTime(view.createdAt),
    expires_at: toIsoTime(view.expiresAt),
    versions: { scenario: view.versions.scenario, engine: view.versions.engine },
  };
}

/** Unix milliseconds as ISO 8601 in UTC. */
export function toIsoTime(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
