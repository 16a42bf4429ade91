import { describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";
import { keyOf } from "./records.ts";

/** The contract of the key store. */
export function describeKeyStore(storage: () => Storage): void {
  describe("keys", () => {
    const keys = () => storage().keys;

    it("gives back a key as it was put in", async () => {
      const key = keyOf({ scopes: ["trainer", "admin"], expiresAt: 9_000, name: "clé 🔑" });
      await keys().insertKey(key);
      expect(await keys().findKey("key-1")).toEqual(key);
      expect(await keys().findKey("key-2")).toBeNull();
    });

    it("refuses an id that is taken and keeps the first key", async () => {
      await keys().insertKey(keyOf({ name: "first" }));
      await expect(keys().insertKey(keyOf({ name: "second", tenantId: "rival" }))).rejects.toThrow("key-1");
      expect((await keys().findKey("key-1"))?.name).toBe("first");
    });

    it("lists all keys, oldest first, revoked ones too", async () => {
      await keys().insertKey(keyOf({ keyId: "younger", createdAt: 2_000 }));
      await keys().insertKey(keyOf({ keyId: "older", createdAt: 1_000 }));
      await keys().revokeKey("older", 3_000);
      expect(await keys().listKeys()).toEqual([
        keyOf({ keyId: "older", createdAt: 1_000, revokedAt: 3_000 }),
        keyOf({ keyId: "younger", createdAt: 2_000 }),
      ]);
    });

    it("revokes a key once and keeps the first instant", async () => {
      await keys().insertKey(keyOf());
      expect(await keys().revokeKey("key-1", 2_000)).toBe(true);
      expect(await keys().revokeKey("key-1", 3_000)).toBe(false);
      expect((await keys().findKey("key-1"))?.revokedAt).toBe(2_000);
      expect(await keys().revokeKey("nowhere", 2_000)).toBe(false);
    });

    it("counts the keys, and those that are neither revoked nor expired", async () => {
      expect(await keys().countKeys(0)).toEqual({ all: 0, live: 0 });
      await keys().insertKey(keyOf({ keyId: "for ever" }));
      await keys().insertKey(keyOf({ keyId: "until 5000", expiresAt: 5_000 }));
      await keys().insertKey(keyOf({ keyId: "revoked" }));
      await keys().revokeKey("revoked", 2_000);
      expect(await keys().countKeys(4_999)).toEqual({ all: 3, live: 2 });
      expect(await keys().countKeys(5_000)).toEqual({ all: 3, live: 1 });
    });
  });
}
