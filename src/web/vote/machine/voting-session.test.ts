import { describe, expect, it } from "vitest";
import { ANNOTATOR, choose } from "../doubles/offers.ts";
import { openTestVisit } from "../doubles/open-test-visit.ts";

const questionOf = (visit: ReturnType<typeof openTestVisit>) => visit.state().shown?.offer.question.questionId ?? null;
const answersTo = (visit: ReturnType<typeof openTestVisit>, questionId: string) =>
  (visit.server.votes.get(questionId)?.answers ?? []).map((answer) => (answer.kind === "compare" ? answer.choice : "rated"));

describe("a visit", () => {
  it("shows a question as soon as there is one, and the next one from the answer to a vote", async () => {
    const visit = openTestVisit();
    await visit.settle();
    expect(questionOf(visit)).toBe("q_1");
    visit.session.answer(choose("left"), 4000);
    expect(visit.state().shown).toMatchObject({ status: "sent" });
    await visit.settle();
    expect(answersTo(visit, "q_1")).toEqual(["left"]);
    expect(visit.state().shown).toMatchObject({ status: "open" });
    expect(questionOf(visit)).toBe("q_2");
    expect(visit.state().annotator.votesToday).toBe(1);
  });

  it("says at once that nothing is waiting, then waits, and asks again when it is called", async () => {
    const visit = openTestVisit({ waiting: 0 });
    await visit.pass(500);
    expect(visit.server.waits).toEqual([0, 25_000]);
    expect(visit.state()).toMatchObject({ shown: null, round: 2 });
    visit.server.waiting = 1;
    visit.session.wake();
    await visit.settle();
    expect(questionOf(visit)).toBe("q_1");
  });

  it("keeps a vote that cannot be sent, says so, and sends the same one when the connection is back", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.server.network = "lost";
    visit.session.answer(choose("tie"), 1);
    await visit.pass(20_000);
    expect(visit.state()).toMatchObject({ shown: { status: "sent" }, outbox: [{ kind: "vote", voteId: "vote-1" }] });
    expect(visit.state().failures).toBeGreaterThan(2);
    visit.server.network = "up";
    visit.session.wake();
    await visit.settle();
    expect(visit.server.votes.get("q_1")?.voteId).toBe("vote-1");
    expect(visit.state()).toMatchObject({ outbox: [], failures: 0 });
    expect(questionOf(visit)).toBe("q_2");
  });

  it("counts a vote once whose acknowledgement was lost", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.server.network = "unanswered";
    visit.session.answer(choose("right"), 1);
    await visit.settle();
    visit.server.network = "up";
    await visit.pass(1000);
    expect(answersTo(visit, "q_1")).toEqual(["right"]);
    expect(visit.state().annotator.votesToday).toBe(1);
  });

  it("sends after a reload what was not sent before it, in the name of its annotator alone", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.server.network = "lost";
    visit.session.answer(choose("both_bad"), 1);
    await visit.settle();
    visit.server.network = "up";
    await visit.reload({ ...ANNOTATOR, annotatorId: "an_2" });
    expect(visit.server.votes.size).toBe(0);
    await visit.reload();
    expect(answersTo(visit, "q_1")).toEqual(["both_bad"]);
    expect(visit.storage.length).toBe(0);
  });

  it("offers to undo for three seconds after the vote is saved", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.session.answer(choose("left"), 1);
    await visit.pass(2999);
    expect(visit.state().undoable).not.toBeNull();
    await visit.pass(1);
    expect(visit.state().undoable).toBeNull();
  });

  it("brings an undone pair back, keeps the next one aside, and goes on with it", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.session.answer(choose("left"), 1);
    await visit.settle();
    visit.session.undo();
    expect(visit.state()).toMatchObject({ shown: { status: "reopened", offer: { leaseId: "ls_1" } }, held: { leaseId: "ls_2" } });
    visit.session.answer(choose("right"), 1);
    await visit.settle();
    expect(answersTo(visit, "q_1")).toEqual(["left", "right"]);
    expect(visit.state()).toMatchObject({ shown: { status: "open", offer: { leaseId: "ls_2" } }, held: null });
  });

  it("sends a change after the vote that it changes, where neither could be sent", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.server.network = "lost";
    visit.session.answer(choose("left"), 1);
    visit.session.undo();
    visit.session.answer(choose("tie"), 1);
    await visit.pass(5000);
    visit.server.network = "up";
    await visit.pass(15_000);
    expect(answersTo(visit, "q_1")).toEqual(["left", "tie"]);
    expect(questionOf(visit)).toBe("q_2");
  });

  it("sends a change after the vote that it changes, though the clock was set back between them and the page was loaded anew", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.server.network = "lost";
    visit.session.answer(choose("left"), 1);
    visit.clock.time -= 3_600_000;
    visit.session.undo();
    visit.session.answer(choose("tie"), 1);
    await visit.settle();
    visit.server.network = "up";
    await visit.reload();
    expect(answersTo(visit, "q_1")).toEqual(["left", "tie"]);
  });

  it("puts the next question aside that comes while the last one is back", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.server.network = "lost";
    visit.session.answer(choose("left"), 1);
    visit.session.undo();
    visit.server.network = "up";
    await visit.pass(2000);
    expect(visit.state()).toMatchObject({ shown: { status: "reopened" }, held: { leaseId: "ls_2" }, outbox: [] });
    visit.session.keep();
    expect(visit.state()).toMatchObject({ shown: { status: "open", offer: { leaseId: "ls_2" } }, held: null });
    expect(answersTo(visit, "q_1")).toEqual(["left"]);
  });

  it("leaves time to read again after undo", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.session.answer(choose("left"), 1);
    await visit.settle();
    visit.session.undo();
    await visit.pass(45_000);
    visit.session.answer(choose("right"), 1);
    await visit.settle();
    expect(answersTo(visit, "q_1")).toEqual(["left", "right"]);
  });

  it("says when a change came too late, and goes on", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.session.answer(choose("left"), 1);
    await visit.settle();
    visit.session.undo();
    await visit.pass(61_000);
    visit.session.answer(choose("right"), 1);
    await visit.settle();
    expect(answersTo(visit, "q_1")).toEqual(["left"]);
    expect(visit.state()).toMatchObject({ notice: { kind: "change_refused" }, shown: { offer: { leaseId: "ls_2" } } });
  });

  it("hands the question back in a pause, and asks for another after it", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.session.pause();
    await visit.pass(60_000);
    expect(visit.server.released).toEqual([{ leaseId: "ls_1", reason: "paused" }]);
    expect(visit.state()).toMatchObject({ phase: "paused", shown: null });
    visit.session.resume();
    await visit.settle();
    expect(questionOf(visit)).toBe("q_2");
  });

  it("hands back what came with the acknowledgement of a vote while a pause began", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.session.answer(choose("left"), 1);
    visit.session.pause();
    await visit.settle();
    expect(answersTo(visit, "q_1")).toEqual(["left"]);
    expect(visit.server.released).toEqual([{ leaseId: "ls_2", reason: "paused" }]);
    expect(visit.state().shown).toBeNull();
  });

  it("asks for nothing while nobody looks", async () => {
    const visit = openTestVisit({ waiting: 0 });
    await visit.settle();
    visit.session.setAway(true);
    visit.server.waiting = 1;
    await visit.pass(60_000);
    expect(visit.server.waiting).toBe(1);
    visit.session.setAway(false);
    await visit.pass(1000);
    expect(questionOf(visit)).toBe("q_1");
  });

  it("finishes when a crowd's annotator has voted as often as agreed, and keeps no question", async () => {
    const completion = { votesNeeded: 2, votesDone: 0, code: null, returnUrl: null, submit: null };
    const visit = openTestVisit({ annotator: { ...ANNOTATOR, completion }, waiting: 9 });
    await visit.settle();
    for (const choice of ["left", "right"] as const) {
      visit.session.answer(choose(choice), 1);
      await visit.settle();
    }
    expect(visit.state()).toMatchObject({ phase: "finished", shown: null, annotator: { completion: { votesDone: 2 } } });
    expect(visit.server.released).toEqual([{ leaseId: "ls_3", reason: "paused" }]);
  });

  it("brings a vote that was being changed back after a reload, to its annotator, until it is answered anew or stands", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.session.answer(choose("left"), 1);
    await visit.settle();
    visit.session.undo();
    await visit.reload({ ...ANNOTATOR, annotatorId: "an_2" });
    expect(visit.state().shown?.status).toBe("open");
    await visit.reload();
    expect(visit.state().shown).toMatchObject({ status: "reopened", offer: { leaseId: "ls_1" }, answer: { choice: "left" } });
    visit.session.answer(choose("right"), 1);
    await visit.settle();
    expect(answersTo(visit, "q_1")).toEqual(["left", "right"]);
    expect(questionOf(visit)).toBe("q_2");
    await visit.reload();
    expect(questionOf(visit)).toBe("q_2");
  });

  it.each([
    "no JSON",
    "null",
    "{}",
    '{"of":"an_1","reopened":{"status":"reopened","voteId":"vote-1","offer":{"leaseId":"ls_1"}}}',
  ])("begins anew where %s was kept as a vote that was being changed", async (text) => {
    const visit = openTestVisit();
    visit.storage.setItem("folkmoot.reopened", text);
    await visit.reload();
    expect(visit.state().shown).toMatchObject({ status: "open", offer: { leaseId: "ls_1" } });
  });

  it("ends with the session that a heartbeat finds gone, before more is written that could not be sent", async () => {
    const visit = openTestVisit();
    await visit.settle();
    visit.server.isSessionKnown = false;
    await visit.session.beat(false);
    expect(visit.state()).toMatchObject({ phase: "signed_out", shown: null });
  });
});
