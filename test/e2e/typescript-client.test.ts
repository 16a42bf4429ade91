// The TypeScript client against a real server.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  createFolkmootClient,
  type FolkmootClient,
  FolkmootConnectionError,
  FolkmootProblem,
  type PolicyView,
} from "../../clients/typescript/src/client.ts";
import { startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";

const SCENARIO = { collection_slug: "medical-intake", scenario_slug: "lower-back-pain" };
const OPENING = { role: "user", content: "Morning. It's my lower back, it's gone again. I can hardly get my boots on." };
const GOOD = { role: "assistant", content: "I'm sorry to hear that. Where exactly does it hurt? When did it start?" };
const BAD = { role: "assistant", content: "Next." };
const good = { ...SCENARIO, messages: [OPENING, GOOD] };
const bad = { ...SCENARIO, messages: [OPENING, BAD] };
const QUESTIONS = ["Where exactly does it hurt?", "When did it start?", "What does your work involve?", "What worries you most?"];

const folder = makeTemporaryFolder();
const server = await startServer({ database: join(folder.path, "folkmoot.db") });
const client = createFolkmootClient({ url: server.url });

afterAll(async () => {
  await server.stop();
  folder.remove();
});

describe("the TypeScript client", () => {
  it("scores conversations, pairs and batches", async () => {
    const [better, worse] = [
      await client.post("/api/v1/evaluate", { body: good }),
      await client.post("/api/v1/evaluate", { body: bad }),
    ];
    expect(better.status).toBe("ok");
    expect(better.reward).toBeGreaterThan(worse.reward ?? 1);
    const [response_a, response_b] = [{ messages: good.messages }, { messages: bad.messages }];
    const compared = await client.post("/api/v1/compare", { body: { ...SCENARIO, response_a, response_b } });
    expect(compared).toMatchObject({ winner: "a", source: { kind: "rubric" } });
    const batch = await client.post("/api/v1/batch/evaluate", { body: { items: [good, { ...bad, scenario_slug: "no-such" }] } });
    expect(batch.results.map((result) => [result.status, result.reward])).toEqual([
      ["ok", better.reward],
      ["error", null],
    ]);
  });

  it("plays an episode with a policy, and the same moves again to the same end", async () => {
    const policy = ({ turn, messages }: PolicyView) => {
      expect(messages.map((message) => message.role).slice(0, 2)).toEqual(["system", "user"]);
      return QUESTIONS[turn - 1] ?? null;
    };
    const [first, second] = [
      await client.playEpisode({ ...SCENARIO, seed: 7 }, policy),
      await client.playEpisode({ ...SCENARIO, seed: 7 }, policy),
    ];
    expect(first.turns).toHaveLength(QUESTIONS.length);
    expect(first.reward).toBeGreaterThan(0);
    expect(second.messages).toEqual(first.messages);
    expect(second.reward).toBe(first.reward);
    const params = { path: { episode_id: first.episode.episode_id } };
    const stored = await client.get("/api/v1/episodes/{episode_id}", { params });
    expect(stored.terminal_reason).toBe("client_terminated");
  });

  it("throws a problem that says what is wrong and which request it was", async () => {
    const body = { ...SCENARIO, scenario_slug: "no-such", messages: [GOOD] };
    const error = await client.post("/api/v1/evaluate", { body }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FolkmootProblem);
    expect(error).toMatchObject({ status: 404, code: "not_found", requestId: expect.stringMatching(/^req_/) });
    const wrong = client.post("/api/v1/evaluate", { body: { ...SCENARIO, messages: [] } });
    await expect(wrong).rejects.toMatchObject({ status: 400, errors: [{ pointer: "/messages" }] });
  });

  it("hands over a batch line by line", async () => {
    const results = new Map<number, number | null>();
    const body = { items: [good, bad, good] };
    const end = await client.streamBatch("/api/v1/batch/evaluate", {
      body,
      onResult: (each) => results.set(each.index, each.reward),
    });
    expect(results.size).toBe(3);
    expect(results.get(0)).toBe(results.get(2));
    expect(end.summary).toMatchObject({ ok: 3, error: 0 });
  });

  it("gets the same answer where it repeats a request that was carried out and whose answer was lost", async () => {
    let lost = 0;
    const losing: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      await response.text();
      lost += 1;
      if (lost === 1) {
        throw new TypeError("the connection broke");
      }
      return await fetch(input, init);
    };
    const unlucky = createFolkmootClient({ url: server.url, fetch: losing, retries: { baseMs: 0 } });
    const episode = await unlucky.post("/api/v1/episodes", { body: SCENARIO });
    expect(lost).toBe(2);
    const again = await client.get("/api/v1/episodes/{episode_id}", { params: { path: { episode_id: episode.episode_id } } });
    expect(again.seed).toBe(episode.seed);
  });

  it("follows a comparison to the vote that came after its answer", async () => {
    const response_a = { messages: good.messages };
    const response_b = { messages: bad.messages };
    const human = { mode: "require", min_votes: 1, max_votes: 1, ttl_seconds: 120 } as const;
    const body = { ...SCENARIO, response_a, response_b, human, latency_budget_ms: 50 };
    const { comparison_id } = await client.post("/api/v1/compare", { body });
    const following = client.followComparison(comparison_id);
    const first = await following.next();
    expect(first.value).toMatchObject({ revision: 1, final: false });
    await voteOnce(client);
    const second = await following.next();
    expect(second.value).toMatchObject({ revision: 2, final: true, votes: { count: 1 } });
    expect((await following.next()).done).toBe(true);
    expect((await client.followComparison(comparison_id, { afterRevision: 2 }).next()).done).toBe(true);
  });

  it("says that a server is away when it is", async () => {
    const away = createFolkmootClient({ url: "http://127.0.0.1:1", retries: { attemptsMax: 2, baseMs: 0 } });
    await expect(away.get("/api/v1/pool")).rejects.toBeInstanceOf(FolkmootConnectionError);
  });
});

/** Somebody is invited, signs in and votes on what is put up. */
async function voteOnce(admin: FolkmootClient): Promise<void> {
  const { invites } = await admin.post("/api/v1/annotators/invites", { body: { count: 1 } });
  const { token } = await admin.post("/api/v1/annotators/sessions", { body: { invite_token: invites[0]?.token ?? "" } });
  const annotator = createFolkmootClient({ url: server.url, apiKey: token });
  const { lease } = await annotator.post("/api/v1/questions/lease", { body: { wait_ms: 5000 } });
  const body = { vote_id: randomUUID(), lease_id: lease?.lease_id ?? "", choice: "left" } as const;
  await annotator.post("/api/v1/votes", { body });
}
