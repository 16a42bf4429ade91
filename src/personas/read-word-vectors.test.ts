import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readWordVectors } from "./read-word-vectors.ts";

const folder = mkdtempSync(join(tmpdir(), "word-vectors-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, change: (file: Buffer) => Buffer = (file) => file): string {
  const names = Buffer.from("pain\nache");
  const header = Buffer.alloc(16);
  header.write("FMWV", 0, "latin1");
  header.writeUInt16LE(1, 4);
  header.writeUInt16LE(2, 6);
  header.writeUInt32LE(2, 8);
  header.writeUInt32LE(names.length, 12);
  const path = join(folder, name);
  writeFileSync(path, change(Buffer.concat([header, names, Buffer.from(Int8Array.of(127, -3, 120, 5).buffer)])));
  return path;
}

describe("readWordVectors", () => {
  it("finds the vectors of the words in the file and null for others", () => {
    const vectors = readWordVectors(write("good.bin"));
    expect(vectors.dimensions).toBe(2);
    expect([...(vectors.find("pain") ?? [])]).toEqual([127, -3]);
    expect([...(vectors.find("ache") ?? [])]).toEqual([120, 5]);
    expect(vectors.find("constructor")).toBeNull();
    expect(vectors.find("")).toBeNull();
  });

  it.each<readonly [string, (file: Buffer) => Buffer, RegExp]>([
    ["magic.bin", (file) => Buffer.concat([Buffer.from("XXXX"), file.subarray(4)]), /magic\.bin.*does not start with "FMWV"/],
    ["empty.bin", () => Buffer.alloc(0), /empty\.bin.*not a word-vector file/],
    [
      "version.bin",
      (file) => Buffer.concat([file.subarray(0, 4), Buffer.of(9, 0), file.subarray(6)]),
      /version\.bin.*version 9.*reads version 1/,
    ],
    ["short.bin", (file) => file.subarray(0, -1), /short\.bin.*28 bytes.*promises 29/],
    ["long.bin", (file) => Buffer.concat([file, Buffer.of(1)]), /long\.bin.*30 bytes.*promises 29/],
    [
      "words.bin",
      (file) => Buffer.from(file.toString("latin1").replace("\n", " "), "latin1"),
      /words\.bin.*lists 1 words.*promises 2/,
    ],
  ])("refuses %s and says why", (name, change, message) => {
    expect(() => readWordVectors(write(name, change))).toThrow(message);
  });

  it("names a file that is missing", () => {
    expect(() => readWordVectors(join(folder, "missing.bin"))).toThrow(/missing\.bin" cannot be read/);
  });

  it("reads the file that ships: common words near their like", () => {
    const vectors = readWordVectors(fileURLToPath(new URL("../../assets/word-vectors.bin", import.meta.url)));
    const cosine = (a: string, b: string): number => {
      const [first, second] = [vectors.find(a) ?? new Int8Array(100), vectors.find(b) ?? new Int8Array(100)];
      const multiply = (x: Int8Array, y: Int8Array): number => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
      return multiply(first, second) / Math.sqrt(multiply(first, first) * multiply(second, second));
    };
    expect(vectors.dimensions).toBe(100);
    expect(cosine("doctor", "physician")).toBeGreaterThan(0.5);
    expect(cosine("doctor", "guitar")).toBeLessThan(0.3);
  });
});
