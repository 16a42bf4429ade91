import { countUnsentAnswers } from "../machine/outbox-entry.ts";
import type { VotingState } from "../machine/voting-state.ts";

interface ConnectionBannerProps {
  readonly state: VotingState;
  readonly onRetry: () => void;
}

/** Shows while the server cannot be reached that it is so, and how many votes wait for it. Those who listen are told by the `LiveRegion`. */
export function ConnectionBanner({ state, onRetry }: ConnectionBannerProps) {
  if (state.failures === 0) {
    return null;
  }
  const waiting = countUnsentAnswers(state.outbox);
  return (
    <div className="message message-warning banner">
      <p>
        No connection to the server.{" "}
        {waiting === 0 ? null : `${waiting} ${waiting === 1 ? "vote waits" : "votes wait"} on this device and will be sent. `}
        Trying again …
      </p>
      <button type="button" className="button button-small" onClick={onRetry}>
        Try now
      </button>
    </div>
  );
}
