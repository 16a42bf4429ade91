import { describe, expect, it } from "vitest";
import type { Collection } from "../../domain/scenarios/collection.ts";
import type { Split } from "../../domain/scenarios/scenario.ts";
import { drawScenario } from "./draw-scenario.ts";

function catalogOf(splits: Readonly<Record<string, Split>>) {
  const scenarios = new Map(Object.entries(splits).map(([slug, split]) => [slug, { public: { slug, split } }]));
  const collection = { slug: "shop", scenarios } as unknown as Collection;
  return {
    scenarios: {
      listCollections: () => [collection],
      findCollection: (slug: string) => (slug === "shop" ? collection : null),
      findScenario: () => null,
    },
  };
}

const SHOP = { c: "train", a: "train", b: "train", t: "test" } as const;
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

describe("drawing a scenario by a seed", () => {
  it("draws the same one for the same seed, whatever the order of the files", () => {
    const reversed = Object.fromEntries(Object.entries(SHOP).reverse());
    const draws = (splits: Readonly<Record<string, Split>>) =>
      SEEDS.map((seed) => drawScenario(catalogOf(splits), "shop", "train", seed));
    expect(draws(SHOP)).toEqual(draws(reversed));
  });

  it("draws every scenario of the split and none of another", () => {
    const ports = catalogOf(SHOP);
    expect(new Set(SEEDS.map((seed) => drawScenario(ports, "shop", "train", seed)))).toEqual(new Set(["a", "b", "c"]));
    expect(drawScenario(ports, "shop", "test", 7)).toBe("t");
  });

  it("says what there is instead of an unknown collection, and that a split is empty", () => {
    expect(() => drawScenario(catalogOf(SHOP), "bar", "train", 1)).toThrow('No collection "bar". There is shop.');
    expect(() => drawScenario(catalogOf(SHOP), "shop", "validation", 1)).toThrow("validation split");
  });
});
