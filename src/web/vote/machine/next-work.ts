import type { OutboxEntry } from "./outbox-entry.ts";
import type { VotingState } from "./voting-state.ts";

/** What the page asks of the server next. */
export type Work =
  | { readonly kind: "send"; readonly entry: OutboxEntry }
  | { readonly kind: "count" }
  | { readonly kind: "lease" }
  | { readonly kind: "none" };

/** What is to be asked of the server in this state. One thing at a time: answers go before questions, older answers before newer ones. */
export function nextWork(state: VotingState): Work {
  if (state.phase === "signed_out") {
    return { kind: "none" };
  }
  const [entry] = state.outbox;
  if (entry !== undefined) {
    return { kind: "send", entry };
  }
  if (state.isCountStale) {
    return { kind: "count" };
  }
  return state.phase === "working" && state.shown === null && !state.isAway ? { kind: "lease" } : { kind: "none" };
}

/** Names an attempt at a work: as long as it stays the same, the attempt under way is the right one. */
export function workKey(state: VotingState): string {
  const work = nextWork(state);
  const subject = work.kind === "send" ? work.entry.entryId : "";
  return work.kind === "none" ? "none" : `${work.kind}:${subject}:${state.round}:${state.restUntil ?? "now"}`;
}
