import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runProgram, startProgram } from "./support/program.ts";
import { useProgramWorld } from "./support/program-world.ts";
import { waitUntil } from "./support/wait-until.ts";

const world = useProgramWorld();

describe("demo", () => {
  it.each([
    ["SIGTERM", [], 143],
    ["SIGINT", ["--chaos"], 130],
  ] as const)("leaves nothing behind where %s ends it", async (signal, words, exitCode) => {
    const left = () => readdirSync(world.folder).filter((name) => name.startsWith("folkmoot-demo-"));
    const demo = startProgram(["demo", ...words], { environment: { TMPDIR: world.folder } });
    await waitUntil("the demo's server listens", () => demo.stdout().includes("is listening on"));
    expect(left()).toHaveLength(1);
    demo.signal(signal);
    expect(await demo.ended).toMatchObject({ exitCode, stderr: "" });
    expect(left()).toEqual([]);
  });

  it.each(["abc", "0", "1.5"])("refuses %s steps as a misuse", async (steps) => {
    const { exitCode, stderr } = await runProgram(["demo", "--steps", steps]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("whole number from 1 to");
  });
});
