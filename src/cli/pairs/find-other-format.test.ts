import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findOtherFormat } from "./find-other-format.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-formats-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const ROW = '{"prompt":"Hello","chosen":"Good day.","rejected":"What?"}\n';

function find(name: string, content: string | Uint8Array): string | null {
  const file = join(folder, name);
  writeFileSync(file, content);
  return findOtherFormat(file);
}

describe("the format of a file", () => {
  it.each([
    ["Parquet, as data sets are handed out", Buffer.from("PAR1\u0015\u0004"), /^Parquet; .*from_parquet.*to_json/],
    ["Arrow", Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xf8), /^Arrow, .*from_file.*to_json/],
    ["an array in one line", `[${ROW}]`, /^one JSON array; .*jq -c/],
    ["an array over lines", `\n  [\n  ${ROW}]`, /^one JSON array/],
    ["zstd", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 4), /^packed by zstd; unpack it/],
    ["xz", Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 1), /^packed by xz/],
    ["bzip2", "BZh91AY", /^packed by bzip2/],
    ["zip", "PK\u0003\u0004", /^packed by zip/],
    ["UTF-16", Buffer.from(`\uFEFF${ROW}`, "utf16le"), /^text in UTF-16; write it in UTF-8/],
    ["gzip under another name", gzipSync(ROW), /^packed by gzip; .*\.gz/],
  ])("is told where it is %s", (_name, content, told) => {
    expect(find("pairs.jsonl", content)).toMatch(told);
  });

  it.each([
    ["rows", "pairs.jsonl", ROW],
    ["rows behind a byte order mark", "pairs.jsonl", `\uFEFF${ROW}`],
    ["nothing", "pairs.jsonl", ""],
    ["a first row that is no pair", "pairs.jsonl", `PAR\n${ROW}`],
    ["packed rows", "pairs.jsonl.gz", gzipSync(ROW)],
  ])("is left to the reader of lines where it holds %s", (_name, name, content) => {
    expect(find(name, content)).toBeNull();
  });
});
