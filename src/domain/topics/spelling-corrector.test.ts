import { describe, expect, it } from "vitest";
import { createSpellingCorrector } from "./spelling-corrector.ts";

describe("createSpellingCorrector", () => {
  const correct = createSpellingCorrector(["pain", "allergies", "allergic", "painkillers", "weather", "medications"]);

  it("finds the word that shares most trigrams", () => {
    expect(correct("alergies")).toBe("allergies");
    expect(correct("painkilers")).toBe("painkillers");
    expect(correct("weather")).toBe("weather");
  });

  it("finds none for short words, and none that differs much in letters or length", () => {
    expect(correct("pian")).toBeNull();
    expect(correct("paint")).toBeNull();
    expect(correct("keyboard")).toBeNull();
    expect(correct("medic")).toBeNull();
    expect(correct("")).toBeNull();
  });

  it("takes the first of equally near words", () => {
    expect(createSpellingCorrector(["abcdex", "abcdey"])("abcdez")).toBe("abcdex");
    expect(createSpellingCorrector([])("abcdez")).toBeNull();
  });
});
