import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { parseYamlFile } from "./parse-yaml-file.ts";
import { type ParsedTexts, readParsedTexts } from "./parsed-texts.ts";

const folder = mkdtempSync(join(tmpdir(), "folkmoot-parsed-texts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): URL {
  const file = join(folder, name);
  writeFileSync(file, text);
  return pathToFileURL(file);
}

describe("texts that were parsed before", () => {
  it("are found by all that they say, to the letter", () => {
    const hash = createHash("sha256").update("price: 3\n").digest("hex");
    const known = readParsedTexts(write("values.json", JSON.stringify({ [hash]: { price: 3 } })));
    expect(known.find("price: 3\n")).toEqual({ price: 3 });
    expect(known.find("price: 3")).toBeUndefined();
    expect(known.find("price: 4\n")).toBeUndefined();
  });

  it("are none where the build left none", () => {
    expect(readParsedTexts(new URL("nowhere.json", pathToFileURL(`${folder}/`))).find("price: 3\n")).toBeUndefined();
  });

  it("are not made up from a damaged file", () => {
    expect(() => readParsedTexts(write("damaged.json", '{"'))).toThrow(SyntaxError);
  });
});

describe("a file whose text is known", () => {
  const schema = z.strictObject({ name: z.string(), price: z.int() });
  const knowing = (value: unknown): ParsedTexts => ({ find: () => value });

  it("is not parsed, but checked all the same", () => {
    const text = "name: tea\nprice: cheap\n";
    expect(parseYamlFile("a.yaml", text, schema, knowing({ name: "tea", price: 3 }))).toMatchObject({
      ok: true,
      value: { name: "tea", price: 3 },
    });
    expect(parseYamlFile("a.yaml", text, schema, knowing({ name: "tea", price: "cheap" }))).toEqual({
      ok: false,
      findings: [{ file: "a.yaml", line: 2, field: "price", message: "must be a number; here stands text" }],
    });
  });

  it("is parsed where it is not known after all", () => {
    expect(parseYamlFile("a.yaml", "name: tea\nprice: 3\n", schema, knowing(undefined))).toMatchObject({
      ok: true,
      value: { name: "tea", price: 3 },
    });
  });
});
