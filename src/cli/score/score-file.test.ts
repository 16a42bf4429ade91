import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareRewards } from "../../domain/scoring/compare-rewards.ts";
import type { PairResult } from "../../services/scoring/comparison.ts";
import { type ComparePairs, type ScoreFileOptions, scoreFile } from "./score-file.ts";

let folder: string;
let input: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-score-"));
  input = join(folder, "pairs.jsonl");
  out = join(folder, "scored.jsonl");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Rewards an answer of the form `0.25` with what it says; any other has no value. */
function comparer(scoringVersion = "v1", killAfterPairs = Number.POSITIVE_INFINITY): ComparePairs {
  let compared = 0;
  const versions = { scenario: "s", criteria: null, source: "x", calibration: null, shaping: "y" };
  const settled = {
    comparisonId: "cmp",
    votes: { a: 0, b: 0, tie: 0, bothBad: 0, count: 0 },
    versions,
    scoringVersion,
    final: true,
  };
  return async (pairs) => {
    compared += pairs.length;
    if (compared > killAfterPairs) {
      throw new Error("killed");
    }
    return pairs.map(({ responseA, responseB }, index): PairResult => {
      const [a, b] = [Number(responseA.at(-1)?.content), Number(responseB.at(-1)?.content)];
      if (Number.isNaN(a) || Number.isNaN(b)) {
        return {
          id: String(index),
          status: "error",
          failure: { failureClass: "internal", detail: "no value", retryable: false },
        };
      }
      const { winner, pA, signedMargin } = compareRewards(a, b);
      return {
        id: String(index),
        status: "ok",
        comparison: {
          ...settled,
          status: "ok",
          winner,
          pA,
          margin: Math.abs(signedMargin),
          signedMargin,
          rewardA: a,
          rewardB: b,
          dimensionMargins: {},
          confidence: Math.max(pA, 1 - pA),
          sources: { people: 0, model: 1 },
          attempts: [],
          source: { kind: "rubric", id: "rubric", revision: "x", degraded: false, reason: null },
          fallback: null,
        },
      };
    });
  };
}

interface Run {
  readonly exitCode: number;
  readonly printed: readonly string[];
  readonly warned: readonly string[];
}

async function run(options: Partial<ScoreFileOptions> = {}, compare = comparer(), stop?: Promise<string>): Promise<Run> {
  const [printed, warned]: [string[], string[]] = [[], []];
  let time = 0;
  const world = {
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    progress: () => undefined,
    isTerminal: false,
    now: () => {
      time += 4000;
      return time;
    },
    stopSignal: () => stop ?? new Promise<string>(() => undefined),
  };
  const exitCode = await scoreFile(world, compare, {
    input,
    out,
    collection: "preference",
    scenario: "general",
    ties: "drop",
    labels: "keep",
    limit: null,
    onError: "skip",
    overwrite: false,
    ...options,
  });
  return { exitCode, printed, warned };
}

const row = (prompt: string, chosen: string, rejected: string) => JSON.stringify({ prompt, chosen, rejected });
const written = () =>
  readFileSync(out, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { readonly prompt: string; readonly margin: number });

describe("scoring a file of pairs", () => {
  it("writes TRL rows with the margin of the labels as they are", async () => {
    writeFileSync(input, `${row("1", "0.75", "0.25")}\n${row("2", "0", "1")}\n`);
    const { exitCode, printed } = await run();
    expect(exitCode).toBe(0);
    expect(written()).toEqual([
      {
        prompt: "1",
        chosen: "0.75",
        rejected: "0.25",
        margin: 0.5,
        p_chosen: expect.closeTo(0.9933),
        reward_chosen: 0.75,
        reward_rejected: 0.25,
        scoring_version: "v1",
      },
      {
        prompt: "2",
        chosen: "0",
        rejected: "1",
        margin: -1,
        p_chosen: expect.closeTo(0),
        reward_chosen: 0,
        reward_rejected: 1,
        scoring_version: "v1",
      },
    ]);
    expect(printed.join("\n")).toMatch(/agree with the row's label\s+1 {2}50\.0 %/);
    expect(existsSync(`${out}.progress`)).toBe(false);
  });

  it("writes whole figures as floats", async () => {
    writeFileSync(input, row("1", "1", "0"));
    await run();
    expect(readFileSync(out, "utf8")).toContain('"margin":1.0,');
  });

  it("relabels where asked to, and then no margin is negative", async () => {
    writeFileSync(input, `${row("1", "0.75", "0.25")}\n${row("2", "0.25", "0.75")}\n`);
    await run({ labels: "relabel" });
    expect(written()).toMatchObject([
      { chosen: "0.75", margin: 0.5 },
      {
        chosen: "0.75",
        rejected: "0.25",
        margin: 0.5,
        reward_chosen: 0.75,
        reward_rejected: 0.25,
        p_chosen: expect.closeTo(0.9933),
      },
    ]);
  });

  it.each([
    ["drop", ["2"]],
    ["keep", ["1", "2"]],
  ] as const)("with --ties %s writes %j", async (ties, prompts) => {
    writeFileSync(input, `${row("1", "0.5", "0.5")}\n${row("2", "0.7", "0.5")}\n`);
    const { printed } = await run({ ties });
    expect(written().map(({ prompt }) => prompt)).toEqual(prompts);
    expect(printed.join("\n")).toMatch(/ties\s+1 {2}50\.0 %/);
  });

  it("reads no more rows than the limit", async () => {
    writeFileSync(input, Array.from({ length: 200 }, (_, index) => row(String(index), "0.9", "0.1")).join("\n"));
    await run({ limit: 70 });
    expect(written()).toHaveLength(70);
  });

  it("passes over rows that are no pairs, naming line and reason", async () => {
    writeFileSync(input, `no\n${row("1", "0.75", "0.25")}\n\n{"chosen":1}\n${row("2", "x", "y")}\n`);
    const { exitCode, warned, printed } = await run();
    expect(exitCode).toBe(0);
    expect(warned).toEqual([
      expect.stringMatching(/pairs\.jsonl:1: is no JSON: .*"no" is not valid JSON$/),
      expect.stringMatching(/pairs\.jsonl:4: chosen: must be/),
      expect.stringMatching(/pairs\.jsonl:5: unscored: no value/),
    ]);
    expect(written()).toHaveLength(1);
    expect(printed.join("\n")).toMatch(/no preference rows\s+2/);
  });

  it("reports the first faults one by one and counts the rest", async () => {
    writeFileSync(input, "{\n".repeat(50));
    const { exitCode, warned } = await run();
    expect(exitCode).toBe(1);
    expect(warned).toHaveLength(21);
    expect(warned.at(-1)).toBe("Further faults are only counted.");
  });

  it("stops at such a row where asked to, and goes on behind it where asked to skip it", async () => {
    writeFileSync(input, `${row("1", "0.75", "0.25")}\n{\n${row("2", "0.75", "0.25")}\n`);
    const { exitCode, warned } = await run({ onError: "stop" });
    expect(exitCode).toBe(1);
    expect(warned.join()).toMatch(/pairs\.jsonl:2: is no JSON/);
    await run();
    expect(written().map(({ prompt }) => prompt)).toEqual(["1", "2"]);
  });

  const message = (role: string, content: string) => [{ role, content }];
  const inMessages = JSON.stringify({
    prompt: message("user", "2"),
    chosen: message("assistant", "0.75"),
    rejected: message("assistant", "0.25"),
  });
  it.each([
    ["messages behind texts", row("1", "0.75", "0.25"), inMessages, "has messages where the rows before it have texts"],
    [
      "answers of blocks behind answers of texts",
      inMessages,
      inMessages.replace('"0.75"', '[{"type":"text","text":"0.75"}]'),
      "has lists of blocks as contents of answers where the rows before it have texts",
    ],
    [
      "a prompt of texts behind a prompt of blocks",
      inMessages.replace('"2"', '[{"type":"text","text":"2"}]'),
      inMessages,
      "has texts as contents of the prompt where the rows before it have lists of blocks",
    ],
    ["texts behind messages", inMessages, row("1", "0.75", "0.25"), "has texts where the rows before it have messages"],
  ])("stops at %s, since no column may be both, and goes on once the rest is put right", async (_name, first, other, fault) => {
    const lines = Array.from({ length: 70 }, () => first);
    writeFileSync(input, [...lines, other, first].join("\n"));
    for (const _run of ["the first", "one that goes on"]) {
      const { exitCode, warned } = await run();
      expect(exitCode).toBe(1);
      expect(warned.join()).toContain(`pairs.jsonl:71: ${fault}`);
      expect(written()).toHaveLength(70);
    }
    writeFileSync(input, [...lines, first].join("\n"));
    expect((await run()).exitCode).toBe(0);
    expect(written()).toHaveLength(71);
  });

  it("tells how far it is where no terminal shows a bar", async () => {
    writeFileSync(input, Array.from({ length: 1000 }, (_, index) => row(String(index), "0.9", "0.1")).join("\n"));
    const { printed } = await run();
    expect(
      printed.filter((line) => /^\[#+\.*\] \d+ % {2}[\d,]+ rows {2}\d+ rows\/s {2}0:\d\d left$/.test(line)).length,
    ).toBeGreaterThan(2);
  });
});

describe("an interrupted run", () => {
  const rows = Array.from({ length: 2500 }, (_, index) =>
    index % 97 === 5 ? "{" : row(String(index), String((index * 37) % 100), "50"),
  );
  let whole: string;
  beforeEach(async () => {
    writeFileSync(input, `${rows.join("\n")}\n`);
    await run({ out: join(folder, "whole.jsonl") });
    whole = readFileSync(join(folder, "whole.jsonl"), "utf8");
  });

  it.each([0, 64, 1000, 1500, 2400])(
    "that was killed after %i pairs loses nothing and doubles nothing",
    async (killAfterPairs) => {
      await expect(run({}, comparer("v1", killAfterPairs))).rejects.toThrow("killed");
      const { printed } = await run();
      expect(readFileSync(out, "utf8")).toBe(whole);
      expect(printed.find((line) => line.startsWith("rows read"))).toMatch(/ 2,500$/);
    },
  );

  it("may be killed again and again, in the middle of a row", async () => {
    for (const killAfterPairs of [1300, 0, 1100]) {
      await expect(run({}, comparer("v1", killAfterPairs))).rejects.toThrow("killed");
      appendFileSync(out, '{"prompt": "cut o');
    }
    await run();
    expect(readFileSync(out, "utf8")).toBe(whole);
  });

  it("that was told to stop writes down all that it did", async () => {
    const { exitCode, warned } = await run({}, comparer(), Promise.resolve("SIGINT"));
    expect(exitCode).toBe(1);
    expect(warned.at(-1)).toMatch(/^Stopped after \d+ lines/);
    await run();
    expect(readFileSync(out, "utf8")).toBe(whole);
  });

  it("goes on where rows were added behind those that are done", async () => {
    await expect(run({}, comparer("v1", 2000))).rejects.toThrow("killed");
    appendFileSync(input, row("new", "0.9", "0.1"));
    await run();
    expect(readFileSync(out, "utf8").startsWith(whole)).toBe(true);
    expect(written().at(-1)?.prompt).toBe("new");
  });

  it.each<[string, () => void, Partial<ScoreFileOptions>, ComparePairs, RegExp]>([
    ["other settings", () => undefined, { ties: "keep" }, comparer(), /begun with ties "drop"/],
    ["another version of the rubric", () => undefined, {}, comparer("v2"), /begun under v1; pairs are scored under v2/],
    [
      "another input",
      () => writeFileSync(input, rows.toReversed().join("\n")),
      {},
      comparer(),
      /not those that were scored before/,
    ],
    ["a shorter input", () => writeFileSync(input, rows[0] ?? ""), {}, comparer(), /fewer lines/],
    ["a limit below what is done", () => undefined, { limit: 100 }, comparer(), /row 1\d\d\d already, beyond --limit 100/],
    ["an output that was cut", () => writeFileSync(out, ""), {}, comparer(), /has lost rows/],
    ["a broken note of the progress", () => writeFileSync(`${out}.progress`, "{"), {}, comparer(), /is not the progress/],
  ])("is not mixed with %s, unless it is to begin anew", async (_name, change, options, compare, message) => {
    await expect(run({}, comparer("v1", 2000))).rejects.toThrow("killed");
    change();
    await expect(run(options, compare)).rejects.toThrow(message);
    await run({ ...options, overwrite: true }, compare);
    expect(existsSync(`${out}.progress`)).toBe(false);
  });
});

describe("an output that is there already", () => {
  it("is kept, unless it is to be overwritten", async () => {
    writeFileSync(input, row("1", "0.75", "0.25"));
    writeFileSync(out, "precious\n");
    await expect(run()).rejects.toThrow(/--overwrite/);
    expect(readFileSync(out, "utf8")).toBe("precious\n");
    await run({ overwrite: true });
    expect(written()).toHaveLength(1);
  });
});
