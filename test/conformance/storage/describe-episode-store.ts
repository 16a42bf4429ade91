import { describe, expect, it } from "vitest";
import type { TurnRecord } from "../../../src/ports/episode-store.ts";
import type { Storage } from "../../../src/ports/storage.ts";
import { episodeOf, turnOf } from "./records.ts";

const ENDING = { terminalReason: "completed", outcome: "diagnosed" };
const ONE_MEGABYTE = 1024 * 1024;

/** The contract of the episode store. */
export function describeEpisodeStore(storage: () => Storage): void {
  describe("episodes", () => {
    const episodes = () => storage().episodes;
    const turnsOf = async (episodeId = "episode-1", tenantId = "acme") =>
      (await episodes().findEpisode(tenantId, episodeId))?.turns.map((turn) => turn.turn);

    it("gives back an episode and its turns as they were put in", async () => {
      const episode = episodeOf({ groupId: "group-1", parentEpisodeId: "episode-0" });
      const turns = [turnOf({ turn: 1 }), turnOf({ turn: 2, toolCalls: [] })];
      await episodes().insertEpisode(episode, turns);
      expect(await episodes().findEpisode("acme", "episode-1")).toEqual({ episode, turns });
    });

    it("knows no opening of an episode that came without one", async () => {
      await episodes().insertEpisode(episodeOf({ opening: null }), []);
      expect((await episodes().findEpisode("acme", "episode-1"))?.episode).toEqual(episodeOf({ opening: null }));
    });

    it("finds nothing under an unknown id", async () => {
      expect(await episodes().findEpisode("acme", "nowhere")).toBeNull();
    });

    it("refuses an id that is taken and keeps the first episode", async () => {
      await episodes().insertEpisode(episodeOf({ seed: 1 }), [turnOf()]);
      await expect(episodes().insertEpisode(episodeOf({ seed: 2 }), [])).rejects.toThrow("episode-1");
      const found = await episodes().findEpisode("acme", "episode-1");
      expect(found?.episode.seed).toBe(1);
      expect(found?.turns).toHaveLength(1);
    });

    it("inserts an episode with all its turns or not at all", async () => {
      await expect(episodes().insertEpisode(episodeOf(), [turnOf({ turn: 1 }), turnOf({ turn: 3 })])).rejects.toThrow("Turn 3");
      expect(await episodes().findEpisode("acme", "episode-1")).toBeNull();
    });

    it("appends the next turn and moves the last activity to it", async () => {
      await episodes().insertEpisode(episodeOf(), []);
      expect(await episodes().appendTurn("acme", turnOf({ createdAt: 5_000 }), null)).toBe("appended");
      const found = await episodes().findEpisode("acme", "episode-1");
      expect(found?.episode).toEqual(episodeOf({ lastActivityAt: 5_000 }));
      expect(found?.turns).toEqual([turnOf({ createdAt: 5_000 })]);
    });

    it("completes the episode with the turn that ends it", async () => {
      await episodes().insertEpisode(episodeOf(), []);
      expect(await episodes().appendTurn("acme", turnOf(), ENDING)).toBe("appended");
      expect((await episodes().findEpisode("acme", "episode-1"))?.episode).toMatchObject({ status: "complete", ...ENDING });
    });

    it.each([
      ["a turn that was played before", turnOf({ turn: 1 })],
      ["a turn after the next one", turnOf({ turn: 3 })],
      ["turn 0", turnOf({ turn: 0 })],
      ["a turn of an unknown episode", turnOf({ episodeId: "nowhere" })],
    ])("answers conflict to %s and writes nothing", async (_, turn: TurnRecord) => {
      await episodes().insertEpisode(episodeOf(), [turnOf()]);
      const before = await episodes().findEpisode("acme", "episode-1");
      expect(await episodes().appendTurn("acme", { ...turn, createdAt: 9_000 }, ENDING)).toBe("conflict");
      expect(await episodes().findEpisode("acme", "episode-1")).toEqual(before);
    });

    it("answers conflict to a turn of an episode that is over", async () => {
      await episodes().insertEpisode(episodeOf(), []);
      await episodes().endEpisode("acme", "episode-1", ENDING, 2_000);
      expect(await episodes().appendTurn("acme", turnOf(), null)).toBe("conflict");
      expect(await turnsOf()).toEqual([]);
    });

    it("ends an open episode once, and no other", async () => {
      await episodes().insertEpisode(episodeOf(), []);
      await episodes().insertEpisode(episodeOf({ episodeId: "beside it" }), []);
      expect(await episodes().endEpisode("acme", "episode-1", ENDING, 2_000)).toBe(true);
      expect(await episodes().endEpisode("acme", "episode-1", { ...ENDING, outcome: "other" }, 3_000)).toBe(false);
      const found = await episodes().findEpisode("acme", "episode-1");
      expect(found?.episode).toEqual(episodeOf({ status: "complete", lastActivityAt: 2_000, ...ENDING }));
      expect(await episodes().endEpisode("acme", "nowhere", ENDING, 2_000)).toBe(false);
      expect((await episodes().findEpisode("acme", "beside it"))?.episode.status).toBe("open");
    });

    it("keeps tenants apart, even under one episode id", async () => {
      await episodes().insertEpisode(episodeOf({ tenantId: "acme" }), []);
      expect(await episodes().findEpisode("rival", "episode-1")).toBeNull();
      expect(await episodes().appendTurn("rival", turnOf(), null)).toBe("conflict");
      expect(await episodes().endEpisode("rival", "episode-1", ENDING, 2_000)).toBe(false);

      await episodes().insertEpisode(episodeOf({ tenantId: "rival", seed: 7 }), []);
      expect(await episodes().appendTurn("rival", turnOf(), ENDING)).toBe("appended");
      expect((await episodes().findEpisode("acme", "episode-1"))?.episode).toEqual(episodeOf());
      expect(await turnsOf("episode-1", "acme")).toEqual([]);
      expect(await turnsOf("episode-1", "rival")).toEqual([1]);
    });

    it("keeps text of every script and a megabyte of it to the letter", async () => {
      const message = "naïve 漢字 العربية 👩‍⚕️ \u202e\t\r\n\"quoted\" 'single' \\ %s $1 ; DROP TABLE turns; --";
      const turn = turnOf({
        message,
        answer: "é🩺".repeat(ONE_MEGABYTE / 6),
        toolCalls: [{ name: "note", input: { text: message, nested: [1.5, null, { ключ: "значение" }] } }],
      });
      await episodes().insertEpisode(episodeOf(), []);
      await episodes().appendTurn("acme", turn, null);
      expect((await episodes().findEpisode("acme", "episode-1"))?.turns).toEqual([turn]);
    });

    it("lets exactly one of many concurrent writers win each turn", async () => {
      const turnCount = 50;
      const writersPerTurn = 10;
      await episodes().insertEpisode(episodeOf(), []);
      const attempts = Array.from({ length: turnCount * writersPerTurn }, (_, attempt) =>
        turnOf({ turn: 1 + Math.floor(attempt / writersPerTurn), answer: `writer ${attempt}` }),
      );
      const results = await Promise.all(attempts.map((turn) => episodes().appendTurn("acme", turn, null)));
      const winners = attempts.filter((_, attempt) => results[attempt] === "appended");
      expect(winners.map((turn) => turn.turn)).toEqual(Array.from({ length: turnCount }, (_, index) => index + 1));
      expect((await episodes().findEpisode("acme", "episode-1"))?.turns).toEqual(winners);
    });

    it("gives turns in order however many there are", async () => {
      const turns = Array.from({ length: 120 }, (_, index) => turnOf({ turn: index + 1 }));
      await episodes().insertEpisode(episodeOf(), turns);
      expect(await turnsOf()).toEqual(turns.map((turn) => turn.turn));
    });

    it("goes on after the turns that a fork starts with", async () => {
      await episodes().insertEpisode(episodeOf(), [turnOf({ turn: 1 }), turnOf({ turn: 2 })]);
      expect(await episodes().appendTurn("acme", turnOf({ turn: 2 }), null)).toBe("conflict");
      expect(await episodes().appendTurn("acme", turnOf({ turn: 3 }), null)).toBe("appended");
    });

    it("expires what was idle since before an instant, and drops its turns only", async () => {
      await episodes().insertEpisode(episodeOf({ episodeId: "idle", lastActivityAt: 1_999 }), [turnOf({ episodeId: "idle" })]);
      await episodes().insertEpisode(episodeOf({ episodeId: "busy", lastActivityAt: 2_000 }), [turnOf({ episodeId: "busy" })]);
      await episodes().insertEpisode(episodeOf({ episodeId: "over", status: "complete", ...ENDING }), []);
      const namesake = episodeOf({ tenantId: "rival", episodeId: "idle", lastActivityAt: 2_000 });
      await episodes().insertEpisode(namesake, [turnOf({ episodeId: "idle" })]);
      expect(await episodes().expireEpisodes(2_000, 10)).toBe(2);
      expect(await turnsOf("idle", "rival")).toEqual([1]);
      expect(await episodes().findEpisode("acme", "idle")).toEqual({
        episode: episodeOf({ episodeId: "idle", lastActivityAt: 1_999, status: "expired" }),
        turns: [],
      });
      expect((await episodes().findEpisode("acme", "over"))?.episode).toMatchObject({ status: "expired", ...ENDING });
      expect(await turnsOf("busy")).toEqual([1]);
      expect(await episodes().countEpisodes()).toEqual({ open: 2, complete: 0, expired: 2 });
      expect(await episodes().expireEpisodes(2_000, 10)).toBe(0);
      expect(await episodes().appendTurn("acme", turnOf({ episodeId: "idle", turn: 2 }), null)).toBe("conflict");
      expect(await episodes().appendTurn("acme", turnOf({ episodeId: "idle", turn: 1 }), null)).toBe("conflict");
    });

    it("expires and purges no more than the limit at once", async () => {
      for (const episodeId of ["a", "b", "c"]) {
        await episodes().insertEpisode(episodeOf({ episodeId }), []);
      }
      expect(await episodes().expireEpisodes(2_000, 2)).toBe(2);
      expect(await episodes().countEpisodes()).toEqual({ open: 1, complete: 0, expired: 2 });
      expect(await episodes().purgeEpisodes(2_000, 1)).toBe(1);
      expect(await episodes().countEpisodes()).toEqual({ open: 1, complete: 0, expired: 1 });
    });

    it("purges expired episodes only, and only those idle since before the instant", async () => {
      await episodes().insertEpisode(episodeOf({ episodeId: "old" }), []);
      await episodes().expireEpisodes(2_000, 10);
      await episodes().insertEpisode(episodeOf({ episodeId: "open" }), []);
      expect(await episodes().purgeEpisodes(1_000, 10)).toBe(0);
      expect(await episodes().purgeEpisodes(1_001, 10)).toBe(1);
      expect(await episodes().findEpisode("acme", "old")).toBeNull();
      expect(await episodes().findEpisode("acme", "open")).not.toBeNull();
    });

    it("counts episodes by status over all tenants", async () => {
      expect(await episodes().countEpisodes()).toEqual({ open: 0, complete: 0, expired: 0 });
      await episodes().insertEpisode(episodeOf({ tenantId: "acme" }), []);
      await episodes().insertEpisode(episodeOf({ tenantId: "rival" }), []);
      await episodes().endEpisode("rival", "episode-1", ENDING, 2_000);
      expect(await episodes().countEpisodes()).toEqual({ open: 1, complete: 1, expired: 0 });
    });
  });
}
