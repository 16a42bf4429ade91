import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createServiceWorld } from "../../../test/doubles/create-service-world.ts";
import { authenticateKey } from "./authenticate-key.ts";
import { createKey } from "./create-key.ts";
import { parseKeyText, toKeyText } from "./key-text.ts";

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

const make = async (expiresAt: number | null = null) =>
  await createKey(world.ports, { name: "trainer", tenantId: "lab", scopes: ["trainer"], expiresAt });
const unauthenticated = { code: "unauthenticated" };

describe("authenticating a key", () => {
  it("lets everyone in while there is no key, and nobody without one afterwards", async () => {
    expect(await authenticateKey(world.ports, null)).toMatchObject({
      tenantId: "default",
      scopes: ["trainer", "annotator", "admin"],
    });
    await make();
    world.clock.time += 1001;
    await expect(authenticateKey(world.ports, null)).rejects.toMatchObject({
      ...unauthenticated,
      message: expect.stringContaining("Missing API key"),
    });
  });

  it.each(["expires", "is revoked"])("stays closed when the last key %s, and says how to make another", async (way) => {
    const { key, keyText } = await make(way === "expires" ? world.clock.time + 1000 : null);
    if (way === "is revoked") {
      await world.ports.keys.revokeKey(key.keyId, world.clock.time);
    }
    world.clock.time += 1001;
    for (const text of [null, keyText]) {
      await expect(authenticateKey(world.ports, text)).rejects.toMatchObject({
        ...unauthenticated,
        message: expect.stringMatching(/expired or revoked.*folkmoot keys create/),
      });
    }
  });

  it("lets nobody in without a key where other machines can connect, not even once the last key is revoked", async () => {
    const ports = { ...world.ports, isOpenWithoutKeys: false };
    await expect(authenticateKey(ports, null)).rejects.toMatchObject(unauthenticated);
    const { key } = await make();
    await world.ports.keys.revokeKey(key.keyId, world.clock.time);
    world.clock.time += 1001;
    await expect(authenticateKey(ports, null)).rejects.toMatchObject(unauthenticated);
  });

  it("knows a live key's tenant and scopes", async () => {
    const { keyText, key } = await make();
    expect(await authenticateKey(world.ports, keyText)).toEqual({ keyId: key.keyId, tenantId: "lab", scopes: ["trainer"] });
  });

  it("keeps a digest, never the key", async () => {
    const { keyText } = await make();
    expect(JSON.stringify(await world.ports.keys.listKeys())).not.toContain(keyText.split("_")[2]);
  });

  it("tells nobody a key that was not kept", async () => {
    const keys = { ...world.ports.keys, insertKey: () => Promise.reject(new Error("The disk is full.")) };
    const request = { name: "trainer", tenantId: "lab", scopes: ["trainer"], expiresAt: null } as const;
    await expect(createKey({ ...world.ports, keys }, request)).rejects.toThrow("The disk is full.");
  });

  it("refuses unknown, malformed and altered keys alike", async () => {
    const { keyText } = await make();
    const refusals = await Promise.all(
      ["", "nonsense", "fmk_unknown00_000000000000000000000000", `${keyText.slice(0, -1)}x`].map((text) =>
        authenticateKey(world.ports, text).catch((error: Error) => error.message),
      ),
    );
    expect(new Set(refusals).size).toBe(1);
  });

  it("refuses an expired key", async () => {
    const { keyText } = await make(world.clock.time + 5000);
    await authenticateKey(world.ports, keyText);
    world.clock.time += 5000;
    await expect(authenticateKey(world.ports, keyText)).rejects.toMatchObject(unauthenticated);
  });

  it("refuses a revoked key within a second", async () => {
    const { keyText, key } = await make();
    await authenticateKey(world.ports, keyText);
    await world.ports.keys.revokeKey(key.keyId, world.clock.time);
    world.clock.time += 1001;
    await expect(authenticateKey(world.ports, keyText)).rejects.toMatchObject(unauthenticated);
  });
});

describe("a key's text", () => {
  it("holds its id", () => {
    expect(parseKeyText(toKeyText("abcdefgh", "s".repeat(40)))).toEqual({ keyId: "abcdefgh" });
    expect(parseKeyText("fmk_short_x")).toBeNull();
  });
});
