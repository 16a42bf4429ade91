import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../test/doubles/engine-tools.ts";
import { criteriaOf } from "../domain/judging/criteria-of.ts";
import { isJunk } from "../domain/judging/is-junk.ts";
import { findCollectionFolders, readCollection } from "./read-collection.ts";

const SHIPPED = findCollectionFolders(fileURLToPath(new URL("../../scenarios", import.meta.url))).map((folder) => {
  const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
  if (!reading.ok) {
    throw new Error(`${folder} cannot be read`);
  }
  return reading.collection;
});

describe("the criteria for judges that ship", () => {
  it.each(SHIPPED.map((collection) => [collection.slug, collection] as const))(
    "show in %s how they are written",
    (_slug, collection) => {
      const own = [...collection.scenarios.values()].filter((scenario) => scenario.private.judge !== undefined);
      expect(own.length).toBeGreaterThanOrEqual(2);
    },
  );

  it.each(SHIPPED.map((collection) => [collection.slug, collection] as const))(
    "let every scenario of %s be judged",
    (_slug, collection) => {
      const keys = collection.dimensions.map(({ key }) => key);
      for (const scenario of collection.scenarios.values()) {
        const criteria = criteriaOf(scenario, collection);
        expect(criteria.some(({ points }) => points > 0)).toBe(true);
        expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length);
        expect(criteria.every(({ dimension, text }) => keys.includes(dimension) && !isJunk(text))).toBe(true);
      }
    },
  );

  it("speak of what a judge sees: not of the brief, nor of a message's role", () => {
    const texts = SHIPPED.flatMap(({ scenarios }) =>
      [...scenarios.values()].flatMap(({ private: { judge } }) => judge?.criteria.map(({ text }) => text) ?? []),
    );
    expect(texts.filter((text) => /\b(brief|persona|policy brief|system prompt|rubric)\b/i.test(text))).toEqual([]);
  });
});
