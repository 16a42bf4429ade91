import { beforeEach, describe, expect, it } from "vitest";
import type { CompareChoice } from "../../../src/domain/questions/vote.ts";
import { type LoggedVote, type LogPosition, OPINION_GRACE_MS } from "../../../src/ports/evidence-store.ts";
import type { Storage } from "../../../src/ports/storage.ts";
import { askedOf, leaseOf, opinionOf, questionOf, snapshotOf, voteOf } from "./records.ts";

interface Cast {
  readonly voteId: string;
  readonly recordedAt?: number;
  readonly questionId?: string;
  readonly choice?: CompareChoice;
  readonly counted?: boolean;
  readonly tenantId?: string;
}

/** The contract of the evidence store. */
export function describeEvidenceStore(storage: () => Pick<Storage, "questions" | "evidence">): void {
  describe("the log of votes", () => {
    const evidence = () => storage().evidence;
    const cast = async ({
      voteId,
      recordedAt = 20_000,
      questionId = "question-1",
      choice = "a",
      counted = true,
      tenantId = "acme",
    }: Cast) => {
      const names = { tenantId, questionId, annotatorId: `voter of ${voteId}`, leaseId: `lease of ${voteId}` };
      await storage().questions.insertLease(leaseOf({ ...names, fence: 1 }));
      const answer = { kind: "compare", choice, strength: null, dimensions: {} } as const;
      await storage().questions.recordVote(voteOf({ ...names, voteId, recordedAt, counted, answer }), null);
    };
    const open = async (questionId: string, tenantId = "acme") =>
      await storage().questions.openQuestions([questionOf({ questionId, tenantId })]);
    const read = async (after: LogPosition | null = null, recordedBefore = 1_000_000, limit = 100, tenantId = "acme") =>
      await evidence().readVoteLog(tenantId, after, recordedBefore, limit);
    const namesOf = (votes: readonly LoggedVote[]) => votes.map(({ position }) => position.voteId);

    beforeEach(async () => {
      await open("question-1");
    });

    it("has nothing where nothing was kept", async () => {
      await cast({ voteId: "of an unknown question" });
      expect(await read()).toEqual([]);
      expect(await evidence().listVotedTenants()).toEqual([]);
    });

    it("tells of a vote what was asked, what the question says and what sources said of it", async () => {
      await evidence().keepOpinions(
        [askedOf({ inclusionProbability: 0.05 })],
        [opinionOf(), opinionOf({ sourceId: "rubric", sourceKind: "rubric", rawA: -1e-3 })],
      );
      await cast({ voteId: "vote-1", choice: "b" });
      const { tenantId: _, questionId: __, ...said } = opinionOf();
      expect(await read()).toEqual([
        {
          position: { recordedAt: 20_000, voteId: "vote-1" },
          annotatorId: "voter of vote-1",
          choice: "b",
          questionId: "question-1",
          collectionSlug: "medical-intake",
          scenarioSlug: "chest-pain",
          inclusionProbability: 0.05,
          content: questionOf().content,
          opinions: [{ ...said, sourceId: "rubric", sourceKind: "rubric", rawA: -1e-3 }, said],
        },
      ]);
      expect(await evidence().listVotedTenants()).toEqual(["acme"]);
    });

    it("takes both bad for a tie", async () => {
      await evidence().keepOpinions([askedOf()], []);
      await cast({ voteId: "v1", choice: "tie" });
      await cast({ voteId: "v2", choice: "both_bad" });
      expect((await read()).map(({ choice, opinions }) => [choice, opinions])).toEqual([
        ["tie", []],
        ["tie", []],
      ]);
    });

    it("goes by the time of a vote and then by its id, and goes on after any place, up to an instant and a limit", async () => {
      await evidence().keepOpinions([askedOf()], []);
      for (const [voteId, recordedAt] of [
        ["c", 22_000],
        ["b", 21_000],
        ["e", 23_000],
        ["a", 22_000],
        ["d", 22_000],
      ] as const) {
        await cast({ voteId, recordedAt });
      }
      expect(namesOf(await read())).toEqual(["b", "a", "c", "d", "e"]);
      expect(namesOf(await read({ recordedAt: 22_000, voteId: "a" }))).toEqual(["c", "d", "e"]);
      expect(namesOf(await read({ recordedAt: 21_500, voteId: "" }))).toEqual(["a", "c", "d", "e"]);
      expect(namesOf(await read(null, 23_000, 3))).toEqual(["b", "a", "c"]);
      expect(namesOf(await read({ recordedAt: 22_000, voteId: "d" }, 23_000))).toEqual([]);
    });

    it("has no votes that do not count, no ratings, and none of another tenant", async () => {
      await open("question-1", "rival");
      await open("rated");
      await evidence().keepOpinions([askedOf(), askedOf({ questionId: "rated" })], []);
      await cast({ voteId: "too late", counted: false });
      await cast({ voteId: "theirs", tenantId: "rival" });
      await storage().questions.insertLease(leaseOf({ questionId: "rated", left: null }));
      await storage().questions.recordVote(
        voteOf({ questionId: "rated", left: null, answer: { kind: "rate", ratings: { overall: 5 } }, recordedAt: 20_000 }),
        null,
      );
      expect(await read()).toEqual([]);
      expect(await evidence().listVotedTenants()).toEqual([]);
    });

    it("says the answer as it was revised", async () => {
      await evidence().keepOpinions([askedOf()], []);
      await cast({ voteId: "v" });
      const answer = { kind: "compare", choice: "tie", strength: null, dimensions: {} } as const;
      await storage().questions.reviseVote("acme", "v", "voter of v", { answer, justification: null }, 21_000, 20_000);
      expect((await read())[0]?.choice).toBe("tie");
    });

    it("keeps what a source said once, under each of its revisions", async () => {
      await evidence().keepOpinions([askedOf()], [opinionOf({ rawA: 1 })]);
      await evidence().keepOpinions([askedOf()], [opinionOf({ rawA: 2 }), opinionOf({ rawA: 3, sourceRevision: "2" })]);
      await cast({ voteId: "v" });
      expect((await read())[0]?.opinions.map(({ sourceRevision, rawA }) => [sourceRevision, rawA])).toEqual([
        ["1", 1],
        ["2", 3],
      ]);
    });

    it("goes by the larger probability of having been asked, from when it was", async () => {
      await evidence().keepOpinions([askedOf({ inclusionProbability: 0.05 })], []);
      await evidence().keepOpinions([askedOf({ inclusionProbability: 1, askedAt: 50_000 })], []);
      await evidence().keepOpinions([askedOf({ inclusionProbability: 0.2, askedAt: 60_000 })], []);
      await cast({ voteId: "before", recordedAt: 50_000 - OPINION_GRACE_MS - 1 });
      await cast({ voteId: "after", recordedAt: 50_000 - OPINION_GRACE_MS });
      expect((await read()).map(({ inclusionProbability }) => inclusionProbability)).toEqual([0.05, 1]);
    });

    it("is what it was when it was read first: what becomes known long after a vote is not of it", async () => {
      const askedAt = 20_000 + OPINION_GRACE_MS;
      await evidence().keepOpinions([askedOf({ askedAt })], [opinionOf()]);
      await evidence().keepOpinions([askedOf({ askedAt: askedAt + 1 })], [opinionOf({ sourceId: "late" })]);
      await cast({ voteId: "before it was known", recordedAt: 19_999 });
      await cast({ voteId: "just known", recordedAt: 20_000 });
      await cast({ voteId: "known", recordedAt: 20_001 });
      expect((await read()).map(({ position, opinions }) => [position.voteId, opinions.length])).toEqual([
        ["just known", 1],
        ["known", 2],
      ]);
    });

    it("keeps nothing of a question that is not there", async () => {
      await evidence().keepOpinions([askedOf({ questionId: "nowhere" })], [opinionOf({ questionId: "nowhere" })]);
      await open("nowhere");
      await cast({ voteId: "v", questionId: "nowhere" });
      expect(await read()).toEqual([]);
    });

    it("keeps opinions on a question whose asking was kept before", async () => {
      await evidence().keepOpinions([askedOf()], []);
      await evidence().keepOpinions([], [opinionOf()]);
      await cast({ voteId: "v" });
      expect((await read())[0]?.opinions).toHaveLength(1);
    });

    it("takes what is said later for said when the question was asked first, and else when it was made", async () => {
      await open("question-2");
      await evidence().keepOpinions([], [opinionOf({ questionId: "question-2" })]);
      await evidence().keepOpinions([askedOf({ inclusionProbability: 0.05 }), askedOf({ questionId: "question-2" })], []);
      await evidence().keepOpinions([askedOf({ inclusionProbability: 1, askedAt: 100_000 })], []);
      await evidence().keepOpinions([], [opinionOf()]);
      await cast({ voteId: "v1" });
      await cast({ voteId: "v2", questionId: "question-2", recordedAt: 20_001 });
      expect((await read()).map(({ opinions }) => opinions.length)).toEqual([1, 1]);
    });

    it("has a vote once, however often its question was asked about", async () => {
      for (const askedAt of [10_000, 10_001, 10_002]) {
        await evidence().keepOpinions([askedOf({ askedAt })], []);
      }
      await cast({ voteId: "v" });
      expect(namesOf(await read())).toEqual(["v"]);
    });

    it("begins with what was asked first, in whichever order it is kept", async () => {
      await open("question-2");
      await evidence().keepOpinions([askedOf({ questionId: "question-2", askedAt: 90_000 })], []);
      await evidence().keepOpinions([askedOf()], []);
      await evidence().keepOpinions([askedOf({ questionId: "question-2", askedAt: 95_000 })], []);
      await cast({ voteId: "v" });
      expect(namesOf(await read())).toEqual(["v"]);
      expect(await evidence().listVotedTenants()).toEqual(["acme"]);
    });

    it("is that of every tenant who had a vote since they first asked", async () => {
      for (const tenantId of ["zeta", "early", "beta"]) {
        await open("question-1", tenantId);
        const askedAt = tenantId === "early" ? 20_001 + OPINION_GRACE_MS : 10_000;
        await evidence().keepOpinions([askedOf({ tenantId, askedAt })], []);
        await cast({ voteId: `vote of ${tenantId}`, tenantId });
      }
      expect(await evidence().listVotedTenants()).toEqual(["beta", "zeta"]);
    });

    it("keeps a page's questions apart, and their votes together", async () => {
      await open("question-2");
      await evidence().keepOpinions(
        [askedOf(), askedOf({ questionId: "question-2", scenarioSlug: "headache" })],
        [opinionOf({ rawA: 1 }), opinionOf({ questionId: "question-2", rawA: 2 })],
      );
      await cast({ voteId: "1", recordedAt: 20_001 });
      await cast({ voteId: "2", recordedAt: 20_002, questionId: "question-2" });
      await cast({ voteId: "3", recordedAt: 20_003 });
      expect((await read()).map(({ scenarioSlug, opinions }) => [scenarioSlug, opinions[0]?.rawA])).toEqual([
        ["chest-pain", 1],
        ["headache", 2],
        ["chest-pain", 1],
      ]);
    });
  });

  describe("snapshots", () => {
    const evidence = () => storage().evidence;
    const find = async (tenantId = "acme") => await evidence().findSnapshot(tenantId, "calibrations");

    it("gives back a snapshot as it was put in, byte by byte", async () => {
      const payload = new Uint8Array(9_000).map((_, index) => index % 251);
      // A part of a longer array: only its own bytes are kept.
      const snapshot = snapshotOf({ payload: payload.subarray(3, 8_000) });
      expect(await evidence().keepSnapshot(snapshot, 3, 0)).toBe(true);
      const found = await find();
      expect({ ...found, payload: null }).toEqual({ ...snapshot, payload: null });
      expect(found?.payload.constructor).toBe(Uint8Array);
      expect(found?.payload).toEqual(payload.slice(3, 8_000));
      expect(found?.payload.buffer.byteLength).toBe(7_997);
      expect(await find("rival")).toBeNull();
      expect(await evidence().findSnapshot("acme", "learned")).toBeNull();
    });

    it("keeps an empty one", async () => {
      await evidence().keepSnapshot(snapshotOf({ payload: new Uint8Array() }), 3, 0);
      expect((await find())?.payload).toEqual(new Uint8Array());
    });

    it("counts revisions up without gaps, each kind's and tenant's by itself", async () => {
      const keep = async (changes: Parameters<typeof snapshotOf>[0] & { readonly revision: number }) =>
        await evidence().keepSnapshot(snapshotOf(changes), 10, changes.revision - 1);
      expect(await keep({ revision: 2 })).toBe(false);
      expect(await keep({ revision: 1 })).toBe(true);
      expect(await keep({ revision: 1, digest: "another" })).toBe(false);
      expect(await keep({ revision: 2 })).toBe(true);
      expect(await keep({ revision: 1, kind: "learned" })).toBe(true);
      expect(await keep({ revision: 1, tenantId: "rival" })).toBe(true);
      expect((await evidence().listSnapshots("acme", "calibrations")).map(({ revision }) => revision)).toEqual([2, 1]);
    });

    it("gives every revision one writer", async () => {
      const kept = await Promise.all(
        Array.from({ length: 20 }, (_, index) => evidence().keepSnapshot(snapshotOf({ digest: `writer ${index}` }), 3, 0)),
      );
      expect(kept.filter(Boolean)).toHaveLength(1);
      expect((await find())?.digest).toBe(`writer ${kept.indexOf(true)}`);
    });

    it("drops all but the newest of its kind and tenant, and goes on counting", async () => {
      const elsewhere = [{ kind: "learned" }, { tenantId: "rival" }] as const;
      for (const revision of [1, 2, 3, 4, 5, 6]) {
        await Promise.all(
          elsewhere.map((place) => evidence().keepSnapshot(snapshotOf({ ...place, revision }), 10, revision - 1)),
        );
      }
      for (const revision of [1, 2, 3, 4]) {
        await evidence().keepSnapshot(snapshotOf({ revision }), 2, revision - 1);
      }
      const { payload: _, ...listed } = snapshotOf({ revision: 4 });
      expect(await evidence().listSnapshots("acme", "calibrations")).toEqual([listed, { ...listed, revision: 3 }]);
      expect(await evidence().listSnapshots("acme", "learned")).toHaveLength(6);
      expect(await evidence().listSnapshots("rival", "calibrations")).toHaveLength(6);
    });

    it("finds the newest that was not withdrawn, which is never used again", async () => {
      for (const revision of [1, 2, 3]) {
        await evidence().keepSnapshot(snapshotOf({ revision }), 5, revision - 1);
      }
      expect(await evidence().withdrawSnapshot("acme", "calibrations", 3)).toBe(true);
      expect(await evidence().withdrawSnapshot("acme", "calibrations", 4)).toBe(false);
      expect(await evidence().withdrawSnapshot("rival", "calibrations", 2)).toBe(false);
      expect((await find())?.revision).toBe(2);
      expect((await evidence().listSnapshots("acme", "calibrations"))[0]).toMatchObject({ revision: 3, isWithdrawn: true });
      expect(await evidence().keepSnapshot(snapshotOf({ revision: 4 }), 5, 2)).toBe(true);
      expect((await find())?.revision).toBe(4);
    });

    it("finds the newest before a revision, for where that is damaged", async () => {
      for (const revision of [1, 2, 3]) {
        await evidence().keepSnapshot(snapshotOf({ revision }), 5, revision - 1);
      }
      await evidence().withdrawSnapshot("acme", "calibrations", 2);
      expect((await evidence().findSnapshot("acme", "calibrations", 3))?.revision).toBe(1);
      expect(await evidence().findSnapshot("acme", "calibrations", 1)).toBeNull();
    });

    it("keeps nothing that follows what is in use no more", async () => {
      await evidence().keepSnapshot(snapshotOf({ revision: 1 }), 5, 0);
      await evidence().keepSnapshot(snapshotOf({ revision: 2 }), 5, 1);
      await evidence().withdrawSnapshot("acme", "calibrations", 2);
      expect(await evidence().keepSnapshot(snapshotOf({ revision: 3 }), 5, 2)).toBe(false);
      expect((await find())?.revision).toBe(1);
      expect(await evidence().keepSnapshot(snapshotOf({ revision: 3 }), 5, 1)).toBe(true);
    });

    it("counts those that were withdrawn for nothing when it drops: there is still something to go back to", async () => {
      for (const revision of [1, 2, 3]) {
        await evidence().keepSnapshot(snapshotOf({ revision }), 3, revision - 1);
      }
      await evidence().withdrawSnapshot("acme", "calibrations", 3);
      await evidence().withdrawSnapshot("acme", "calibrations", 2);
      await evidence().keepSnapshot(snapshotOf({ revision: 4 }), 3, 1);
      await evidence().keepSnapshot(snapshotOf({ revision: 5 }), 3, 4);
      const revisions = async () => (await evidence().listSnapshots("acme", "calibrations")).map(({ revision }) => revision);
      expect(await revisions()).toEqual([5, 4, 3, 2, 1]);
      await evidence().keepSnapshot(snapshotOf({ revision: 6 }), 3, 5);
      expect(await revisions()).toEqual([6, 5, 4]);
    });
  });
}
