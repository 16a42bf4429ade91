import { beforeEach, describe, expect, it } from "vitest";
import type { VoteAnswer } from "../../../src/domain/questions/vote.ts";
import type { AnnotatorRecord } from "../../../src/ports/annotator-store.ts";
import type { VoteRecord } from "../../../src/ports/question-store.ts";
import type { Storage } from "../../../src/ports/storage.ts";
import { annotatorOf, inviteOf, leaseOf, questionOf, voteOf } from "./records.ts";

const INVITE = inviteOf().tokenDigest;
const TOKEN = "34".repeat(32);

/** The contract of the annotator store. */
export function describeAnnotatorStore(storage: () => Storage): void {
  describe("annotators", () => {
    const annotators = () => storage().annotators;
    const redeem = async (annotatorId = "annotator-1", tokenDigest = TOKEN, at = 5_000) =>
      await annotators().redeemInvite(INVITE, { annotatorId, createdAt: at }, { tokenDigest, expiresAt: 99_000 }, at);
    const sessionOf = (tokenDigest = TOKEN) => ({ tokenDigest, visit: null, createdAt: 2_000, expiresAt: 99_000 });

    it("lets whoever holds an invite in, into the invite's tenant and audience", async () => {
      await annotators().insertInvites([inviteOf()]);
      const annotator = annotatorOf({ createdAt: 5_000 });
      expect(await redeem()).toEqual(annotator);
      expect(await annotators().findSession(TOKEN)).toEqual({
        session: {
          tokenDigest: TOKEN,
          tenantId: "acme",
          annotatorId: "annotator-1",
          visit: null,
          createdAt: 5_000,
          expiresAt: 99_000,
        },
        annotator,
      });
    });

    it("uses that invite up and no other", async () => {
      await annotators().insertInvites([inviteOf({ tokenDigest: "before" }), inviteOf(), inviteOf({ tokenDigest: "after" })]);
      await redeem();
      for (const invite of ["before", "after"]) {
        const somebody = { annotatorId: `by ${invite}`, createdAt: 5_000 };
        const session = { tokenDigest: `session by ${invite}`, expiresAt: 99_000 };
        expect(await annotators().redeemInvite(invite, somebody, session, 5_000)).toMatchObject(somebody);
      }
    });

    it("lets one in for an invite, once", async () => {
      await annotators().insertInvites([inviteOf()]);
      const names = Array.from({ length: 20 }, (_, index) => `annotator ${index}`);
      const admitted = await Promise.all(names.map((name) => redeem(name, `token of ${name}`)));
      expect(admitted.filter((annotator) => annotator !== null)).toHaveLength(1);
      const sessions = await Promise.all(names.map((name) => annotators().findSession(`token of ${name}`)));
      expect(sessions.map((found) => found?.annotator ?? null)).toEqual(admitted);
    });

    it("lets nobody in for an invite that is not there or has expired", async () => {
      expect(await redeem()).toBeNull();
      await annotators().insertInvites([inviteOf({ expiresAt: 5_001 })]);
      expect(await redeem("annotator-1", TOKEN, 5_001)).toBeNull();
      expect(await annotators().findSession(TOKEN)).toBeNull();
      expect(await redeem("annotator-1", TOKEN, 5_000)).not.toBeNull();
    });

    it("does not use an invite up where the annotator cannot be kept", async () => {
      await annotators().insertInvites([inviteOf()]);
      await annotators().admitAnnotator(annotatorOf({ annotatorId: "taken", source: "guest" }), sessionOf("token of guest"));
      await expect(redeem("taken")).rejects.toThrow("taken");
      await expect(redeem("annotator-1", "token of guest")).rejects.toThrow("annotator-1");
      expect(await redeem()).toMatchObject({ annotatorId: "annotator-1" });
    });

    it("keeps all invites of a call or none", async () => {
      await annotators().insertInvites([inviteOf()]);
      const other = inviteOf({ tokenDigest: "other" });
      const refused = annotators().insertInvites([other, inviteOf({ tenantId: "rival" })]);
      await expect(refused).rejects.toThrow("kept already");
      await expect(refused).rejects.not.toThrow(INVITE);
      expect(await redeem()).toMatchObject({ tenantId: "acme" });
      await annotators().insertInvites([other]);
      await annotators().insertInvites([]);
    });

    it("lets a visit begin when it signed in first", async () => {
      const visitor = annotatorOf({ source: "prolific", externalId: "5f1e" });
      const signIn = (tokenDigest: string, visit: string, createdAt: number) =>
        annotators().admitAnnotator(visitor, { ...sessionOf(tokenDigest), visit, createdAt });
      const others = [
        { ...visitor, tenantId: "rival" },
        { ...visitor, annotatorId: "annotator-2", externalId: "another" },
      ];
      for (const [index, other] of others.entries()) {
        const theirs = { ...sessionOf(`theirs ${index}`), visit: "visit 1", createdAt: 1_000 };
        await annotators().admitAnnotator(other, theirs);
      }
      await signIn("first", "visit 1", 2_000);
      await signIn("again", "visit 1", 3_000);
      const begun = await Promise.all(
        ["first", "again"].map(async (token) => (await annotators().findSession(token))?.session.createdAt),
      );
      expect(begun).toEqual([2_000, 2_000]);
    });

    it("ends a visitor's visit where they begin another, and nobody else's", async () => {
      const visitor = annotatorOf({ source: "mturk", externalId: "A1" });
      const other = annotatorOf({ source: "mturk", externalId: "A2", annotatorId: "annotator-2" });
      const signIn = (annotator: AnnotatorRecord, tokenDigest: string, visit: string | null, createdAt: number) =>
        annotators().admitAnnotator(annotator, { ...sessionOf(tokenDigest), visit, createdAt });
      await signIn(visitor, "one", "visit 1", 2_000);
      await signIn(visitor, "no visit", null, 2_500);
      await signIn(other, "theirs", "visit 9", 2_500);
      await signIn({ ...visitor, tenantId: "rival" }, "namesake's", "visit 9", 2_500);
      await signIn(visitor, "two", "visit 2", 3_000);
      const kept = async () =>
        await Promise.all(
          ["one", "no visit", "theirs", "namesake's", "two"].map(
            async (token) => (await annotators().findSession(token))?.session.createdAt ?? null,
          ),
        );
      expect(await kept()).toEqual([null, 2_500, 2_500, 2_500, 3_000]);
      await signIn(visitor, "one again", "visit 1", 4_000);
      expect(await kept()).toEqual([null, 2_500, 2_500, 2_500, null]);
      expect((await annotators().findSession("one again"))?.session.createdAt).toBe(4_000);
    });

    it("knows a crowd's visitor again, as they were kept", async () => {
      const visitor = annotatorOf({ source: "prolific", externalId: "5f1e", audience: "global" });
      const visit = { ...sessionOf(), visit: "session 1" };
      expect(await annotators().admitAnnotator(visitor, visit)).toEqual(visitor);
      const again = { ...visitor, annotatorId: "annotator-2", audience: "clinicians", createdAt: 7_000 };
      expect(await annotators().admitAnnotator(again, sessionOf("another token"))).toEqual(visitor);
      expect(await annotators().findSession(TOKEN)).toEqual({
        session: { ...visit, tenantId: "acme", annotatorId: "annotator-1" },
        annotator: visitor,
      });
      expect(await annotators().findSession("another token")).toMatchObject({
        session: { annotatorId: "annotator-1", visit: null },
        annotator: visitor,
      });
    });

    it("takes the same external id of another source or tenant for somebody else, and knows each again", async () => {
      const visitor = annotatorOf({ source: "prolific", externalId: "5f1e" });
      const others = [
        { ...visitor, annotatorId: "of another source", source: "mturk" as const },
        { ...visitor, annotatorId: "of another tenant", tenantId: "rival" },
        { ...visitor, annotatorId: "annotator-1", tenantId: "third" },
        { ...visitor, annotatorId: "of another name", externalId: "5f1f" },
      ];
      for (const annotator of [visitor, ...others]) {
        const token = sessionOf(`${annotator.tenantId} ${annotator.annotatorId}`);
        expect(await annotators().admitAnnotator(annotator, token)).toEqual(annotator);
        expect((await annotators().findSession(token.tokenDigest))?.annotator).toEqual(annotator);
      }
      for (const annotator of [visitor, ...others]) {
        const again = { ...annotator, annotatorId: "new" };
        expect(
          await annotators().admitAnnotator(again, sessionOf(`${annotator.tenantId} ${annotator.annotatorId} again`)),
        ).toEqual(annotator);
      }
    });

    it("takes everybody without an external id for somebody new", async () => {
      const first = annotatorOf({ source: "guest" });
      const second = annotatorOf({ source: "guest", annotatorId: "annotator-2" });
      expect(await annotators().admitAnnotator(first, sessionOf("a"))).toEqual(first);
      expect(await annotators().admitAnnotator(second, sessionOf("b"))).toEqual(second);
    });

    it("refuses an annotator's id and a session's token that are taken, and keeps nothing of the call", async () => {
      await annotators().admitAnnotator(annotatorOf(), sessionOf());
      await expect(annotators().admitAnnotator(annotatorOf({ source: "guest" }), sessionOf("b"))).rejects.toThrow("annotator-1");
      expect(await annotators().findSession("b")).toBeNull();
      const other = annotatorOf({ annotatorId: "annotator-2", source: "api", externalId: "x" });
      await expect(annotators().admitAnnotator(other, sessionOf())).rejects.toThrow("annotator-2");
      const third = { ...other, annotatorId: "annotator-3" };
      expect(await annotators().admitAnnotator(third, sessionOf("c"))).toEqual(third);
      expect((await annotators().findSession(TOKEN))?.annotator).toEqual(annotatorOf());
    });

    it("ends a session once, and no other", async () => {
      await annotators().admitAnnotator(annotatorOf(), sessionOf("a"));
      await annotators().admitAnnotator(annotatorOf({ annotatorId: "annotator-2" }), sessionOf("b"));
      expect(await annotators().endSession("a")).toBe(true);
      expect(await annotators().endSession("a")).toBe(false);
      expect(await annotators().findSession("a")).toBeNull();
      expect(await annotators().findSession("b")).not.toBeNull();
    });

    it("purges sessions and invites that expired before an instant, no more than the limit at once", async () => {
      const expiring = [1_998, 1_999, 2_000];
      await annotators().insertInvites(expiring.map((expiresAt) => inviteOf({ tokenDigest: `invite ${expiresAt}`, expiresAt })));
      for (const expiresAt of expiring) {
        const annotator = annotatorOf({ annotatorId: `until ${expiresAt}` });
        await annotators().admitAnnotator(annotator, { ...sessionOf(`session ${expiresAt}`), expiresAt });
      }
      expect(await annotators().findSession("session 1998")).not.toBeNull();
      expect(await annotators().purgeSessions(2_000, 3)).toBe(3);
      expect(await annotators().purgeSessions(2_000, 3)).toBe(1);
      expect(await annotators().purgeSessions(2_000, 3)).toBe(0);
      expect(await annotators().findSession("session 1999")).toBeNull();
      expect(await annotators().findSession("session 2000")).not.toBeNull();
      await annotators().insertInvites([inviteOf({ tokenDigest: "invite 1998" }), inviteOf({ tokenDigest: "invite 1999" })]);
      await expect(annotators().insertInvites([inviteOf({ tokenDigest: "invite 2000" })])).rejects.toThrow("kept already");
    });

    describe("as voters", () => {
      /** Votes by annotator and question: what they chose, and whether it stood left. */
      const VOTES = [
        ["ann", "q-1", "a", true, 4_000],
        ["bob", "q-1", "a", false, 5_000],
        ["cat", "q-1", "b", true, 1_000],
        ["ann", "q-2", "b", false, 6_000],
        ["bob", "q-2", "tie", false, 3_000],
        ["cat", "q-2", "a", true, 1_000],
        ["cat", "q-3", "both_bad", false, 2_000],
        ["cat", "q-4", "b", true, 900],
      ] as const;

      const vote = async (changes: Partial<VoteRecord> & Pick<VoteRecord, "annotatorId" | "questionId">, takenMs: number) => {
        const { annotatorId, questionId, tenantId = "acme", left = "a" } = changes;
        const leaseId = `lease ${annotatorId} ${questionId}`;
        const recordedAt = changes.recordedAt ?? 10_000;
        const lease = { tenantId, leaseId, questionId, annotatorId, left, leasedAt: recordedAt - takenMs };
        await storage().questions.openQuestions([questionOf({ tenantId, questionId })]);
        await storage().questions.insertLease(leaseOf(lease));
        await storage().questions.recordVote(voteOf({ voteId: `vote ${leaseId}`, leaseId, recordedAt, ...changes }), null);
      };
      const admit = (annotatorId: string, tenantId = "acme") =>
        annotators().admitAnnotator(annotatorOf({ tenantId, annotatorId }), sessionOf(`${tenantId} ${annotatorId}`));

      beforeEach(async () => {
        await Promise.all(["ann", "bob", "cat"].map((name) => admit(name)));
        for (const [annotatorId, questionId, choice, isLeft, takenMs] of VOTES) {
          const left = (choice === "a") === isLeft ? "a" : "b";
          const answer: VoteAnswer = { kind: "compare", choice, strength: null, dimensions: {} };
          await vote({ annotatorId, questionId, left, answer }, takenMs);
        }
      });

      it("are tallied, each held against the others on the same questions, whoever voted most first", async () => {
        expect(await annotators().tallyVoters("acme", 0)).toEqual([
          { ...tallyOf("cat"), votes: 4, decided: 3, decidedLeft: 3, compared: 2, agreed: 0, medianMs: 1_000 },
          // Against q-1 the others stand one to one: nobody can be held against that.
          { ...tallyOf("ann"), votes: 2, decided: 2, decidedLeft: 1, compared: 1, agreed: 0, medianMs: 4_000 },
          { ...tallyOf("bob"), votes: 2, decided: 1, decidedLeft: 0, compared: 0, agreed: 0, medianMs: 3_000 },
        ]);
      });

      it("agree where they chose what most of the others did", async () => {
        await admit("dan");
        await vote({ annotatorId: "dan", questionId: "q-1", recordedAt: 12_000 }, 1_000);
        const [dan] = (await annotators().tallyVoters("acme", 0)).filter(({ annotatorId }) => annotatorId === "dan");
        expect(dan).toMatchObject({ votes: 1, compared: 1, agreed: 1, lastVoteAt: 12_000 });
      });

      it("are those of a tenant and of a time, by votes that count on pairs alone", async () => {
        const at = { recordedAt: 20_000 };
        await admit("ann", "rival");
        await vote({ ...at, annotatorId: "ann", questionId: "q-1", tenantId: "rival" }, 1_000);
        await vote({ ...at, annotatorId: "bob", questionId: "q-5", counted: false }, 1_000);
        await vote(
          { ...at, annotatorId: "bob", questionId: "q-6", left: null, answer: { kind: "rate", ratings: { overall: 6 } } },
          1_000,
        );
        await vote({ ...at, annotatorId: "ann", questionId: "q-7" }, 1_000);
        expect(await annotators().tallyVoters("acme", 20_000)).toMatchObject([{ annotatorId: "ann", votes: 1 }]);
        expect(await annotators().tallyVoters("rival", 0)).toMatchObject([{ annotatorId: "ann", votes: 1 }]);
        expect(await annotators().tallyVoters("nowhere", 0)).toEqual([]);
      });
    });
  });
}

function tallyOf(annotatorId: string) {
  const { audience, source, externalId } = annotatorOf();
  return { annotatorId, audience, source, externalId, lastVoteAt: 10_000 };
}
