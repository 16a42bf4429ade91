import { describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";
import { replyOf } from "./records.ts";

/** The contract of the reply store. */
export function describeReplyStore(storage: () => Storage): void {
  describe("replies", () => {
    const replies = () => storage().replies;

    it("keeps a reply and finds it again", async () => {
      const reply = replyOf({ body: '{"text":"漢字 👍"}' });
      expect(await replies().keepReply(reply)).toEqual(reply);
      expect(await replies().findReply("acme", "request-1")).toEqual(reply);
      expect(await replies().findReply("acme", "request-2")).toBeNull();
    });

    it("keeps the first of two replies under one key and gives that one back", async () => {
      await replies().keepReply(replyOf({ body: "first" }));
      const second = await replies().keepReply(replyOf({ body: "second", status: 500, createdAt: 2_000 }));
      expect(second).toEqual(replyOf({ body: "first" }));
      expect(await replies().findReply("acme", "request-1")).toEqual(replyOf({ body: "first" }));
    });

    it("gives all concurrent writers of one key the same reply", async () => {
      const bodies = Array.from({ length: 100 }, (_, writer) => `writer ${writer}`);
      const kept = await Promise.all(bodies.map((body) => replies().keepReply(replyOf({ body }))));
      expect(new Set(kept.map((reply) => reply.body)).size).toBe(1);
    });

    it("keeps tenants apart under one key", async () => {
      await replies().keepReply(replyOf({ tenantId: "acme", body: "ours" }));
      expect(await replies().findReply("rival", "request-1")).toBeNull();
      expect((await replies().keepReply(replyOf({ tenantId: "rival", body: "theirs" }))).body).toBe("theirs");
      expect((await replies().findReply("acme", "request-1"))?.body).toBe("ours");
    });

    it("purges replies made before an instant, no more than the limit at once", async () => {
      for (const createdAt of [1_000, 1_500, 1_999, 2_000]) {
        await replies().keepReply(replyOf({ idempotencyKey: `at ${createdAt}`, createdAt }));
      }
      expect(await replies().purgeReplies(2_000, 2)).toBe(2);
      expect(await replies().purgeReplies(2_000, 2)).toBe(1);
      expect(await replies().purgeReplies(2_000, 2)).toBe(0);
      expect(await replies().findReply("acme", "at 2000")).not.toBeNull();
    });
  });
}
