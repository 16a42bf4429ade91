import { useSyncExternalStore } from "react";
import type { VotingSession } from "./voting-session.ts";
import type { VotingState } from "./voting-state.ts";

/** The session's state, followed. */
export function useVoting(session: VotingSession): VotingState {
  return useSyncExternalStore(session.subscribe, session.getState);
}
