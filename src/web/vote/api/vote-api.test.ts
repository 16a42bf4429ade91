import { describe, expect, it } from "vitest";
import { choose } from "../doubles/offers.ts";
import type { VoteEntry } from "../machine/outbox-entry.ts";
import { createVoteApi } from "./vote-api.ts";

const ENTRY: VoteEntry = {
  kind: "vote",
  entryId: "vote:v1",
  annotatorId: "an_1",
  madeAt: 0,
  voteId: "v1",
  leaseId: "ls_1",
  answer: choose("left"),
  visibleMs: 1200,
};
const OPEN = new AbortController().signal;

/** The API over a server that always answers that, and what it was asked. */
function answering(respond: () => Response | Promise<Response>) {
  const asked: { readonly path: string; readonly init: RequestInit }[] = [];
  const api = createVoteApi(async (input, init) => {
    asked.push({ path: String(input), init: init ?? {} });
    return await respond();
  });
  return { api, asked };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json", ...headers } });
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  json({ code, detail: `because ${code}` }, status, { "Content-Type": "application/problem+json", ...headers });

describe("the vote API", () => {
  it("sends a vote in the server's words and reads the next question from the answer", async () => {
    const question = {
      question_id: "q_2",
      kind: "compare",
      instruction: "Which?",
      context: { title: "", messages: [] },
      left: { messages: [{ role: "assistant", content: "l" }] },
      right: { messages: [{ role: "assistant", content: "r" }] },
      choices: ["left", "right"],
      dimensions: [],
    };
    const lease = { lease_id: "ls_2", expires_at: "2026-01-01T00:00:00Z", heartbeat_ms: 5000 };
    const { api, asked } = answering(() => json({ vote: { vote_id: "v1", choice: "left" }, next: { question, lease } }));
    const saved = await api.vote(ENTRY, OPEN);
    expect(asked[0]?.path).toBe("/api/v1/votes");
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual({
      vote_id: "v1",
      lease_id: "ls_1",
      choice: "left",
      dimensions: {},
      visible_ms: 1200,
    });
    expect(saved.stored).toEqual({ voteId: "v1", choice: "left" });
    expect(saved.next).toMatchObject({
      leaseId: "ls_2",
      heartbeatMs: 5000,
      question: { questionId: "q_2", left: [{ content: "l" }] },
    });
  });

  it("sends all of a changed answer: what was taken out of it is gone", async () => {
    const { api, asked } = answering(() => json({ vote: { vote_id: "v1", choice: "right" } }));
    const entry = { kind: "revise", entryId: "revise:v1", annotatorId: "an_1", madeAt: 0, voteId: "v1" } as const;
    const answer = { ...choose("right"), justification: "It names it.", dimensions: { style: "left" } } as const;
    await api.revise({ ...entry, answer: choose("right") }, OPEN);
    await api.revise({ ...entry, answer }, OPEN);
    expect(asked.map(({ init }) => JSON.parse(String(init.body)))).toEqual([
      { choice: "right", dimensions: {}, justification: "" },
      { choice: "right", dimensions: { style: "left" }, justification: "It names it." },
    ]);
  });

  it("reads when to ask again where nothing is waiting", async () => {
    const { api } = answering(() => json({ question: null, retry_after_ms: 700 }));
    expect(await api.lease(25_000, OPEN)).toEqual({ kind: "nothing", retryAfterMs: 700 });
  });

  it("takes the server's own no for a no", async () => {
    for (const [status, kind] of [
      [404, "refused"],
      [409, "refused"],
      [400, "refused"],
      [401, "signed_out"],
    ] as const) {
      const { api } = answering(() => problem(status, "some_code"));
      await expect(api.vote(ENTRY, OPEN)).rejects.toMatchObject({ kind, code: "some_code", message: "because some_code" });
    }
  });

  it("takes an overloaded server, a proxy's page, a cut answer and a dead line for something that passes", async () => {
    const passing: (() => Response)[] = [
      () => problem(503, "overloaded"),
      () => problem(429, "rate_limited"),
      () => problem(507, "storage_full"),
      () => new Response("<h1>Not Found</h1>", { status: 404, headers: { "Content-Type": "text/html" } }),
      () => new Response("<h1>Forbidden</h1>", { status: 403 }),
      () => new Response('{"vote":', { status: 200 }),
      () => {
        throw new TypeError("Failed to fetch");
      },
    ];
    for (const respond of passing) {
      await expect(answering(respond).api.vote(ENTRY, OPEN)).rejects.toMatchObject({ kind: "unavailable" });
    }
  });

  it("takes a network's sign-in page for no answer, not even to what asks for none", async () => {
    const portal = () => new Response("<h1>Welcome to our wifi</h1>", { headers: { "Content-Type": "text/html" } });
    const release = {
      kind: "release",
      entryId: "release:ls_1",
      annotatorId: "an_1",
      madeAt: 0,
      leaseId: "ls_1",
      reason: "skip",
    } as const;
    await expect(answering(portal).api.signOut()).rejects.toMatchObject({ kind: "unavailable" });
    await expect(answering(portal).api.release({ ...release, message: null }, OPEN)).rejects.toMatchObject({
      kind: "unavailable",
    });
    await answering(() => new Response(null, { status: 204 })).api.signOut();
  });

  it("names its annotator with every request, once it has one", async () => {
    const { api, asked } = answering(() => json({ question: null, retry_after_ms: 700 }));
    await api.lease(0, OPEN);
    await api.inNameOf("an_1").lease(0, OPEN);
    await api.inNameOf("an_1").heartbeat("ls_1");
    const names = asked.map(({ init }) => new Headers(init.headers).get("X-Folkmoot-Annotator"));
    expect(names).toEqual([null, "an_1", "an_1"]);
  });

  it("keeps how long the server asks to wait", async () => {
    const { api } = answering(() => problem(503, "overloaded", { "Retry-After": "3" }));
    await expect(api.vote(ENTRY, OPEN)).rejects.toMatchObject({ retryAfterMs: 3000 });
  });
});
