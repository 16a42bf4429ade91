import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";
import { describeAnnotatorStore } from "./describe-annotator-store.ts";
import { describeComparisonStore } from "./describe-comparison-store.ts";
import { describeEpisodeStore } from "./describe-episode-store.ts";
import { describeEvidenceStore } from "./describe-evidence-store.ts";
import { describeKeyStore } from "./describe-key-store.ts";
import { describeLeases } from "./describe-leases.ts";
import { describeMonitorStore } from "./describe-monitor-store.ts";
import { describeQuestionStore } from "./describe-question-store.ts";
import { describeReplyStore } from "./describe-reply-store.ts";
import { describeScenarioVersionStore } from "./describe-scenario-version-store.ts";
import { describeScoreHistoryStore } from "./describe-score-history-store.ts";
import { describeSpendingStore } from "./describe-spending-store.ts";
import { describeVotes } from "./describe-votes.ts";
import { episodeOf, keyOf, turnOf } from "./records.ts";

/** The contract of every engine. `open` gives a new, empty database each time; the contract closes it. */
export function describeStorage(engine: string, open: () => Promise<Storage>): void {
  describe(`storage: ${engine}`, () => {
    let storage: Storage;
    beforeEach(async () => {
      storage = await open();
    });
    afterEach(() => storage.close());

    describeEpisodeStore(() => storage);
    describeKeyStore(() => storage);
    describeReplyStore(() => storage);
    describeScenarioVersionStore(() => storage);
    describeScoreHistoryStore(() => storage);
    describeQuestionStore(() => storage);
    describeLeases(() => storage);
    describeVotes(() => storage);
    describeAnnotatorStore(() => storage);
    describeComparisonStore(() => storage);
    describeEvidenceStore(() => storage);
    describeMonitorStore(() => storage);
    describeSpendingStore(() => storage);

    describe("as a whole", () => {
      it("proves by a probe that it can be written, any number of times", async () => {
        await storage.probe();
        await Promise.all([storage.probe(), storage.probe()]);
        expect(await storage.episodes.countEpisodes()).toEqual({ open: 0, complete: 0, expired: 0 });
      });

      it("counts the writes it kept and the commits it took", async () => {
        expect(await storage.measure()).toMatchObject({ commits: 0, operations: 0 });
        await Promise.all([1, 2, 3].map((number) => storage.keys.insertKey(keyOf({ keyId: `key-${number}` }))));
        await storage.keys.listKeys();
        const { commits, operations, walBytes } = await storage.measure();
        expect(operations).toBe(3);
        expect(commits).toBeGreaterThanOrEqual(1);
        expect(commits).toBeLessThanOrEqual(3);
        expect(walBytes).toBeGreaterThanOrEqual(0);
      });

      it("does not let an operation that fails touch those beside it", async () => {
        await storage.keys.insertKey(keyOf({ keyId: "taken" }));
        const outcomes = await Promise.allSettled([
          storage.keys.insertKey(keyOf({ keyId: "before" })),
          storage.keys.insertKey(keyOf({ keyId: "taken" })),
          storage.keys.insertKey(keyOf({ keyId: "after" })),
        ]);
        expect(outcomes.map((outcome) => outcome.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
        const kept = await storage.keys.listKeys();
        expect(kept.map((key) => key.keyId).sort()).toEqual(["after", "before", "taken"]);
      });

      it("shows a reader every write that was acknowledged before", async () => {
        await storage.episodes.insertEpisode(episodeOf(), []);
        for (const turn of [1, 2, 3]) {
          await storage.episodes.appendTurn("acme", turnOf({ turn }), null);
          expect((await storage.episodes.findEpisode("acme", "episode-1"))?.turns).toHaveLength(turn);
        }
      });

      it("finishes what is under way when it is closed, then refuses", async () => {
        const underWay = [1, 2, 3].map((number) => storage.keys.insertKey(keyOf({ keyId: `key-${number}` })));
        const closed = storage.close();
        await expect(Promise.all(underWay)).resolves.toBeDefined();
        await closed;
        await expect(storage.keys.listKeys()).rejects.toMatchObject({ code: "storage_unavailable" });
        await expect(storage.probe()).rejects.toMatchObject({ code: "storage_unavailable" });
        await expect(storage.close()).resolves.toBeUndefined();
      });
    });
  });
}
