import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refuseUnfitFiles } from "./refuse-unfit-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-files-"));
  writeFileSync(join(folder, "pairs.jsonl"), "{}\n");
  symlinkSync(join(folder, "pairs.jsonl"), join(folder, "link.jsonl"));
  writeFileSync(join(folder, "pairs.parquet"), "PAR1");
  mkdirSync(join(folder, "folder"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("the files of a run", () => {
  it.each([
    ["a new output", "pairs.jsonl", "scored.jsonl"],
    ["an output that is there", "pairs.jsonl", "folder/../scored.jsonl"],
  ])("may be %s", (_name, input, out) => {
    refuseUnfitFiles(join(folder, input), join(folder, out));
  });

  it.each([
    ["an input that is not there", "none.jsonl", "scored.jsonl", /There is no file .*none\.jsonl/],
    ["a folder for an input", "folder", "scored.jsonl", /folder is a folder/],
    ["an input of another format", "pairs.parquet", "scored.jsonl", /pairs\.parquet is not JSON lines but Parquet; .*to_json/],
    ["the input for an output", "pairs.jsonl", "pairs.jsonl", /is the input itself/],
    ["a link to the input for an output", "pairs.jsonl", "link.jsonl", /is the input itself/],
    ["a folder for an output", "pairs.jsonl", "folder", /folder is no ordinary file/],
    ["an output in a folder that is not there", "pairs.jsonl", "none/scored.jsonl", /There is no folder .*none for the output/],
    ["an output in a file", "pairs.jsonl", "pairs.jsonl/scored.jsonl", /There is no folder/],
    ["an output that is called packed", "pairs.jsonl", "scored.jsonl.gz", /without \.gz/],
  ])("are refused with %s, and nothing is made", (_name, input, out, message) => {
    const before = readdirSync(folder);
    expect(() => refuseUnfitFiles(join(folder, input), join(folder, out))).toThrow(message);
    expect(readdirSync(folder)).toEqual(before);
  });

  it("are refused where a name is empty, as of a variable that is not set", () => {
    expect(() => refuseUnfitFiles("", "scored.jsonl")).toThrow("The input is empty; it must name a file.");
    expect(() => refuseUnfitFiles("pairs.jsonl", "")).toThrow("--out is empty; it must name a file.");
  });

  it.each([
    ["input", "-", "scored.jsonl"],
    ["output", "pairs.jsonl", "-"],
  ])("are no standard %s: an interrupted run could not go on", (_name, input, out) => {
    expect(() => refuseUnfitFiles(input, out)).toThrow(/from a file to a file/);
  });
});
