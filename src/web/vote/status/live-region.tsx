import { countUnsentAnswers } from "../machine/outbox-entry.ts";
import type { VotingState } from "../machine/voting-state.ts";

/** Tells those who listen to the page, instead of seeing it, what just happened. */
export function LiveRegion({ state }: { readonly state: VotingState }) {
  return (
    <p className="unseen" aria-live="polite" data-testid="live">
      {describe(state)}
    </p>
  );
}

function describe(state: VotingState): string {
  const { shown, outbox, failures, phase, notice } = state;
  if (failures > 0) {
    return countUnsentAnswers(outbox) > 0 ? "Not saved yet: no connection." : "No connection to the server.";
  }
  if (shown?.status === "reopened") {
    return "The last question is back. Choose again, or press Escape to keep your answer.";
  }
  if (shown?.status === "sent") {
    return "Saving.";
  }
  const saved = notice?.kind === "change_saved" ? "Change saved. " : state.isJustSaved ? `Saved, ${state.savedCount}. ` : "";
  if (phase === "finished") {
    return `${saved}All done, thank you.`;
  }
  if (phase === "paused") {
    return `${saved}Paused.`;
  }
  if (shown !== null) {
    return `${saved}Next question.`;
  }
  return state.isNoneWaiting ? `${saved}No question is waiting.` : saved;
}
