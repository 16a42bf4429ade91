import { Command, CommanderError } from "commander";
import { describe, expect, it } from "vitest";
import { learnedVotes } from "../../../test/doubles/learned-votes.ts";
import { MemoryEvidenceStore } from "../../../test/doubles/memory-evidence-store.ts";
import { sha256Hex } from "../../composition/system-ports.ts";
import type { ModelWorld } from "../cli-world.ts";
import { addModelCommands } from "./model-command.ts";

const votes = learnedVotes({ count: 320, prompts: 40 });

function createWorld(count: number) {
  const evidence = new MemoryEvidenceStore();
  evidence.addLogged("default", votes.slice(0, count));
  const [printed, warned, progress]: [string[], string[], string[]] = [[], [], []];
  const world: ModelWorld = {
    print: (line) => printed.push(...line.split("\n")),
    warn: (line) => warned.push(line),
    progress: (line) => progress.push(line),
    now: () => 1000,
    withLearning: (_flags, _file, task) =>
      task({
        evidence,
        clock: { now: () => 100_000 },
        sha256Hex,
        rule: { minVotes: 60, minPrompts: 20 },
        snapshotsKept: 3,
      }),
  };
  const run = async (...words: string[]) => {
    let exitCode = 0;
    printed.length = 0;
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    addModelCommands(program, world, (action) => async () => {
      exitCode = await action();
    });
    await program.parseAsync(["model", ...words], { from: "user" }).catch((error: unknown) => {
      exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
    });
    return { exitCode, text: printed.join("\n") };
  };
  return { evidence, run, printed, warned, progress };
}

describe("folkmoot model", () => {
  it("says what is missing where there are no votes or snapshots", async () => {
    const { run } = createWorld(0);
    expect(await run("train")).toMatchObject({ exitCode: 0, text: expect.stringContaining("No votes on pairs") });
    expect(await run("eval")).toMatchObject({ exitCode: 0, text: expect.stringContaining("No votes on pairs") });
    expect(await run("list")).toMatchObject({ exitCode: 0, text: expect.stringContaining("No snapshots") });
    expect(await run("list", "--json")).toEqual({ exitCode: 0, text: "[]" });
  });

  it("trains the same model from the same votes again, and lists what was kept", async () => {
    const { run, progress } = createWorld(320);
    const first = await run("train");
    const second = await run("train", "--json");
    const digest = /digest ([0-9a-f]{64})/.exec(first.text)?.[1];
    expect(first.text).toContain("320 votes in 0.0 s");
    expect(first.text).toContain("active for 1 of 1 scenarios");
    expect(JSON.parse(second.text)).toMatchObject({ revision: 2, digest, votes: 320 });
    expect(progress[0]).toMatch(/^learning [#.]{30} 320 votes$/);
    const { text } = await run("list");
    expect(text).toMatch(/revision +digest +votes +right +log loss +active +made +state/);
    expect(text).toMatch(/2 +[0-9a-f]{12} +320 +\d+\.\d % +0\.\d{4} +1 of 1 +1970-01-01 00:01 +in use/);
    expect(text).toMatch(/1 +[0-9a-f]{12} .* kept/);
  });

  it("goes back to an older snapshot, whose votes stay left out of the next training unless all are asked for", async () => {
    const { evidence, run, warned } = createWorld(200);
    await run("train");
    evidence.addLogged("default", votes.slice(200));
    await run("train");
    expect(await run("rollback", "7")).toMatchObject({ exitCode: 1 });
    expect(warned[0]).toContain("There is no snapshot 7");
    expect(await run("rollback", "2")).toMatchObject({ exitCode: 0, text: expect.stringContaining("Nothing to do") });
    expect(await run("rollback", "1")).toMatchObject({ exitCode: 0, text: expect.stringContaining("withdrawn: 2") });
    expect((await run("list")).text).toMatch(/2 .* withdrawn\n *1 .* in use/);
    expect(JSON.parse((await run("train", "--json")).text)).toMatchObject({ revision: 3, votes: 200 });
    expect(JSON.parse((await run("train", "--json", "--everything")).text)).toMatchObject({ revision: 4, votes: 320 });
  });

  it("leaves out what was rolled back also where the newest snapshot is damaged", async () => {
    const { evidence, run } = createWorld(200);
    await run("train");
    evidence.addLogged("default", votes.slice(200));
    await run("train");
    await run("rollback", "1");
    await run("train");
    evidence.snapshots.find(({ revision }) => revision === 3)?.payload.fill(0x21);
    expect(JSON.parse((await run("train", "--json")).text)).toMatchObject({ revision: 4, votes: 200 });
  });

  it("lists which snapshot is in use where newer ones are damaged, and the others where one's figures are", async () => {
    const { evidence, run } = createWorld(320);
    for (let count = 0; count < 3; count += 1) {
      await run("train");
    }
    evidence.snapshots.find(({ revision }) => revision === 3)?.payload.fill(0x21);
    const [first] = evidence.snapshots;
    for (const metrics of ["{torn", "{}"]) {
      evidence.snapshots[0] = { ...first, metrics } as typeof first & { metrics: string };
      const { exitCode, text } = await run("list");
      expect(exitCode).toBe(0);
      expect(text).toMatch(/3 .* damaged\n *2 .* in use\n *1 .* - +- +damaged +1970-01-01 00:01 +kept/);
      const listed = JSON.parse((await run("list", "--json")).text);
      expect(listed.map(({ state }: { state: string }) => state)).toEqual(["damaged", "in_use", "kept"]);
      expect(listed[2]).toMatchObject({ accuracy: null, log_loss: null, active_scenarios: null, scenarios: null });
    }
  });

  it("shows the model as it is learned after a rollback, without the votes left out", async () => {
    const { evidence, run } = createWorld(200);
    await run("train");
    evidence.addLogged("default", votes.slice(200));
    await run("train");
    await run("rollback", "1");
    expect((await run("eval")).text).toContain("101–200");
    expect((await run("eval")).text).not.toContain("201–");
    expect((await run("eval", "--everything")).text).toContain("201–320");
  });

  it("does not learn from votes that can still be changed", async () => {
    const { evidence, run } = createWorld(200);
    const recordedAt = 100_000 - 61_000;
    evidence.addLogged(
      "default",
      votes.slice(200).map((vote) => ({ ...vote, position: { ...vote.position, recordedAt } })),
    );
    expect(JSON.parse((await run("train", "--json")).text)).toMatchObject({ votes: 200 });
  });

  it("refuses a revision that is none", async () => {
    const { run } = createWorld(0);
    expect((await run("rollback", "newest")).exitCode).toBe(2);
    expect((await run("rollback")).exitCode).toBe(2);
    expect((await run("rollback", "0")).exitCode).toBe(0);
  });

  it("shows how well votes were predicted, by how many came before", async () => {
    const { run } = createWorld(320);
    const { text } = await run("eval");
    expect(text).toMatch(
      /^all scenarios: 39 prompts\n +votes +right +length right +log loss +length log loss +constant log loss +calibration error/,
    );
    expect(text).toMatch(/\n {2}1–100 .*\n {2}101–200 .*\n {2}201–320 /);
    expect(text).toMatch(/preference\/general: active, 39 prompts, length coefficient -?\d\.\d{4}/);
    const wire = JSON.parse((await run("eval", "--json")).text);
    expect(wire.overall).toHaveLength(3);
    expect(wire.scenarios[0]).toMatchObject({ scenario: "preference/general", state: "active", prompts: 39 });
    expect(wire.overall[2].accuracy).toBeGreaterThan(0.7);
    expect(wire.overall[2].log_loss).toBeLessThan(wire.overall[2].length_log_loss);
    expect(await createWorld(320).evidence.listSnapshots("default", "learned")).toEqual([]);
  });
});
