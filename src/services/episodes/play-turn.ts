import { assertInvariant } from "../../domain/assert.ts";
import { ConflictError, InvalidRequestError } from "../../domain/errors.ts";
import { advanceEpisode, type TurnOutcome } from "../../domain/persona/advance-episode.ts";
import type { PolicyMove } from "../../domain/persona/persona-engine.ts";
import { assessEpisode } from "../../domain/scoring/assess-episode.ts";
import type { Assessment } from "../../domain/scoring/assessment.ts";
import { DEFAULT_REWARD_CONFIG, type RewardConfig } from "../../domain/scoring/reward-config.ts";
import { toBreakdown } from "../../domain/scoring/score-breakdown.ts";
import { placeMessages } from "../../domain/transcripts/place-messages.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { EpisodeSettings } from "../../ports/episode-store.ts";
import type { Caller } from "../caller.ts";
import { checkRewardConfig } from "../scoring/check-reward-config.ts";
import { toScores } from "../scoring/to-scores.ts";
import type { ServicePorts } from "../service-ports.ts";
import { hashState } from "./hash-state.ts";
import type { LiveEpisode } from "./live-episodes.ts";
import { loadEpisode } from "./load-episode.ts";
import { readTurnAnswer } from "./read-turn-answer.ts";
import type { TurnAnswer } from "./turn-answer.ts";

export interface PlayTurnRequest {
  /** The whole history or only what is new; the last message is the policy's move. */
  readonly messages: readonly TranscriptMessage[];
  /** The turn this request means to play (1 = first), where the client says so. */
  readonly turn: number | null;
  readonly rewardConfig: RewardConfig | null;
}

export interface PlayedTurn {
  readonly answer: TurnAnswer;
  /** True where the turn had been played before and this is its stored answer. */
  readonly replayed: boolean;
}

/**
 * Plays the policy's move, durably, before it is answered; the same move again gets the same answer. Requests for one episode run one after the other.
 * Throws NotFoundError, ExpiredError, InvalidRequestError (no move) and ConflictError (`turn_conflict`, `history_mismatch`, `episode_complete`, `version_conflict`).
 */
export async function playTurn(
  ports: ServicePorts,
  caller: Caller,
  episodeId: string,
  request: PlayTurnRequest,
): Promise<PlayedTurn> {
  return await ports.live.withLock(episodeId, async () => {
    const live = await loadEpisode(ports, caller.tenantId, episodeId);
    const placement = placeMessages(request.messages, request.turn, live.transcript);
    switch (placement.kind) {
      case "no_move": {
        const detail = "the last message must be the policy's move; system and tool messages may only stand before it";
        throw new InvalidRequestError(`No move: ${detail}.`, {
          errors: [{ pointer: `/messages/${request.messages.length - 1}`, detail }],
        });
      }
      case "history_mismatch":
        throw new ConflictError(
          "history_mismatch",
          `messages[${placement.index}] is not what was said in this episode. GET the episode for its transcript.`,
          {
            details: { index: placement.index },
          },
        );
      case "turn_conflict":
        throw turnConflict(placement);
      case "replay":
        return { answer: await findAnswer(ports, caller, live, placement.turn), replayed: true };
      case "next":
        refuseComplete(live);
        return { answer: await playNextTurn(ports, caller, live, placement, request.rewardConfig), replayed: false };
    }
  });
}

function turnConflict({ isAhead, expectedTurn }: { readonly isAhead: boolean; readonly expectedTurn: number }): ConflictError {
  const reason = isAhead ? "That turn lies ahead of the episode" : "Another move was played at that turn";
  return new ConflictError("turn_conflict", `${reason}; the next one is turn ${expectedTurn}.`, {
    details: { expected_turn: expectedTurn },
  });
}

function refuseComplete(live: LiveEpisode): void {
  if (live.record.status === "complete") {
    throw new ConflictError(
      "episode_complete",
      `The episode is over (${live.record.terminalReason ?? "completed"}). Start a new one or fork this one.`,
    );
  }
}

async function findAnswer(ports: ServicePorts, caller: Caller, live: LiveEpisode, turn: number): Promise<TurnAnswer> {
  if (live.lastAnswer?.turn === turn) {
    return live.lastAnswer;
  }
  const found = await ports.episodes.findEpisode(caller.tenantId, live.record.episodeId);
  const stored = found?.turns[turn - 1];
  assertInvariant(stored, "a turn that is in the transcript is in the store");
  return readTurnAnswer(stored);
}

async function playNextTurn(
  ports: ServicePorts,
  caller: Caller,
  live: LiveEpisode,
  move: PolicyMove,
  config: RewardConfig | null,
): Promise<TurnAnswer> {
  const { record, engine } = live;
  const rewardConfig = checkRewardConfig(config ?? DEFAULT_REWARD_CONFIG, engine.scenario);
  const outcome = advanceEpisode(engine, record.seed, record.settings.maxTurns, live.state, move);
  const conversation = {
    requests: live.chosenLines,
    answers: [...live.transcript.moves.map(({ message }) => message), move.message],
    reference: null,
  };
  const assessment = assessEpisode(engine, outcome.state, record.settings.maxTurns, conversation, rewardConfig);
  const stateHash = hashState(ports.sha256Hex, outcome.state);
  const said = await sayLine(ports, live, outcome);
  const answer = toAnswer(caller, live, outcome, said, record.settings.scoreTurns ? assessment : null, stateHash);
  const now = ports.clock.now();
  const { ending } = outcome.state;
  const written = await ports.episodes.appendTurn(
    caller.tenantId,
    {
      episodeId: record.episodeId,
      turn: outcome.state.turn,
      message: move.message,
      toolCalls: move.toolCalls,
      observation: said,
      stateHash,
      answer: JSON.stringify(answer),
      createdAt: now,
    },
    ending,
  );
  if (written === "conflict") {
    ports.live.forget(caller.tenantId, record.episodeId);
    throw turnConflict({ isAhead: false, expectedTurn: outcome.state.turn + 1 });
  }
  ports.live.set({
    record: ending
      ? { ...record, lastActivityAt: now, status: "complete", terminalReason: ending.terminalReason, outcome: ending.outcome }
      : { ...record, lastActivityAt: now },
    engine,
    state: outcome.state,
    stateHash,
    transcript: {
      observations: [...live.transcript.observations, said],
      moves: [...live.transcript.moves, { message: move.message, toolCalls: move.toolCalls, heard: outcome.trace.message.text }],
    },
    chosenLines: [...live.chosenLines, outcome.observation],
    lastAnswer: answer,
  });
  return answer;
}

/** In other words, where a model for that is configured. */
async function sayLine({ personaVoice }: Pick<ServicePorts, "personaVoice">, live: LiveEpisode, outcome: TurnOutcome) {
  return personaVoice === null
    ? outcome.observation
    : await personaVoice.say({
        scenario: live.engine.scenario,
        text: outcome.observation,
        openedFacts: outcome.state.openedFacts,
      });
}

function toAnswer(
  caller: Caller,
  live: LiveEpisode,
  outcome: TurnOutcome,
  said: string,
  assessment: Assessment | null,
  stateHash: string,
): TurnAnswer {
  const { record } = live;
  const { ending } = outcome.state;
  const reward = assessment?.reward ?? null;
  const before = live.lastAnswer?.cumulativeReward ?? null;
  const delta = reward === null ? null : reward - (before ?? 0);
  return {
    requestId: caller.requestId,
    episodeId: record.episodeId,
    turn: outcome.state.turn,
    observation: { role: record.settings.observationRole, content: said },
    reward: rewardOf(record.settings.rewardMode, reward, delta, ending !== null),
    rewardDelta: delta,
    // A turn without a value keeps the last one, so that the deltas still sum to it.
    cumulativeReward: reward ?? before,
    scores: assessment && toScores(assessment),
    scoreBreakdown: assessment && toBreakdown(assessment),
    toolResults: outcome.toolResults.map(({ name, check }) => ({
      name,
      accepted: check.accepted,
      detail: check.accepted ? null : check.detail,
    })),
    episodeComplete: ending !== null,
    terminalReason: ending?.terminalReason ?? null,
    outcome: ending?.outcome ?? null,
    stateHash,
  };
}

/** `terminal` pays only at the end, so that trainers that sum the turns get the final reward, as they do with `delta`. */
function rewardOf(
  mode: EpisodeSettings["rewardMode"],
  cumulative: number | null,
  delta: number | null,
  isOver: boolean,
): number | null {
  switch (mode) {
    case "cumulative":
      return cumulative;
    case "delta":
      return delta;
    case "terminal":
      return cumulative === null || isOver ? cumulative : 0;
  }
}
