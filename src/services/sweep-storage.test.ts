import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { annotatorOf, comparisonOf, episodeOf, inviteOf, replyOf, revisionOf } from "../../test/conformance/storage/records.ts";
import { createServiceWorld, LIMITS } from "../../test/doubles/create-service-world.ts";
import { sweepStorage } from "./sweep-storage.ts";

const HISTORY = { historyKey: "run-1", windows: [{ kind: "latest", count: 100 }], rewards: [0.5] } as const;

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

describe("a sweep of the database", () => {
  const sweep = () => sweepStorage(world.ports);

  it("takes away what has outlived its time, each kind after its own", async () => {
    const { episodes, replies, scoreHistory } = world.storage;
    const start = world.clock.time;
    await episodes.insertEpisode(episodeOf({ lastActivityAt: start }), []);
    await replies.keepReply(replyOf({ createdAt: start }));
    await scoreHistory.recordRewards("acme", [HISTORY], start, 10, null);
    expect(await sweep()).toBe(0);

    world.clock.time = start + LIMITS.episodeIdleMs + 1;
    expect(await sweep()).toBe(2);
    expect(await replies.findReply("acme", "request-1")).toBeNull();
    expect((await episodes.findEpisode("acme", "episode-1"))?.episode.status).toBe("expired");

    world.clock.time = start + LIMITS.episodeIdleMs + LIMITS.expiredKeptMs + 1;
    expect(await sweep()).toBe(1);
    expect(await episodes.findEpisode("acme", "episode-1")).toBeNull();

    world.clock.time = start + LIMITS.scoreHistoryKeptMs;
    expect(await sweep()).toBe(0);
    world.clock.time += 1;
    expect(await sweep()).toBe(1);
  });

  it("takes away sessions and invites when they expire, and comparisons after their time", async () => {
    const { annotators, comparisons } = world.storage;
    const start = world.clock.time;
    await annotators.insertInvites([inviteOf({ expiresAt: start })]);
    const session = { tokenDigest: "session", visit: null, createdAt: start, expiresAt: start + 1_000 };
    await annotators.admitAnnotator(annotatorOf({ createdAt: start }), session);
    await comparisons.settleComparison(comparisonOf({ createdAt: start }), revisionOf());
    expect(await sweep()).toBe(0);

    world.clock.time = start + 1_000;
    expect(await sweep()).toBe(1);
    expect(await annotators.findSession("session")).not.toBeNull();

    world.clock.time += 1;
    expect(await sweep()).toBe(1);
    expect(await annotators.findSession("session")).toBeNull();

    world.clock.time = start + LIMITS.comparisonsKeptMs;
    expect(await sweep()).toBe(0);
    world.clock.time += 1;
    expect(await sweep()).toBe(1);
    expect(await comparisons.findComparison("acme", "comparison-1")).toBeNull();
  });

  it("goes on while an operation finds as much as it may touch", async () => {
    const { scoreHistory } = world.storage;
    const rewards = Array.from({ length: 1_200 }, () => 0.5);
    await scoreHistory.recordRewards("acme", [{ ...HISTORY, rewards }], world.clock.time, 5_000, null);
    world.clock.time += LIMITS.scoreHistoryKeptMs + 1;
    expect(await sweep()).toBe(1_200);
  });
});
