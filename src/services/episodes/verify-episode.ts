import { NotFoundError } from "../../domain/errors.ts";
import type { TurnOutcome } from "../../domain/persona/advance-episode.ts";
import { findLineFault } from "../../domain/persona/find-line-fault.ts";
import { foldEpisode } from "../../domain/persona/fold-episode.ts";
import type { Caller } from "../caller.ts";
import { findEpisodeEngine } from "../scenarios/find-episode-engine.ts";
import type { ServicePorts } from "../service-ports.ts";
import { hashState } from "./hash-state.ts";

export interface EpisodeVerification {
  readonly episodeId: string;
  readonly verified: boolean;
  readonly turns: number;
  readonly stateHash: string;
  /** The first turn whose refolded state or observation differs from the stored one; null where all agree. */
  readonly firstDifferentTurn: number | null;
}

/** Refolds the episode from its policy turns and compares every state hash and observation with what was stored: that line, or a wording of it that might have been said in its place. Throws NotFoundError, ConflictError `version_conflict`. */
export async function verifyEpisode(ports: ServicePorts, caller: Caller, episodeId: string): Promise<EpisodeVerification> {
  const found = await ports.episodes.findEpisode(caller.tenantId, episodeId);
  if (!found || found.episode.status === "expired") {
    throw new NotFoundError(`No episode "${episodeId.slice(0, 100)}" with turns to verify.`);
  }
  const engine = await findEpisodeEngine(ports, found.episode);
  const fold = foldEpisode(engine, found.episode.seed, found.episode.settings.maxTurns, found.turns);
  const different = found.turns.findIndex((stored, index) => {
    const outcome = fold.outcomes[index];
    const isSaidFor = ({ observation: text, state: { openedFacts } }: TurnOutcome, said: string) =>
      findLineFault({ scenario: engine.scenario, text, openedFacts }, said) === null;
    return !outcome || !isSaidFor(outcome, stored.observation) || hashState(ports.sha256Hex, outcome.state) !== stored.stateHash;
  });
  return {
    episodeId,
    verified: different === -1,
    turns: found.turns.length,
    stateHash: hashState(ports.sha256Hex, fold.state),
    firstDifferentTurn: different === -1 ? null : different + 1,
  };
}
