import { describe, expect, it } from "vitest";
import type { KeyRecord } from "../ports/key-store.ts";
import type { CliWorld, KeyPorts } from "./cli-world.ts";
import { createKeyCommand } from "./keys.ts";

const CHOICES = { name: "trainer", tenant: "default", scope: ["trainer"] as const };

/** The command over a store that keeps what it is given. */
async function create(options: Partial<typeof CHOICES>) {
  const warned: string[] = [];
  const kept: KeyRecord[] = [];
  const world = { print: () => undefined, warn: (line: string) => void warned.push(line) } as Pick<CliWorld, "print" | "warn">;
  const ports = {
    keys: { insertKey: async (key: KeyRecord) => void kept.push(key) },
    clock: { now: () => 1_000 },
    random: { token: (bytes: number) => "t".repeat(bytes) },
    sha256Hex: () => "ab".repeat(32),
  } as unknown as KeyPorts;
  const exitCode = await createKeyCommand(world, ports, { ...CHOICES, ...options });
  return { exitCode, warned, kept };
}

describe("keys create", () => {
  it("keeps a key under any name that a terminal can show", async () => {
    for (const name of ["trainer", "Zoë's 訓練 👩🏽‍🔬"]) {
      expect(await create({ name })).toMatchObject({ exitCode: 0, kept: [{ name, tenantId: "default" }] });
    }
  });

  it.each([
    ["an empty name", { name: "" }, '--name is ""'],
    ["a blank tenant", { tenant: "  " }, "--tenant is"],
    ["a name that colours the terminal", { name: "\u001b[31mred" }, '--name is "\\u001b[31mred"'],
    ["a tenant of two lines", { tenant: "a\nb" }, '--tenant is "a\\nb"'],
    ["an endless name", { name: "x".repeat(201) }, "1 to 200 characters"],
  ])("refuses %s, as a misuse", async (_name, options, said) => {
    const { exitCode, warned, kept } = await create(options);
    expect({ exitCode, kept }).toEqual({ exitCode: 2, kept: [] });
    expect(warned.join()).toContain(said);
  });
});
