import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../test/doubles/assess-criterion.ts";
import { countAnswerNgrams } from "./count-answer-ngrams.ts";
import type { Criterion } from "./rubric-check.ts";

const met = (criterion: Criterion, answer: string, context: Parameters<typeof assessCriterion>[2] = {}) =>
  assessCriterion(criterion, answer, context).met;
const claims = (...list: readonly string[]): Criterion => ({ kind: "forbidden_claims", claims: list });
const sections = (...headings: readonly string[]): Criterion => ({ kind: "sections", headings, inOrder: false, graded: true });
const reference = (match: "numeric" | "f1", text: string): Criterion => ({ kind: "reference", match, text, tolerance: 0 });

describe("an answer in a script without spaces", () => {
  it("is held to the claims that it must not make, within its sentences", () => {
    expect(met(claims("保证治愈"), "这种药保证治愈。")).toBe(0);
    expect(met(claims("必ず治る"), "この薬で必ず治ると言えます。")).toBe(0);
    expect(met(claims("保证治愈"), "这种药不能保证治愈。")).toBe(1);
    expect(met(claims("保证治愈"), "这种药保证治愈吗？")).toBe(1);
  });

  it("echoes its request where its characters stand there", () => {
    const request = "房东扣了我的押金九百镑怎么办";
    const echo: Criterion = { kind: "echo", shareMax: 0.6, requestShareMax: null };
    expect(met(echo, request, { request })).toBe(0);
    expect(met(echo, "请先写信要求退还，再向协会申请调解。", { request })).toBe(1);
  });

  it("repeats itself by its characters, in the criterion as in the penalty", () => {
    const text = "我们很好".repeat(6);
    expect(met({ kind: "repetition", ngramWords: 4, shareMax: 0.25 }, text)).toBe(0);
    expect(countAnswerNgrams(text, 4)).toEqual({ total: 21, repeated: 17 });
  });

  it("agrees with a reference by its characters", () => {
    expect(met(reference("f1", "房东必须退还押金"), "房东必须返还押金")).toBe(0.875);
  });

  it("has phrases beside words of other scripts, with or without a space", () => {
    const phrases: Criterion = { kind: "phrases", phrases: ["GDPR 合规"], expects: "present" };
    expect(met(phrases, "我们GDPR合规。")).toBe(1);
    expect(met(phrases, "我们 GDPR 合规。")).toBe(1);
    expect(met(phrases, "合规 GDPR")).toBe(0);
  });

  it("has headings with full-width colons and numbers of its own", () => {
    expect(met(sections("风险", "计划"), "风险：低\n计划：无")).toBe(1);
    expect(met(sections("风险", "计划"), "**风险**：低\n## 二、计划安排")).toBe(1);
    expect(met(sections("风险", "计划"), "这里的风险很低，没有计划。")).toBe(0);
  });
});

describe("the numbers of an answer in another language", () => {
  it.each([
    ["3.5", "Das Ergebnis ist 3,5."],
    ["3.5", "3,50 €"],
    ["1234.5", "1234,5"],
    ["3.1416", "π ist etwa 3,1416."],
    ["42", "答案是42。"],
    ["42", "共42個"],
    ["42", "答案是４２"],
    ["42", "الجواب هو ٤٢"],
    ["3.5", "النتيجة ٣٫٥"],
    ["50%", "٥٠٪"],
    ["42", "पहला उत्तर ४२ है"],
  ])("agree with %s in %j", (right, answer) => {
    expect(met(reference("numeric", right), answer)).toBe(1);
  });

  it.each([
    ["3", "Das Ergebnis ist 3,5."],
    ["35", "3,5"],
    ["1.234", "1,234"],
    ["2.3", "1,2,3"],
  ])("do not agree with %s in %j", (right, answer) => {
    expect(met(reference("numeric", right), answer)).toBe(0);
  });
});

describe("a claim in another language", () => {
  it.each([
    ["garantierte Heilung", "Das ist keine garantierte Heilung."],
    ["cura garantizada", "Nunca es una cura garantizada."],
    ["guérison garantie", "Ce n'est pas une guérison garantie."],
    ["علاج مضمون", "هل هذا علاج مضمون؟"],
  ])("%s is not made where it is negated or asked: %j", (claim, answer) => {
    expect(met(claims(claim), answer)).toBe(1);
  });

  it("is made where it is not", () => {
    expect(met(claims("garantierte Heilung"), "Das ist eine garantierte Heilung.")).toBe(0);
  });
});
