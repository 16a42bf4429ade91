import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPairs } from "./read-pairs.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-pairs-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function read(...rows: readonly string[]) {
  const file = join(folder, "pairs.jsonl");
  writeFileSync(file, rows.join("\n"));
  return readPairs(file, "/nowhere", "/nowhere", 10).pairs;
}

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });

describe("reading preference rows", () => {
  it.each([
    ["plain texts", { prompt: "Q", chosen: "A", rejected: "B" }],
    ["messages", { prompt: [user("Q")], chosen: [assistant("A")], rejected: [assistant("B")] }],
    ["messages with the prompt inside", { chosen: [user("Q"), assistant("A")], rejected: [user("Q"), assistant("B")] }],
  ])("takes %s", (_name, row) => {
    expect(read(JSON.stringify(row), "")).toEqual([{ prompt: "Q", chosen: "A", rejected: "B" }]);
  });

  it.each([
    ["is no JSON", "{", /pairs.jsonl:1 is no JSON/],
    ["has no rejected answer", '{"prompt":"Q","chosen":"A"}', /pairs.jsonl:1: rejected/],
  ])("names the line that %s", (_name, row, message) => {
    expect(() => read(row)).toThrow(message);
  });

  it("reads no more than asked for", () => {
    expect(read(...Array<string>(20).fill('{"prompt":"Q","chosen":"A","rejected":"B"}'))).toHaveLength(10);
  });
});
