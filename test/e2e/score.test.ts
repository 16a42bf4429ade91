import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runProgram, SHIPPED_SCENARIOS, startProgram } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { waitUntil } from "./support/wait-until.ts";

const ROWS = 4000;
const ANSWERS = [
  "Yes.",
  "I can't help with that.",
  "Water boils at 100 degrees at sea level, and at less on a mountain.",
  "??",
  "No, it does not.",
];

describe("folkmoot score", () => {
  const folder = makeTemporaryFolder();
  const input = join(folder.path, "pairs.jsonl");
  const [out, whole] = [join(folder.path, "scored.jsonl"), join(folder.path, "whole.jsonl")];
  const words = (to: string) => [
    "score",
    input,
    "--collection",
    "preference",
    "--out",
    to,
    "--scenarios",
    SHIPPED_SCENARIOS,
    "--ties",
    "keep",
  ];
  const linesDone = () => {
    const note = `${out}.progress`;
    return existsSync(note) ? (JSON.parse(readFileSync(note, "utf8")) as { position: { lines: number } }).position.lines : 0;
  };
  beforeAll(() => {
    const rows = Array.from({ length: ROWS }, (_, index) => ({
      prompt: `When does water boil? (${index})`,
      chosen: ANSWERS[index % ANSWERS.length],
      rejected: ANSWERS[(index * 3 + 1) % ANSWERS.length],
    }));
    writeFileSync(input, rows.map((row) => JSON.stringify(row)).join("\n"));
  });
  afterAll(() => folder.remove());

  it("writes the same rows, none lost and none doubled, whether or not it is killed on its way", async () => {
    const undisturbed = await runProgram(words(whole));
    expect(undisturbed.exitCode, undisturbed.stderr).toBe(0);
    expect(undisturbed.stdout).toMatch(/rows read +4,000/);
    expect(readFileSync(whole, "utf8").trimEnd().split("\n")).toHaveLength(ROWS);
    for (const lines of [1, 2000]) {
      const program = startProgram(words(out));
      await waitUntil(`${lines} lines are done`, () => linesDone() >= lines || program.hasEnded());
      program.signal("SIGKILL");
      expect((await program.ended).signal).toBe("SIGKILL");
    }
    const resumed = await runProgram(words(out));
    expect(resumed.stdout).toMatch(/^Going on after [1-9]\d+ lines/);
    expect(resumed.exitCode).toBe(0);
    expect(readFileSync(out, "utf8")).toBe(readFileSync(whole, "utf8"));
    expect(existsSync(`${out}.progress`)).toBe(false);
  });

  it.each([
    [
      "a collection",
      ["--collection", "none", "--scenarios", SHIPPED_SCENARIOS],
      /^No collection "none" in .*There is .*preference/,
    ],
    [
      "a scenario",
      ["--collection", "writing", "--scenarios", SHIPPED_SCENARIOS],
      /^No scenario "general" in "writing"\. --scenario names one of another-day, .*dry-morning/,
    ],
    ["a folder", ["--collection", "writing", "--scenarios", "nowhere"], /^There is no folder .*nowhere\. --scenarios names/],
  ])("names what there is where %s is missing", async (_name, options, message) => {
    const { exitCode, stderr } = await runProgram(["score", input, "--out", out, ...options]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
  });
});

describe.each([
  ["scenarios check", ["scenarios", "check", "nowhere"]],
  ["play", ["play", "medical-intake/lower-back-pain", "--scenarios", "nowhere"]],
])("folkmoot %s", (_name, words) => {
  it("names a folder that is not there", async () => {
    const { exitCode, stderr } = await runProgram(words);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^There is no folder .*nowhere to read scenario collections from\.$/m);
  });
});

describe("folkmoot scenarios check", () => {
  it("says which folder to name where it is given a scenario's file", async () => {
    const { exitCode, stderr } = await runProgram(["scenarios", "check", "scenarios/preference/general.yaml"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /general\.yaml is a file\. Name its collection's folder, .*scenarios\/preference, or a folder of collections\.$/m,
    );
  });
});
