import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";
import { COMPARE_CONTENT, putUpQuestion, RATE_CONTENT } from "./put-up-question.ts";
import { signIn, type TestAnnotator } from "./sign-in.ts";

const LEASE = "/api/v1/questions/lease";
const VOTES = "/api/v1/votes";
const VOTE_ID = "00000000-0000-4000-8000-000000000001";
const OTHER_ID = "00000000-0000-4000-8000-000000000002";

let world: TestWorld;
let ann: TestAnnotator;
beforeEach(async () => {
  world = await createTestWorld();
  ann = await signIn(world, "ann");
});
afterEach(() => world.close());

interface Served {
  readonly question: {
    readonly question_id: string;
    readonly left: { readonly messages: readonly { readonly content: string }[] };
  } | null;
  readonly lease: { readonly lease_id: string; readonly expires_at: string; readonly heartbeat_ms: number };
}

interface Acknowledged {
  readonly vote: Readonly<Record<string, unknown>>;
  readonly next: Served | null;
}

const lease = async (annotator = ann, waitMs = 0) =>
  (await (await world.post(LEASE, { wait_ms: waitMs }, annotator.headers)).json()) as unknown as Served;
const vote = (body: object, annotator = ann) => world.post(VOTES, { vote_id: VOTE_ID, ...body }, annotator.headers);
const acknowledged = async (response: Response) => (await response.json()) as unknown as Acknowledged;
const kept = (voteId = VOTE_ID) => world.ports.questions.findVote("default", voteId);

describe("POST /api/v1/questions/lease", () => {
  it("says that none is waiting, and when to ask again", async () => {
    const response = await world.post(LEASE, {}, ann.headers);
    expect(await response.json()).toEqual({
      request_id: response.headers.get("x-request-id"),
      question: null,
      retry_after_ms: 1000,
    });
  });

  it("shows the question in the order that is stored, and nothing else of it", async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    const response = await world.post(LEASE, {}, ann.headers);
    const answer = (await response.json()) as unknown as Served;
    const stored = await world.ports.questions.findLease("default", answer.lease.lease_id);
    expect(COMPARE_CONTENT).toMatchObject({ kind: "compare" });
    const green = { messages: [{ role: "assistant", content: "the green one" }] };
    const black = { messages: [{ role: "assistant", content: "the black one" }] };
    const [left, right] = stored?.lease.left === "a" ? [green, black] : [black, green];
    expect(answer).toEqual({
      request_id: response.headers.get("x-request-id"),
      question: {
        question_id: "q_1",
        kind: "compare",
        instruction: "Which answer is better?",
        context: { title: "Tea", messages: [{ role: "user", content: "Which tea?" }] },
        dimensions: [{ key: "accuracy", title: "Accuracy" }],
        criteria_version: null,
        left,
        right,
        choices: ["left", "right", "tie", "both_bad"],
        strengths: [1, 2, 3],
      },
      lease: {
        lease_id: stored?.lease.leaseId,
        expires_at: new Date(stored?.lease.expiresAt ?? 0).toISOString(),
        heartbeat_ms: expect.any(Number),
      },
    });
    expect(answer.lease.heartbeat_ms).toBeLessThan((stored?.lease.expiresAt ?? 0) - world.clock.time);
  });

  it("draws the order anew for each annotator and question", async () => {
    const lefts: (string | undefined)[] = [];
    for (let count = 0; count < 12; count += 1) {
      await putUpQuestion(world, { questionId: `q_${count}` });
      lefts.push((await lease(await signIn(world, `annotator ${count}`))).question?.left.messages[0]?.content);
    }
    expect([...new Set(lefts)].sort()).toEqual(["the black one", "the green one"]);
  });

  it("gives the same question again to whoever holds one", async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    await putUpQuestion(world, { questionId: "q_2" });
    const [first, again] = [await lease(), await lease()];
    expect(again.lease.lease_id).toBe(first.lease.lease_id);
  });

  it("asks only those whom a question is put to", async () => {
    await putUpQuestion(world, { questionId: "q_1", audience: "clinicians" });
    await putUpQuestion(world, { questionId: "q_2", tenantId: "other" });
    expect((await lease()).question).toBeNull();
    expect((await lease(await signIn(world, "doctor", "clinicians"))).question?.question_id).toBe("q_1");
  });

  it("waits for a question that comes up meanwhile", async () => {
    const waiting = lease(ann, 25_000);
    await putUpQuestion(world, { questionId: "q_1" });
    expect((await waiting).question?.question_id).toBe("q_1");
  });

  it("leases nothing to an annotator who has hung up", async () => {
    const gone = new AbortController();
    const waiting = world.app.request(LEASE, {
      method: "POST",
      headers: { ...ann.headers, "Content-Type": "application/json" },
      body: JSON.stringify({ wait_ms: 25_000 }),
      signal: gone.signal,
    });
    gone.abort();
    const answer = (await (await waiting).json()) as Served;
    expect(answer.question).toBeNull();
    await putUpQuestion(world, { questionId: "q_1" });
    expect(world.ports.board.isHolding(ann.annotatorId)).toBe(false);
  });

  it("waits four times at most for one session, so that nobody takes all connections; asking without waiting goes on", async () => {
    const waits = [1, 2, 3, 4].map(() => {
      const gone = new AbortController();
      const body = JSON.stringify({ wait_ms: 25_000 });
      const headers = { ...ann.headers, "Content-Type": "application/json" };
      const answer = world.app.request(LEASE, { method: "POST", headers, body, signal: gone.signal });
      return { gone, answer };
    });
    const refused = await world.post(LEASE, { wait_ms: 25_000 }, ann.headers);
    expect(await problemOf(refused)).toMatchObject({ code: "rate_limited", detail: expect.stringContaining("4 waits") });
    expect((await lease()).question).toBeNull();
    for (const { gone, answer } of waits) {
      gone.abort();
      expect((await answer).status).toBe(200);
    }
    world.drainState.start();
    expect((await lease(ann, 25_000)).question).toBeNull();
  });

  it("is answered when the server begins to leave", async () => {
    const waiting = lease(ann, 25_000);
    world.drainState.start();
    expect((await waiting).question).toBeNull();
    expect((await lease(ann, 25_000)).question).toBeNull();
  });

  it.each([{ wait_ms: -1 }, { wait_ms: 30_001 }, { wait_ms: "1" }])("names the field at fault: %j", async (body) => {
    const problem = await problemOf(await world.post(LEASE, body, ann.headers));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: "/wait_ms" }] });
  });
});

describe("POST /api/v1/votes", () => {
  it("keeps what was shown as what it is, and gives the next question with the answer", async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    const served = await lease();
    await putUpQuestion(world, { questionId: "q_2" });
    const response = await vote({
      lease_id: served.lease.lease_id,
      choice: "left",
      strength: 2,
      dimensions: { accuracy: "right" },
      justification: "Warmer.",
      visible_ms: 5400,
    });
    expect(response.status).toBe(200);
    const answer = await acknowledged(response);
    expect(answer).toMatchObject({ request_id: response.headers.get("x-request-id"), next: { question: { kind: "compare" } } });
    expect(answer.vote).toEqual({
      vote_id: VOTE_ID,
      question_id: served.question?.question_id,
      choice: "left",
      strength: 2,
      late: false,
      counted: true,
      recorded_at: "2026-01-01T00:00:00.000Z",
      revised_at: null,
    });
    expect(answer.next?.question?.question_id).not.toBe(served.question?.question_id);
    const shownLeft = served.question?.left.messages[0]?.content === "the green one" ? "a" : "b";
    expect(await kept()).toMatchObject({
      left: shownLeft,
      answer: { kind: "compare", choice: shownLeft, strength: 2, dimensions: { accuracy: shownLeft === "a" ? "b" : "a" } },
      justification: "Warmer.",
      visibleMs: 5400,
    });
    expect((await lease()).lease.lease_id).toBe(answer.next?.lease.lease_id);
  });

  it("keeps a vote that is sent twice once, and answers alike", async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    const { lease_id } = (await lease()).lease;
    const [first, again] = [await vote({ lease_id, choice: "tie" }), await vote({ lease_id, choice: "both_bad" })];
    expect(again.status).toBe(200);
    expect((await acknowledged(again)).vote).toEqual((await acknowledged(first)).vote);
    expect(await world.ports.questions.countVotes("default", ann.annotatorId, 0)).toEqual({ total: 1, since: 1 });
  });

  it("keeps a vote that is sent again after a restart", async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    const { lease_id } = (await lease()).lease;
    const restarted = world.restart();
    const response = await restarted.request(VOTES, {
      method: "POST",
      headers: { ...ann.headers, "Content-Type": "application/json" },
      body: JSON.stringify({ vote_id: VOTE_ID, lease_id, choice: "tie" }),
    });
    expect(response.status).toBe(200);
    expect((await kept())?.questionId).toBe("q_1");
  });

  it("marks a vote late that nobody waited for any more", async () => {
    await putUpQuestion(world, { questionId: "q_1", awaitedMs: null });
    const { lease_id } = (await lease()).lease;
    const { vote: late } = await acknowledged(await vote({ lease_id, choice: "right" }));
    expect(late).toMatchObject({ late: true, counted: true });
    const text = await (await world.app.request("/metrics")).text();
    expect(text).toMatch(/^votes_acked_total 1$/m);
    expect(text).toMatch(/^votes_late_total 1$/m);
    expect(text).toMatch(/^vote_commit_seconds_count 1$/m);
  });

  it("takes ratings where ratings are asked for", async () => {
    await putUpQuestion(world, { questionId: "q_1", content: RATE_CONTENT });
    const served = await lease();
    expect(served.question).toEqual({
      question_id: "q_1",
      kind: "rate",
      instruction: "How good is it?",
      context: { title: "Tea", messages: [] },
      dimensions: [{ key: "accuracy", title: "Accuracy" }],
      criteria_version: "v1",
      item: { messages: [{ role: "assistant", content: "the green one" }] },
      choices: [],
      strengths: [],
      rating_scale: { min: 1, max: 7 },
    });
    const ratings = { accuracy: 7, overall: 5 };
    const answer = await acknowledged(await vote({ lease_id: served.lease.lease_id, ratings }));
    expect(answer.vote).toMatchObject({ choice: null, strength: null, ratings });
  });

  it("does not know a lease of somebody else", async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    const { lease_id } = (await lease()).lease;
    const bob = await signIn(world, "bob");
    expect((await problemOf(await vote({ lease_id, choice: "tie" }, bob))).code).toBe("not_found");
    expect((await problemOf(await vote({ lease_id: "ls_unknown", choice: "tie" }))).code).toBe("not_found");
    expect(await kept()).toBeNull();
  });

  it.each([
    ["/vote_id", { vote_id: "1" }],
    ["/lease_id", { lease_id: "" }],
    ["/choice", { choice: "a" }],
    ["/strength", { strength: 4 }],
    ["/dimensions/accuracy", { dimensions: { accuracy: "both_bad" } }],
    ["/dimensions/colour", { dimensions: { colour: "left" } }],
    ["/ratings/overall", { ratings: { overall: 7.5 } }],
    ["/visible_ms", { visible_ms: -1 }],
    ["/justification", { justification: "x".repeat(4001) }],
  ])("names the field at fault: %s", async (pointer, body) => {
    await putUpQuestion(world, { questionId: "q_1" });
    const { lease_id } = (await lease()).lease;
    const problem = await problemOf(await vote({ lease_id, choice: "left", ...body }));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
    expect(await kept()).toBeNull();
  });

  it("tells what is said and who said it to no log", async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    const { lease_id } = (await lease()).lease;
    await vote({ lease_id, choice: "left", justification: "canary" });
    const log = JSON.stringify(world.logLines);
    expect(log).toContain(VOTES);
    for (const secret of ["canary", ann.token, "the green one"]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe("POST /api/v1/votes/{vote_id}/revise", () => {
  const revise = (body: object, annotator = ann, voteId = VOTE_ID) =>
    world.post(`${VOTES}/${voteId}/revise`, body, annotator.headers);

  beforeEach(async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    await vote({ lease_id: (await lease()).lease.lease_id, choice: "left", strength: 3 });
  });

  it("replaces what was voted, within a minute", async () => {
    world.clock.time += 59_000;
    const answer = await acknowledged(await revise({ choice: "both_bad" }));
    expect(answer.vote).toMatchObject({ choice: "both_bad", strength: null, revised_at: "2026-01-01T00:00:59.000Z" });
    world.clock.time += 2000;
    const problem = await problemOf(await revise({ choice: "tie" }));
    expect(problem).toMatchObject({ status: 409, code: "vote_final" });
    expect((await kept())?.answer).toMatchObject({ choice: "both_bad" });
  });

  it("drops a strength with the choice that it was of, and changes what was said besides", async () => {
    const said = { choice: "right", justification: "It names it.", dimensions: { accuracy: "tie" } };
    expect((await acknowledged(await revise(said))).vote).toMatchObject({ choice: "right", strength: null });
    expect(await kept()).toMatchObject({ justification: "It names it.", answer: { dimensions: { accuracy: "tie" } } });
    const problem = await problemOf(await revise({ dimensions: { colour: "left" } }));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: "/dimensions/colour" }] });
  });

  it("knows only one's own votes", async () => {
    const bob = await signIn(world, "bob");
    expect((await revise({ choice: "tie" }, bob)).status).toBe(404);
    expect((await revise({ choice: "tie" }, ann, OTHER_ID)).status).toBe(404);
    expect((await revise({ choice: "tie" }, ann, "x")).status).toBe(400);
  });
});

describe("POST /api/v1/leases/{lease_id}/release and /heartbeat", () => {
  let leaseId: string;
  beforeEach(async () => {
    await putUpQuestion(world, { questionId: "q_1" });
    leaseId = (await lease()).lease.lease_id;
  });

  const release = (body: object, annotator = ann) => world.post(`/api/v1/leases/${leaseId}/release`, body, annotator.headers);
  const heartbeat = (annotator = ann) => world.send("POST", `/api/v1/leases/${leaseId}/heartbeat`, annotator.headers);

  it("hands the question back for good, twice as once", async () => {
    for (let count = 0; count < 2; count += 1) {
      const response = await release({ reason: "unsafe", message: "It says how to." });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ request_id: response.headers.get("x-request-id"), released: true });
    }
    expect((await lease()).question).toBeNull();
    expect((await lease(await signIn(world, "bob"))).question?.question_id).toBe("q_1");
  });

  it("hands the question back for a break: it comes again", async () => {
    expect((await release({ reason: "paused" })).status).toBe(200);
    expect(await problemOf(await heartbeat())).toMatchObject({ code: "lease_ended" });
    const again = await lease();
    expect(again.question?.question_id).toBe("q_1");
    expect(again.lease.lease_id).not.toBe(leaseId);
  });

  it("lets a lease run anew from now on", async () => {
    const before = (await lease()).lease;
    world.clock.time += 5000;
    const extended = (await (await heartbeat()).json()) as unknown as Served;
    expect(extended.lease.lease_id).toBe(leaseId);
    expect(Date.parse(extended.lease.expires_at) - Date.parse(before.expires_at)).toBe(5000);
  });

  it("says so where the lease has ended", async () => {
    await release({ reason: "skip" });
    expect(await problemOf(await heartbeat())).toMatchObject({ status: 409, code: "lease_ended" });
  });

  it("knows only one's own leases, and the reasons that there are", async () => {
    const bob = await signIn(world, "bob");
    expect((await release({ reason: "skip" }, bob)).status).toBe(404);
    expect((await heartbeat(bob)).status).toBe(404);
    const problem = await problemOf(await release({ reason: "bored" }));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: "/reason" }] });
  });
});

describe("GET /api/v1/pool", () => {
  it("says who is there, to any key, of its own tenant", async () => {
    await lease();
    const response = await world.get("/api/v1/pool", withKey(world.keys.annotator));
    expect(await response.json()).toEqual({
      request_id: response.headers.get("x-request-id"),
      online: 1,
      live: 1,
      votes_per_minute: 0,
      median_vote_seconds: null,
      expected_first_vote_ms: expect.any(Number),
      open_questions: 0,
    });
    const other = await world.get("/api/v1/pool", withKey(world.keys.otherTenant));
    expect(await other.json()).toMatchObject({ online: 0, live: 0, expected_first_vote_ms: null });
  });
});

describe("a visit from a crowd", () => {
  const enter = async (body: object) => {
    const response = await world.post("/api/v1/annotators/sessions", body);
    const { token, annotator_id: annotatorId } = (await response.json()) as unknown as { token: string; annotator_id: string };
    return { annotatorId, token, headers: { Authorization: `Bearer ${token}` } };
  };
  const completionOf = async (annotator: TestAnnotator) =>
    ((await (await world.get("/api/v1/annotators/me", annotator.headers)).json()) as unknown as { completion: object })
      .completion;
  const voteTwice = async (annotator: TestAnnotator, audience: string) => {
    for (const id of [1, 2]) {
      await putUpQuestion(world, { questionId: `q_${annotator.annotatorId}_${id}`, audience });
      const { lease_id } = (await lease(annotator)).lease;
      const vote_id = crypto.randomUUID();
      expect((await vote({ vote_id, lease_id, choice: "tie" }, annotator)).status).toBe(200);
    }
  };

  it("from Prolific ends with the study's code, also after a reload", async () => {
    const visit = { prolific_pid: "5".repeat(24), study_id: "6".repeat(24), session_id: "7".repeat(24) };
    const visitor = await enter(visit);
    expect(await completionOf(visitor)).toEqual({ votes_needed: 2, votes_done: 0, code: null, return_url: null, submit: null });
    await voteTwice(visitor, "prolific");
    world.clock.time += 60_000;
    const done = {
      votes_needed: 2,
      votes_done: 2,
      code: "C0DE",
      return_url: "https://app.prolific.com/submissions/complete?cc=C0DE",
      submit: null,
    };
    expect(await completionOf(visitor)).toEqual(done);
    expect(await completionOf(await enter(visit))).toEqual(done);
    const votesOf = async () => await (await world.get("/api/v1/annotators/me", visitor.headers)).json();
    expect(await votesOf()).toMatchObject({ votes_today: 2, votes_total: 2 });
    const next = await enter({ ...visit, session_id: "8".repeat(24) });
    expect(next.annotatorId).toBe(visitor.annotatorId);
    expect(await completionOf(next)).toMatchObject({ votes_done: 0, code: null });
  });

  it("from Mechanical Turk ends with a form that only the operator's secret can sign", async () => {
    const submit_to = "https://workersandbox.mturk.com";
    const visitor = await enter({ worker_id: "A1", assignment_id: "3ASSIGNMENT", hit_id: "3H", turk_submit_to: submit_to });
    expect(await completionOf(visitor)).toEqual({ votes_needed: 2, votes_done: 0, code: null, return_url: null, submit: null });
    await voteTwice(visitor, "mturk");
    const completionToken = world.ports.sha256Hex("a secret of sixteen:3ASSIGNMENT").slice(0, 20);
    expect(await completionOf(visitor)).toMatchObject({
      code: completionToken,
      return_url: null,
      submit: { url: `${submit_to}/mturk/externalSubmit`, fields: { assignmentId: "3ASSIGNMENT", completionToken } },
    });
  });
});
