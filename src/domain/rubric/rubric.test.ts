import { describe, expect, it } from "vitest";
import { PLAIN_ENGINE_TOOLS } from "../../../test/doubles/engine-tools.ts";
import { createRubric } from "./rubric.ts";
import type { Criterion, RubricCheck } from "./rubric-check.ts";

const check = (criterion: Criterion, reads: "last" | "all" = "last"): RubricCheck => ({
  id: criterion.kind,
  dimension: "D1",
  points: 1,
  gate: null,
  reads,
  criterion,
});
const pattern = (source: string): Criterion => ({ kind: "pattern", pattern: source, ignoreCase: false, expects: "present" });
const assess = (
  checks: readonly RubricCheck[],
  answers: readonly string[],
  requests: readonly string[] = answers.map(() => ""),
) =>
  createRubric(checks, PLAIN_ENGINE_TOOLS)
    .assess({ requests, answers, reference: null })
    .map(({ met }) => met);

describe("createRubric", () => {
  it("gives one result for each check, in their order", () => {
    const checks = [check(pattern("b")), check(pattern("a"), "all"), check(pattern("c"))];
    const results = createRubric(checks, PLAIN_ENGINE_TOOLS).assess({ requests: [""], answers: ["a b"], reference: null });
    expect(results.map((result) => result.check)).toEqual(checks);
    expect(results.map(({ met }) => met)).toEqual([1, 1, 0]);
  });

  it("reads the last message or all of them, and the requests that go with them", () => {
    const coverage: Criterion = { kind: "request_coverage" };
    expect(assess([check(pattern("first")), check(pattern("first"), "all")], ["first", "second"])).toEqual([0, 1]);
    expect(assess([check(coverage), check(coverage, "all")], ["cats", "dogs"], ["cats", "birds"])).toEqual([0, 0.5]);
    expect(assess([check(coverage)], ["dogs", "birds"], ["cats", "birds"])).toEqual([1]);
  });

  it("reads several messages as paragraphs of their own", () => {
    const two: Criterion = { kind: "length", unit: "paragraphs", min: 2, max: 2, graded: false };
    expect(assess([check(two, "all")], ["One.", "Two."])).toEqual([1]);
  });

  it("ends a thought that is left open with its message", () => {
    expect(assess([check(pattern("second"), "all")], ["<think>never closed", "second"])).toEqual([1]);
    expect(assess([check(pattern("never"), "all")], ["<think>never closed", "second"])).toEqual([0]);
    expect(assess([check({ kind: "think_tags", rule: "closed" }, "all")], ["<think>never closed", "second"])).toEqual([0]);
    expect(assess([check({ kind: "think_tags", rule: "closed" }, "all")], ["first", "<think>never closed"])).toEqual([0]);
    expect(assess([check({ kind: "think_tags", rule: "closed" }, "all")], ["<think>closed</think>first", "second"])).toEqual([1]);
  });

  it("applies to nothing before the first answer, but counts that there is none", () => {
    expect(assess([check(pattern("x")), check({ kind: "turns", min: 1, max: null })], [])).toEqual([null, 0]);
  });

  it("reads a request anew that it had kept, when its words have been forgotten", () => {
    const { assess: assessOf } = createRubric(
      [check({ kind: "request_coverage" }), check({ kind: "echo", shareMax: 0, requestShareMax: null })],
      PLAIN_ENGINE_TOOLS,
    );
    const read = (answer: string) =>
      assessOf({ requests: ["cats chase dogs over hills"], answers: [answer], reference: null }).map(({ met }) => met);
    const many = Array.from({ length: 12_000 }, (_unused, number) => `word${number}`).join(" ");
    expect(read("cats chase dogs over steep hills")).toEqual([1, 0]);
    expect(read(`${many} ${"x".repeat(100)}`)).toEqual([0, 1]);
    expect(read("birds watch fish under lakes")).toEqual([0, 1]);
    expect(read("dogs over steep hills chase cats")).toEqual([1, 1]);
    expect(read("cats chase dogs over steep hills")).toEqual([1, 0]);
  });

  it("reads every request of a talk that goes on, the first of which it had read alone", () => {
    const { assess: assessOf } = createRubric([check({ kind: "request_coverage" }, "all")], PLAIN_ENGINE_TOOLS);
    const met = (requests: readonly string[], answers: readonly string[]) =>
      assessOf({ requests, answers, reference: null }).map((result) => result.met);
    expect(met(["cats"], ["cats"])).toEqual([1]);
    expect(met(["cats", "birds"], ["cats", "dogs"])).toEqual([0.5]);
    expect(met(["cats"], ["cats"])).toEqual([1]);
  });

  it("counts the n-grams of the one answer that it is asked about, where it has read it among others", () => {
    const rubric = createRubric([check(pattern("a"), "all")], PLAIN_ENGINE_TOOLS);
    rubric.assess({ requests: ["", ""], answers: ["a b a b", "a b"], reference: null });
    expect(rubric.countNgrams("a b a b", 2)).toEqual({ total: 3, repeated: 1 });
  });

  it("reads the first 100,000 characters", () => {
    const answer = `${"x ".repeat(49_999)}yz`;
    expect(assess([check(pattern("y"))], [answer])).toEqual([1]);
    expect(assess([check(pattern("z"))], [answer])).toEqual([1]);
    expect(assess([check(pattern("z"))], [`x${answer}`])).toEqual([0]);
    // The empty line between two messages is two of them.
    const half = "x ".repeat(25_000);
    expect(assess([check(pattern("y"), "all")], [half, `${half.slice(3)}y`])).toEqual([1]);
    expect(assess([check(pattern("y"), "all")], [half, `${half.slice(2)}y`])).toEqual([0]);
  });

  it("asks the tools for one set of patterns a side, once", () => {
    const asked: number[] = [];
    const tools = {
      ...PLAIN_ENGINE_TOOLS,
      compilePatterns: (patterns: Parameters<typeof PLAIN_ENGINE_TOOLS.compilePatterns>[0]) => {
        asked.push(patterns.length);
        return PLAIN_ENGINE_TOOLS.compilePatterns(patterns);
      },
    };
    const rubric = createRubric([check(pattern("a")), check(pattern("b")), check(pattern("c"), "all")], tools);
    rubric.assess({ requests: [""], answers: ["a"], reference: null });
    expect(asked).toEqual([2, 1]);
  });

  it("throws where a pattern or schema cannot be compiled", () => {
    expect(() => createRubric([check(pattern("(?=a)"))], PLAIN_ENGINE_TOOLS)).toThrow('The pattern "(?=a)" is refused');
    expect(() => createRubric([check({ kind: "json", schema: { type: "nonsense" } })], PLAIN_ENGINE_TOOLS)).toThrow();
  });
});
