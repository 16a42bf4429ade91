import { assertInvariant } from "../../domain/assert.ts";
import { ConflictError } from "../../domain/errors.ts";
import { foldEpisode } from "../../domain/persona/fold-episode.ts";
import { toPlayedMove } from "../../domain/transcripts/place-messages.ts";
import { findEpisodeEngine } from "../scenarios/find-episode-engine.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findEpisodeRows, refuseExpired } from "./find-episode-rows.ts";
import { hashState } from "./hash-state.ts";
import type { LiveEpisode } from "./live-episodes.ts";
import { readTurnAnswer } from "./read-turn-answer.ts";

/**
 * The episode as it stands, from memory or refolded from its rows and checked against the stored hash. Only for whoever holds the episode's lock: it is kept in memory.
 * Throws NotFoundError, ExpiredError, or ConflictError `version_conflict` where it cannot be refolded as it was.
 */
export async function loadEpisode(ports: ServicePorts, tenantId: string, episodeId: string): Promise<LiveEpisode> {
  const live = ports.live.find(tenantId, episodeId);
  if (live) {
    refuseExpired(ports, live.record);
    return live;
  }
  const found = await findEpisodeRows(ports, tenantId, episodeId);
  const engine = await findEpisodeEngine(ports, found.episode);
  const fold = foldEpisode(engine, found.episode.seed, found.episode.settings.maxTurns, found.turns);
  const last = found.turns.at(-1);
  const stateHash = hashState(ports.sha256Hex, fold.state);
  assertInvariant(fold.outcomes.length === found.turns.length, "every stored turn is played again");
  if (last && last.stateHash !== stateHash) {
    throw new ConflictError(
      "version_conflict",
      "The episode does not refold to the state it was in. POST …/verify says where; start a new episode.",
    );
  }
  const loaded: LiveEpisode = {
    record: found.episode,
    engine,
    state: fold.state,
    stateHash,
    transcript: {
      // The opening is always said as it was chosen.
      observations: [...fold.observations.slice(0, 1), ...found.turns.map(({ observation }) => observation)],
      moves: found.turns.map(toPlayedMove),
    },
    chosenLines: fold.observations,
    lastAnswer: last ? readTurnAnswer(last) : null,
  };
  ports.live.set(loaded);
  return loaded;
}
