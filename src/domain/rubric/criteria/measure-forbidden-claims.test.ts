import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const result = (answer: string) =>
  assessCriterion({ kind: "forbidden_claims", claims: ["guaranteed cure", "risk free"] }, answer);

describe("the criterion forbidden_claims", () => {
  it.each([
    "This is a guaranteed cure.",
    "It is not cheap, but it is a guaranteed cure.",
    "It's not only fast. It's a guaranteed cure!",
    "It is not only a guaranteed cure but cheap.",
    "No doubt this is a guaranteed cure.",
    "Nothing to worry about. It's risk-free.",
    "GUARANTEED\nCURE inside",
    "It is not in our own view a guaranteed cure.",
    "A guaranteed cure of all this is not far.",
    "A guaranteed cure is not only there but cheap.",
    "Here is a guaranteed cure, and why not.",
  ])("finds the claim in %j", (answer) => {
    expect(result(answer.replace("\n", " ")).met).toBe(0);
  });

  it.each([
    "There is no guaranteed cure.",
    "This isn’t a guaranteed cure.",
    "It can never be called a guaranteed cure.",
    "A guaranteed cure does not exist.",
    "It is not in our view a guaranteed cure.",
    "A guaranteed cure of this is not far.",
    "A guaranteed cure has never been found.",
    "A guaranteed cure it is not.",
    "Surgery without any guaranteed cure, and not risk free.",
    "Is there a guaranteed cure?",
    "You should rest.",
  ])("finds none in %j", (answer) => {
    expect(result(answer).met).toBe(1);
  });

  it("counts the claims without naming them", () => {
    expect(result("A guaranteed cure. And it is risk free.").explanation).toBe("2 such claims made");
  });

  it("does not apply to an answer without words", () => {
    expect(result("").met).toBeNull();
  });
});
