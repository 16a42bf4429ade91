import { describe, expect, it } from "vitest";
import { ANNOTATOR, choose, createOffer } from "../doubles/offers.ts";
import { reduceVoting } from "./reduce-voting.ts";
import type { VotingEvent } from "./voting-event.ts";
import { startVoting, type VotingState } from "./voting-state.ts";

const play = (state: VotingState, ...events: readonly VotingEvent[]) => events.reduce(reduceVoting, state);
const SHOWN = play(startVoting(ANNOTATOR, [], null), { kind: "offered", offer: createOffer(1) });
const answered = (choice: "left" | "right", voteId = "v1"): VotingEvent => ({
  kind: "answered",
  voteId,
  answer: choose(choice),
  visibleMs: 1,
  at: 10,
});
const saved = (choice: string, number = 2): VotingEvent => ({
  kind: "vote_saved",
  entryId: "vote:v1",
  stored: { voteId: "v1", choice },
  next: createOffer(number),
  at: 20,
});

describe("the state of the voting", () => {
  it("tells that a vote is saved once, and of no question that went back or was refused", () => {
    const tells = (...events: readonly VotingEvent[]) => play(SHOWN, ...events).isJustSaved;
    const next = [answered("left"), saved("left")];
    expect(tells(...next)).toBe(true);
    expect(tells(...next, { kind: "handed_back", reason: "skip", message: null, at: 30 })).toBe(false);
    expect(tells(...next, { kind: "undone" }, { kind: "kept" })).toBe(false);
    expect(tells(...next, answered("left", "v2"), { kind: "entry_refused", entryId: "vote:v2", detail: "" })).toBe(false);
  });

  it("says that nothing is waiting only when the server has", () => {
    const skipped = play(SHOWN, { kind: "handed_back", reason: "skip", message: null, at: 30 });
    const none: VotingEvent = { kind: "none_waiting", restUntil: 40 };
    expect(skipped.isNoneWaiting).toBe(false);
    expect(play(skipped, none).isNoneWaiting).toBe(true);
    expect(play(skipped, none, { kind: "paused", at: 50 }, { kind: "resumed" }).isNoneWaiting).toBe(false);
    expect(play(skipped, none, { kind: "offered", offer: createOffer(2) }).isNoneWaiting).toBe(false);
  });

  it("takes one press for one vote", () => {
    const once = play(SHOWN, answered("left"));
    expect(play(once, answered("right", "v2"))).toBe(once);
    expect(once.outbox).toHaveLength(1);
  });

  it("takes no answer that the question does not offer", () => {
    const offer = createOffer(1);
    const forced = play(startVoting(ANNOTATOR, [], null), {
      kind: "offered",
      offer: { ...offer, question: { ...offer.question, choices: ["left"] } },
    });
    expect(play(forced, answered("right"))).toBe(forced);
  });

  it("shows another question only after the acknowledgement", () => {
    const sent = play(SHOWN, answered("left"));
    expect(play(sent, { kind: "offered", offer: createOffer(2) })).toBe(sent);
    expect(play(sent, saved("left")).shown).toMatchObject({ status: "open", offer: { leaseId: "ls_2" } });
  });

  it("tells when the question had been answered before, and takes nothing back of that", () => {
    const told = play(SHOWN, answered("left"), saved("right"));
    expect(told.notice).toEqual({ kind: "answered_before", detail: "right" });
    expect(told.undoable).toBeNull();
  });

  it("leaves a question whose time is over to somebody who has seen it, and takes one away that came while nobody looked", () => {
    const reading = play(SHOWN, { kind: "lease_ended", leaseId: "ls_1", isUnseen: false });
    expect(reading).toMatchObject({ shown: { status: "open" }, notice: { kind: "lease_ended" } });
    expect(play(SHOWN, { kind: "lease_ended", leaseId: "ls_1", isUnseen: true }).shown).toBeNull();
    expect(play(SHOWN, { kind: "lease_ended", leaseId: "ls_0", isUnseen: true })).toBe(SHOWN);
  });

  it("goes on after a vote that the server refuses, and says so", () => {
    const refused = play(SHOWN, answered("left"), {
      kind: "entry_refused",
      entryId: "vote:v1",
      detail: "There is no such lease.",
    });
    expect(refused).toMatchObject({ shown: null, outbox: [], undoable: null });
    expect(refused.notice).toEqual({ kind: "vote_refused", detail: "There is no such lease." });
  });

  it("forgets a change of a vote that was refused", () => {
    const changed = play(SHOWN, answered("left"), { kind: "undone" }, answered("right"));
    expect(changed.outbox.map(({ kind }) => kind)).toEqual(["vote", "revise"]);
    expect(play(changed, { kind: "entry_refused", entryId: "vote:v1", detail: "" })).toMatchObject({ outbox: [], shown: null });
  });

  it("hides everything when the session ends, and keeps what is unsent", () => {
    const ended = play(SHOWN, answered("left"), { kind: "signed_out" });
    expect(ended).toMatchObject({ phase: "signed_out", shown: null });
    expect(ended.outbox).toHaveLength(1);
  });
});
