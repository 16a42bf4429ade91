import { describe, expect, it } from "vitest";
import type { KeyRecord } from "../ports/key-store.ts";
import type { CliWorld, KeyPorts } from "./cli-world.ts";
import { createKeyCommand } from "./keys.ts";

const CHOICES = { name: "trainer", tenant: "default", scope: ["trainer"] as const };

const DATABASE = { flags: {}, configFile: undefined, mustExist: false };

/** The command over a store that keeps what it is given. */
async function create(options: Partial<typeof CHOICES>, isNew = false) {
  const warned: string[] = [];
  const kept: KeyRecord[] = [];
  let openings = 0;
  const ports = {
    keys: { insertKey: async (key: KeyRecord) => void kept.push(key) },
    clock: { now: () => 1_000 },
    random: { token: (bytes: number) => "t".repeat(bytes) },
    sha256Hex: () => "ab".repeat(32),
  } as unknown as KeyPorts;
  const world: Pick<CliWorld, "print" | "warn" | "withKeys"> = {
    print: () => undefined,
    warn: (line) => void warned.push(line),
    withKeys: (_database, task) => {
      openings += 1;
      return task(ports, { location: "sqlite:/data/a.db", isNew });
    },
  };
  const exitCode = await createKeyCommand(world, DATABASE, { ...CHOICES, ...options });
  return { exitCode, warned, kept, openings };
}

describe("keys create", () => {
  it("keeps a key under any name that a terminal can show", async () => {
    for (const name of ["trainer", "Zoë's 訓練 👩🏽‍🔬"]) {
      expect(await create({ name })).toMatchObject({ exitCode: 0, kept: [{ name, tenantId: "default" }] });
    }
  });

  it("says which database knows the key, and that it may not be the server's where there was none", async () => {
    expect((await create({})).warned.slice(1)).toEqual(["Database: sqlite:/data/a.db."]);
    expect((await create({}, true)).warned.at(-1)).toContain("a server on another database does not know this key");
  });

  it.each([
    ["an empty name", { name: "" }, '--name is ""'],
    ["a blank tenant", { tenant: "  " }, "--tenant is"],
    ["a name that colours the terminal", { name: "\u001b[31mred" }, '--name is "\\u001b[31mred"'],
    ["a tenant of two lines", { tenant: "a\nb" }, '--tenant is "a\\nb"'],
    ["an endless name", { name: "x".repeat(201) }, "1 to 200 characters"],
  ])("refuses %s, as a misuse, and makes no database for it", async (_name, options, said) => {
    const { exitCode, warned, kept, openings } = await create(options);
    expect({ exitCode, kept, openings }).toEqual({ exitCode: 2, kept: [], openings: 0 });
    expect(warned.join()).toContain(said);
  });
});
