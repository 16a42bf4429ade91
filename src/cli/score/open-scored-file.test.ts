import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScoredFile } from "./open-scored-file.ts";
import { EMPTY_TALLY } from "./score-tally.ts";
import { NO_SHAPE } from "./table-shape.ts";

const SETTINGS = { collection: "preference", scenario: "general", ties: "drop", labels: "keep" } as const;
const AT_START = { lines: 0, inputDigest: "", shape: NO_SHAPE, scoringVersion: null, tally: EMPTY_TALLY };

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-scored-"));
  out = join(folder, "scored.jsonl");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("an output that two runs write", () => {
  it("stops both before a row is taken for certain twice", async () => {
    const first = await openScoredFile(out, SETTINGS, false);
    await first.append("one\n");
    await first.checkpoint({ ...AT_START, lines: 1 });
    const second = await openScoredFile(out, SETTINGS, false);
    await first.append("two\n");
    await second.append("two\n");
    await expect(first.checkpoint({ ...AT_START, lines: 2 })).rejects.toThrow(/written by somebody else/);
    await expect(second.complete()).rejects.toThrow(/written by somebody else/);
    await Promise.all([first.close(), second.close()]);
    const later = await openScoredFile(out, SETTINGS, false);
    expect(later.resumed?.lines).toBe(1);
    await later.close();
    expect(readFileSync(out, "utf8")).toBe("one\n");
  });

  it("belongs to the one that began it anew", async () => {
    const first = await openScoredFile(out, SETTINGS, false);
    await first.append("one\n");
    const second = await openScoredFile(out, SETTINGS, true);
    await expect(first.complete()).rejects.toThrow(/written by somebody else/);
    await second.complete();
    await Promise.all([first.close(), second.close()]);
  });
});

describe("an output that cannot be written", () => {
  it("is named, with what to do: what the system says names no file", async () => {
    const output = await openScoredFile(out, SETTINGS, false);
    await output.close();
    await expect(output.append("one\n")).rejects.toThrow(`${out} cannot be written`);
    await expect(output.append("one\n")).rejects.toThrow("The same command goes on once it can");
  });
});
