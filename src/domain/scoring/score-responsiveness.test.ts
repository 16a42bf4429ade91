import { describe, expect, it } from "vitest";
import { scoreResponsiveness } from "./score-responsiveness.ts";

const request = "How do tides follow the moon?";
const answer =
  "The moon pulls on the oceans, and the water nearest to it rises as high tides that follow its path around the planet each day.";
const score = (text: string) => scoreResponsiveness({ request, answer: text }, 25).value;

describe("the responsiveness of a single answer", () => {
  it("prefers an answer that takes the request up", () => {
    expect(score(answer)).toBeGreaterThan(0.8);
    expect(score(answer)).toBeGreaterThan(
      score("Bread needs flour and water and patience, and the oven has to be very hot before the loaf goes in at last."),
    );
  });

  it("gives an echo, silence and repetition next to nothing", () => {
    expect(score(request)).toBe(0);
    expect(score("")).toBe(0);
    expect(score("moon tides ".repeat(12))).toBeLessThan(0.1);
  });

  it("wants a sensible length", () => {
    expect(score(answer)).toBeGreaterThan(score("The moon moves tides."));
  });

  it("does not read a think block", () => {
    expect(score("<think>tides follow the moon</think>")).toBe(0);
  });

  it("has nothing to say before the first answer", () => {
    expect(scoreResponsiveness(null, 25).value).toBe(0);
  });
});
