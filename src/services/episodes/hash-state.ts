import type { EpisodeState } from "../../domain/persona/episode-state.ts";
import { stateText } from "../../domain/persona/state-text.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";

/** The hash a client sees as `state_hash`: equal states, and only those, have equal hashes. */
export function hashState(sha256Hex: Sha256Hex, state: EpisodeState): string {
  return sha256Hex(stateText(state));
}
