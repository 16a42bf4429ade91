import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../../src/scenario-files/parse-yaml-file.ts";
import { readParsedTexts } from "../../src/scenario-files/parsed-texts.ts";
import { SHIPPED_SCENARIOS } from "./support/program.ts";

const files = readdirSync(SHIPPED_SCENARIOS, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));

describe("what the build parsed of the collections that ship", () => {
  const known = readParsedTexts(new URL("../../dist/parsed-texts.json", import.meta.url));

  it.each(files)("is what the program reads itself: %s", (name) => {
    const text = readFileSync(join(SHIPPED_SCENARIOS, name), "utf8");
    expect(known.find(text)).toStrictEqual(parseYaml(text).value);
  });
});
