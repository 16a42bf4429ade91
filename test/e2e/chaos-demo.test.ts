import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runProgram } from "./support/program.ts";

const PAIRS = fileURLToPath(new URL("../../assets/demo-pairs.jsonl", import.meta.url));
const STRIPS = /^ {3}([█▒·]{2,})$/gm;
const DEGRADED = /X-Reward-Source: rubric:rubric {3}X-Reward-Degraded: true\n {3}"source": .*"reason":"stand-in: \w+"/;

describe("demo --chaos", () => {
  it("kills a reward model in the middle of a batch: the answers say so, none is lost, and they recover", async () => {
    const demo = await runProgram(["demo", "--chaos", "--input", PAIRS]);
    expect(demo.exitCode, demo.stdout + demo.stderr).toBe(0);
    expect(demo.stdout).toContain(`60 conversations in one batch, of ${PAIRS};`);
    const [hit = "", after = ""] = [...demo.stdout.matchAll(STRIPS)].map(([, strip = ""]) => strip);
    expect(hit).toMatch(/^█{15,}▒+$/);
    expect(hit).toHaveLength(60);
    expect(after).toBe("█".repeat(60));
    expect(demo.stdout).toMatch(/60 answered: \d+ by reward_model:stand-in, \d+ by rubric:rubric \(stand-in: \w+ \d+/);
    expect(demo.stdout).toMatch(DEGRADED);
    expect(demo.stdout).toMatch(/X-Reward-Source: reward_model:stand-in {3}X-Reward-Degraded: false/);
    expect(demo.stdout).not.toContain("✗");
  });
});
