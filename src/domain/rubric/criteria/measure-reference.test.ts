import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const assess = (match: "exact" | "numeric" | "f1", answer: string, reference: string | null, tolerance = 0) =>
  assessCriterion({ kind: "reference", match, text: null, tolerance }, answer, { reference });

describe("the criterion reference, exact", () => {
  it.each([
    ["Paris", "Paris"],
    ["The Paris.", "paris"],
    ["The answer is Paris, the capital of France.", "Paris"],
    ["I think so.\n\n**Final answer:** The Eiffel Tower", "Eiffel tower"],
    ["Some thoughts first.\nParis!", "Paris"],
    ["So we get \\boxed{\\text{Paris}}.", "Paris"],
    ["<answer>Paris</answer> as I said", "Paris"],
    ["(B) because it is larger", "B"],
    ["The answer is B) Paris", "B"],
    ["A", "A"],
    ["It is 1,234.", "It is 1234"],
    ["Roses are red,\nviolets are blue.", "roses are red\nviolets are blue"],
    ["B) since the answer is larger.", "B"],
    ["First \\boxed{Rome}, no: \\boxed{Paris}", "Paris"],
    ["The answer is Rome. No, wait: the answer is Paris.", "Paris"],
    ["#### Rome\n<answer>Paris</answer>", "Paris"],
    ["The <answer>the</answer>", "the"],
    ["Paris", "It is on the Seine.\n#### Paris"],
  ])("takes %j for %j", (answer, reference) => {
    expect(assess("exact", answer, reference).met).toBe(1);
  });

  it.each([
    ["Paris or Rome, who knows", "Paris"],
    ["The answer is Rome. Paris is larger.", "Paris"],
    ["\\boxed{Rome} and not\nParis", "Paris"],
    ["The answer is (C).", "B"],
    ["Better ask somebody.", "B"],
    ["The <answer>the</answer>", "a"],
    ["3.5", "35"],
  ])("does not take %j for %j", (answer, reference) => {
    expect(assess("exact", answer, reference).met).toBe(0);
  });
});

describe("the criterion reference, numeric", () => {
  it.each([
    ["So there are 1,234 apples.", "1234"],
    ["It falls to -5 °C", "-5"],
    ["5 - 3 makes 2", "2"],
    ["x = 7-4", "4"],
    ["We get \\boxed{\\frac{1}{2}}", "0.5"],
    ["about 1½ cups", "1.5"],
    ["1 3/4 cups", "1.75"],
    ["It is 50 %.", "0.5"],
    ["It is 50%.", "50"],
    ["0.5", "50%"],
    ["3.2 × 10^3 J", "3200"],
    ["3.2e-3", "0.0032"],
    ["10⁶", "1000000"],
    ["1.234.567,89 €", "1234567.89"],
    ["$3 million", "3000000"],
    ["5k", "5000"],
    ["The answer is 6 x 7 = 42, of course, in 2 steps.", "42"],
    ["Long way.\n#### 42", "#### 42"],
    ["Answer: 42\nI checked it 3 times.", "42"],
  ])("reads %j as %s", (answer, reference) => {
    expect(assess("numeric", answer, reference).met).toBe(1);
  });

  it("allows the relative tolerance and no more", () => {
    expect(assess("numeric", "3.14", "3.14159", 0.001).met).toBe(1);
    expect(assess("numeric", "3.14", "3.14159", 0.0001).met).toBe(0);
    expect(assess("numeric", "-5", "5", 0.1).met).toBe(0);
    expect(["8.9", "9", "11", "11.1"].map((answer) => assess("numeric", answer, "10", 0.1).met)).toEqual([0, 1, 1, 0]);
  });

  it("takes a hundredth for the whole only where one of the two is a percentage", () => {
    expect(assess("numeric", "0.5", "50").met).toBe(0);
    expect(assess("numeric", "5000%", "50%").met).toBe(0);
  });

  it("is not met without a number, and does not apply without a reference number", () => {
    expect(assess("numeric", "many", "3").met).toBe(0);
    expect(assess("numeric", "3", "many").met).toBeNull();
  });
});

describe("the criterion reference, f1", () => {
  it("is the F1 of the words that both have, articles aside", () => {
    expect(assess("f1", "A cat sat down.", "the cat sat").met).toBe(0.8);
    expect(assess("f1", "dog", "the cat sat").met).toBe(0);
    expect(assess("f1", "cat cat", "cat sat").met).toBe(0.5);
    expect(assess("f1", "cat cat", "cat cat").met).toBe(1);
    expect(assess("f1", "Reasons.\nFinal answer: the cat sat", "cat sat").met).toBe(1);
  });
});

describe("the criterion reference", () => {
  it("does not apply where nobody states a reference", () => {
    expect(assess("exact", "Paris", null)).toMatchObject({ met: null, explanation: "does not apply: there is no reference" });
    expect(assess("f1", "Paris", " \n").met).toBeNull();
  });

  it("prefers the rubric's own, and tells nothing of it", () => {
    const result = assessCriterion({ kind: "reference", match: "exact", text: "Rome", tolerance: 0 }, "Rome", {
      reference: "Paris",
    });
    expect(result).toMatchObject({ met: 1, explanation: "the answer is the reference" });
  });
});
