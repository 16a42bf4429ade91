import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "../../src/domain/errors.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";
import { BAD_ITEM, ITEM } from "./scoring-requests.ts";

const PATH = "/api/v1/episodes";
const REQUEST = { collection_slug: "tea-shop", scenario_slug: "mild-tea" };

describe("an Idempotency-Key", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
  });
  afterAll(() => world.close());

  it("gives the same request the same answer, and says so", async () => {
    const first = await world.post(PATH, REQUEST, { "Idempotency-Key": "a-1" });
    const again = await world.post(PATH, REQUEST, { "Idempotency-Key": "a-1" });
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.status).toBe(201);
    expect(again.headers.get("content-type")).toBe("application/json");
    expect(again.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(await again.text()).toBe(await first.text());
  });

  it("makes requests at the same time join the one in flight", async () => {
    const before = await world.storage.episodes.countEpisodes();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.post(PATH, REQUEST, { "Idempotency-Key": "joined" })),
    );
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(bodies.size).toBe(1);
    expect(answers.filter((answer) => answer.headers.get("idempotent-replayed") === "true")).toHaveLength(19);
    expect((await world.storage.episodes.countEpisodes()).open).toBe(before.open + 1);
  });

  it("keeps its answer over a restart", async () => {
    const first = await world.post(PATH, REQUEST, { "Idempotency-Key": "restart" });
    const again = await world.restart().request(PATH, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "restart", ...withKey(world.keys.trainer) },
      body: JSON.stringify(REQUEST),
    });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
  });

  it("refuses another body or path under the same key, kept or in flight", async () => {
    await world.post(PATH, REQUEST, { "Idempotency-Key": "b" });
    const body = await world.post(PATH, { ...REQUEST, seed: 1 }, { "Idempotency-Key": "b" });
    expect(body.status).toBe(422);
    expect((await problemOf(body)).code).toBe("idempotency_key_reused");
    expect((await world.post("/api/v1/evaluate", REQUEST, { "Idempotency-Key": "b" })).status).toBe(422);
    const [, inFlight] = await Promise.all([
      world.post(PATH, REQUEST, { "Idempotency-Key": "c" }),
      world.post(PATH, { ...REQUEST, seed: 1 }, { "Idempotency-Key": "c" }),
    ]);
    expect(inFlight.status).toBe(422);
  });

  it("belongs to the form of the answer: who asks for lines is not given one answer instead, nor the other way round", async () => {
    const lines = { Accept: "application/x-ndjson" };
    const batch = { items: [ITEM] };
    await world.post("/api/v1/batch/evaluate", batch, { "Idempotency-Key": "whole" });
    const asLines = await world.post("/api/v1/batch/evaluate", batch, { "Idempotency-Key": "whole", ...lines });
    expect((await problemOf(asLines)).code).toBe("idempotency_key_reused");
    await (await world.post("/api/v1/batch/evaluate", batch, { "Idempotency-Key": "lines", ...lines })).text();
    const asOne = await world.post("/api/v1/batch/evaluate", batch, { "Idempotency-Key": "lines" });
    expect((await problemOf(asOne)).code).toBe("idempotency_key_reused");
    const again = await world.post("/api/v1/batch/evaluate", batch, { "Idempotency-Key": "lines", ...lines });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.get("content-type")).toBe("application/x-ndjson");
  });

  it("belongs to its tenant", async () => {
    await world.post(PATH, REQUEST, { "Idempotency-Key": "shared" });
    const other = await world.post(
      PATH,
      { ...REQUEST, seed: 9 },
      { "Idempotency-Key": "shared", ...withKey(world.keys.otherTenant) },
    );
    expect(other.status).toBe(201);
    expect(other.headers.get("idempotent-replayed")).toBeNull();
  });

  it("belongs to its scopes: what an admin was shown is not replayed to a trainer", async () => {
    await world.post(PATH, REQUEST, { "Idempotency-Key": "scoped", ...withKey(world.keys.admin) });
    const other = await world.post(PATH, REQUEST, { "Idempotency-Key": "scoped" });
    expect(other.status).toBe(422);
  });

  it("keeps refusals too, as the problem documents they were", async () => {
    const bad = { ...REQUEST, collection_slug: "weather" };
    await world.post(PATH, bad, { "Idempotency-Key": "refused" });
    const again = await world.post(PATH, bad, { "Idempotency-Key": "refused" });
    expect(again.status).toBe(404);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.get("content-type")).toBe("application/problem+json");
  });

  it("works on a POST without a body", async () => {
    const started = await (await world.post(PATH, REQUEST)).json();
    const path = `${PATH}/${started.episode_id}/verify`;
    const first = await world.send("POST", path, { "Idempotency-Key": "verify" });
    const again = await world.send("POST", path, { "Idempotency-Key": "verify" });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
  });

  it.each([
    ["empty", ""],
    ["too long", "a".repeat(256)],
    ["with a space", "a b"],
    ["with other characters", "schlüssel"],
  ])("is refused when %s", async (_case, key) => {
    const response = await world.post(PATH, REQUEST, { "Idempotency-Key": key });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain("Idempotency-Key");
  });

  it("does not keep an answer of 500 or more, so that a retry is carried out", async () => {
    let isDown = true;
    const flaky = await createTestWorld({
      ports: {
        scenarios: {
          listCollections: () => [],
          findScenario: () => null,
          findCollection: () => {
            if (isDown) {
              throw new UnavailableError("storage_unavailable", "The database is away.");
            }
            return null;
          },
        },
      },
    });
    const first = await flaky.post(PATH, REQUEST, { "Idempotency-Key": "retry" });
    expect(first.status).toBe(503);
    expect(first.headers.get("retry-after")).toBe("1");
    isDown = false;
    const again = await flaky.post(PATH, REQUEST, { "Idempotency-Key": "retry" });
    expect(again.status).toBe(404);
    expect(again.headers.get("idempotent-replayed")).toBeNull();
    await flaky.close();
  });

  it("still gets the answer where it cannot be kept", async () => {
    const full = await createTestWorld({
      ports: {
        replies: {
          findReply: async () => null,
          keepReply: () => Promise.reject(new Error("disk full")),
          purgeReplies: async () => 0,
        },
      },
    });
    expect((await full.post(PATH, REQUEST, { "Idempotency-Key": "unkept" })).status).toBe(201);
    expect(full.logLines.some((line) => String(line["msg"]).includes("could not be kept"))).toBe(true);
    await full.close();
  });

  it("counts rewards once where the answer was not kept, and says of them what it said", async () => {
    const killed = await createTestWorld({
      ports: {
        replies: {
          findReply: async () => null,
          keepReply: () => Promise.reject(new Error("killed before it was kept")),
          purgeReplies: async () => 0,
        },
      },
    });
    const history = { normalization_key: "run-1", normalization_windows: ["7d", "1n"] };
    const scored = { ...ITEM, ...history };
    const batch = { items: [scored, { ...BAD_ITEM, ...history }] };
    const standings = async (path: string, body: object, headers: Record<string, string>) => {
      const answer = await (await killed.post(path, body, headers)).json();
      return (answer.results ?? [answer]).map((result) => ("normalized" in result ? result.normalized : null));
    };
    await standings("/api/v1/evaluate", { ...BAD_ITEM, ...history }, {});
    for (const [path, body] of [
      ["/api/v1/evaluate", scored],
      ["/api/v1/batch/evaluate", batch],
    ] as const) {
      const first = await standings(path, body, { "Idempotency-Key": path });
      await standings("/api/v1/evaluate", scored, {});
      killed.clock.time += 60_000;
      expect(await standings(path, body, { "Idempotency-Key": path })).toEqual(first);
    }
    // One before all, two requests with one and two rewards, one after each.
    expect(await standings("/api/v1/evaluate", scored, {})).toMatchObject([{ "7d": { count: 6 } }]);
    const another = { "Idempotency-Key": "another" };
    expect(await standings("/api/v1/evaluate", scored, another)).toMatchObject([{ "7d": { count: 7 } }]);
    killed.clock.time += 3_600_001;
    // Answers are kept for an hour here, and after it a key is as good as new.
    expect(await standings("/api/v1/evaluate", scored, another)).toMatchObject([{ "7d": { count: 8 } }]);
    await killed.close();
  });

  it("does not hold up what scores where the store stands still, and retries get the same answer meanwhile", async () => {
    const kept: string[] = [];
    let keepAll: () => void = () => undefined;
    const hanging = await createTestWorld({
      // Every limit is over as soon as all that can go on has gone on.
      timer: {
        set: (_delayMs, wake) => {
          const alarm = setImmediate(wake);
          return () => clearImmediate(alarm);
        },
      },
      ports: {
        replies: {
          findReply: () => new Promise(() => undefined),
          keepReply: (reply) =>
            new Promise((resolve) => {
              keepAll = () => {
                kept.push(reply.body);
                resolve(reply);
              };
            }),
          purgeReplies: async () => 0,
        },
      },
    });
    const ask = () => hanging.post("/api/v1/evaluate", ITEM, { "Idempotency-Key": "hung" });
    const first = await ask();
    expect(first.status).toBe(200);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    const again = await ask();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const text = await first.text();
    expect(await again.text()).toBe(text);
    keepAll();
    expect(kept).toEqual([text]);
    await hanging.close();
  });

  it("takes over the answer of another server that was first", async () => {
    const late = await createTestWorld({
      ports: {
        replies: {
          findReply: async () => null,
          keepReply: async (reply) => ({ ...reply, body: '{"first": true}' }),
          purgeReplies: async () => 0,
        },
      },
    });
    const response = await late.post(PATH, REQUEST, { "Idempotency-Key": "raced" });
    expect(await response.json()).toEqual({ first: true });
    expect(response.status).toBe(201);
    expect(response.headers.get("idempotent-replayed")).toBe("true");
    expect(response.headers.get("x-ratelimit-limit")).toBe("100");
    await late.close();
  });
});
