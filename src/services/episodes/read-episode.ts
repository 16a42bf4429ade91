import type { ToolCall } from "../../domain/scenarios/tool-call.ts";
import type { Caller } from "../caller.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findKeptEpisode, type KeptEpisode } from "./find-kept-episode.ts";
import type { TurnAnswer } from "./turn-answer.ts";

/** An episode as its owner may read it: settings, standing and the transcript. */
export interface EpisodeView {
  readonly episodeId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly seed: number;
  readonly groupId: string | null;
  readonly parentEpisodeId: string | null;
  readonly turn: number;
  readonly maxTurns: number;
  readonly rewardMode: "cumulative" | "delta" | "terminal";
  readonly episodeComplete: boolean;
  readonly terminalReason: string | null;
  readonly outcome: string | null;
  /** What the whole episode is worth, in every reward mode: what the deltas sum to. Null while it is open, and where no turn has a value. */
  readonly reward: number | null;
  /** Of the last turn; null while the episode is open, and where turns are not scored. */
  readonly scores: TurnAnswer["scores"];
  readonly transcript: readonly EpisodeMessage[];
  /** The last turn's answer, or null before the first. */
  readonly lastAnswer: TurnAnswer | null;
  readonly stateHash: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly versions: EpisodeVersions;
}

export interface EpisodeMessage {
  readonly speaker: "persona" | "policy";
  /** The turn it belongs to; the opening is turn 0. */
  readonly turn: number;
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
}

export interface EpisodeVersions {
  readonly scenario: string;
  readonly engine: string;
}

/** The episode as it stands after the moves that are under way. Throws as findKeptEpisode does. */
export async function readEpisode(ports: ServicePorts, caller: Caller, episodeId: string): Promise<EpisodeView> {
  return await ports.live.withLock(episodeId, async () =>
    toEpisodeView(ports, await findKeptEpisode(ports, caller.tenantId, episodeId)),
  );
}

export function toEpisodeView(ports: Pick<ServicePorts, "limits">, kept: KeptEpisode): EpisodeView {
  const { record } = kept;
  const isComplete = record.status === "complete";
  return {
    episodeId: record.episodeId,
    collectionSlug: record.collectionSlug,
    scenarioSlug: record.scenarioSlug,
    seed: record.seed,
    groupId: record.groupId,
    parentEpisodeId: record.parentEpisodeId,
    turn: kept.transcript.moves.length,
    maxTurns: record.settings.maxTurns,
    rewardMode: record.settings.rewardMode,
    episodeComplete: isComplete,
    terminalReason: record.terminalReason,
    outcome: record.outcome,
    reward: isComplete ? (kept.lastAnswer?.cumulativeReward ?? null) : null,
    scores: isComplete ? (kept.lastAnswer?.scores ?? null) : null,
    transcript: toMessages(kept),
    lastAnswer: kept.lastAnswer,
    stateHash: kept.stateHash,
    createdAt: record.createdAt,
    expiresAt: record.lastActivityAt + ports.limits.episodeIdleMs,
    versions: { scenario: record.scenarioDigest, engine: record.engineVersion },
  };
}

function toMessages({ transcript }: KeptEpisode): readonly EpisodeMessage[] {
  return transcript.observations.flatMap((content, turn): readonly EpisodeMessage[] => {
    const move = transcript.moves[turn - 1];
    const line: EpisodeMessage = { speaker: "persona", turn, content, toolCalls: [] };
    return move ? [{ speaker: "policy", turn, content: move.message, toolCalls: move.toolCalls }, line] : [line];
  });
}
