import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findDemoPairs } from "./find-demo-pairs.ts";

const ROW = JSON.stringify({ prompt: "Q", chosen: "A", rejected: "B" });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-pairs-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function find(text: string, pairsMax = 2) {
  const file = join(folder, "pairs.jsonl");
  writeFileSync(file, text);
  const { name, pairs } = await findDemoPairs(file, "/nowhere", "/nowhere", pairsMax);
  return { name: name.replace(`${folder}/`, ""), pairs: pairs.length };
}

describe("a file of pairs for the demo", () => {
  it("is read to its end, and where there are more rows than the demo scores it says so", async () => {
    expect(await find(`${ROW}\n`)).toEqual({ name: "pairs.jsonl", pairs: 1 });
    expect(await find(`${ROW}\n${ROW}\n`)).toEqual({ name: "pairs.jsonl", pairs: 2 });
    expect(await find(`${ROW}\n${ROW}\n${ROW}\n`)).toEqual({ name: "the first of pairs.jsonl", pairs: 2 });
  });

  it.each(["", "\n\n"])("is refused where it holds no row, since no pairs have no mean", async (text) => {
    await expect(find(text)).rejects.toThrow(/pairs\.jsonl holds no preference row\. A row is/);
  });

  it("is refused by the line that is no row", async () => {
    await expect(find(`${ROW}\n17\n`)).rejects.toThrow(/pairs\.jsonl:2: is not a JSON object\. A row is/);
  });

  it("is told to be missing, or a folder", async () => {
    await expect(findDemoPairs(join(folder, "none"), "", "", 1)).rejects.toThrow(/There is no file .*none\.$/);
    await expect(findDemoPairs(folder, "", "", 1)).rejects.toThrow(/There is no file .*, but a folder\.$/);
  });
});
