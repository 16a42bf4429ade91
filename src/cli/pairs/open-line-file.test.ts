import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLineFile } from "./open-line-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-lines-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function read(bytes: Buffer, name = "lines.jsonl", lineBytesMax = 1000) {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const opened = openLineFile(file, lineBytesMax);
  const lines: { readonly number: number; readonly text: string; readonly isTooLong: boolean }[] = [];
  for await (const { number, bytes: line, isTooLong } of opened.lines()) {
    lines.push({ number, text: line.toString(), isTooLong });
  }
  return { lines, share: opened.readShare() };
}

describe("a file of lines", () => {
  it("is read with its line breaks, blank lines and a last line without one", async () => {
    const { lines, share } = await read(Buffer.from("one\r\n\nthree"));
    expect(lines.map(({ text }) => text)).toEqual(["one\r\n", "\n", "three"]);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(share).toBe(1);
  });

  it("may be empty", async () => {
    expect((await read(Buffer.alloc(0))).lines).toEqual([]);
  });

  it("is put together over the borders of chunks", async () => {
    const long = "é".repeat(100_000);
    const { lines } = await read(Buffer.from(`${long}\n${long}!\n`), "lines.jsonl", 1_000_000);
    expect(lines.map(({ text }) => text.length)).toEqual([100_001, 100_002]);
  });

  it("marks a line over the limit, keeps no more of it, and reads on", async () => {
    const { lines } = await read(Buffer.from(`${"x".repeat(500_000)}\nshort\n`), "lines.jsonl", 10);
    expect(lines.map(({ isTooLong, text }) => [isTooLong, text.length])).toEqual([
      [true, 11],
      [false, 6],
    ]);
  });

  it("is unpacked where it is packed", async () => {
    expect((await read(gzipSync("one\ntwo\n"), "lines.jsonl.gz")).lines.map(({ text }) => text)).toEqual(["one\n", "two\n"]);
  });

  it("is refused where its packing is broken", async () => {
    await expect(read(gzipSync("one\ntwo\n").subarray(0, 15), "lines.jsonl.gz")).rejects.toThrow(/unexpected end of file/);
  });

  it("is refused where it is not there", () => {
    expect(() => openLineFile(join(folder, "none"), 10)).toThrow(/ENOENT/);
  });
});
