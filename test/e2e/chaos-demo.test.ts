import { describe, expect, it } from "vitest";
import { runProgram } from "./support/program.ts";

describe("demo --chaos", () => {
  it("kills a reward model in the middle of a batch: the answers say so, none is lost, and they recover", async () => {
    const demo = await runProgram(["demo", "--chaos"]);
    expect(demo.exitCode, demo.stdout + demo.stderr).toBe(0);
    const [strip = "", , , after = ""] = [...demo.stdout.matchAll(/^ {3}([█▒·]+)(?: |$)/gm)].map(([, line = ""]) => line);
    expect(strip).toMatch(/^█{15,}▒+$/);
    expect(strip).toHaveLength(60);
    expect(after === "" || after === "█").toBe(true);
    expect(demo.stdout).toMatch(/60 answered: \d+ by reward_model:stand-in, \d+ by rubric:rubric \(stand-in: \w+ \d+/);
    expect(demo.stdout).toMatch(
      /X-Reward-Source: rubric:rubric {3}X-Reward-Degraded: true\n {3}"source": .*"reason":"stand-in: \w+"/,
    );
    expect(demo.stdout).toMatch(/X-Reward-Source: reward_model:stand-in {3}X-Reward-Degraded: false/);
    expect(demo.stdout).toContain("60 answered: 60 by reward_model:stand-in");
    expect(demo.stdout).not.toContain("✗");
  });
});
