import { describe, expect, it } from "vitest";
import { fixtureEngine } from "../../../test/doubles/fixture-scenario.ts";
import type { PersonaEngine } from "../persona/persona-engine.ts";
import type { Criterion, RubricCheck } from "../rubric/rubric-check.ts";
import type { Collection } from "../scenarios/collection.ts";
import { BASELINES, type CheckedScenario, type ScenarioTest } from "../scenarios/scenario-test.ts";
import type { Tool, ToolInputSchema } from "../scenarios/tool.ts";
import { NEUTRAL_SHAPING } from "../scoring/shaping-rules.ts";
import { checkScenario } from "./check-scenario.ts";
import { findUnprovenChecks } from "./find-unproven-checks.ts";

const OPENING = "Where should we meet, and when?";

function check(id: string, criterion: Criterion, change: Partial<RubricCheck> = {}): RubricCheck {
  return { id, dimension: "D1_Answer", points: 1, gate: null, reads: "last", criterion, ...change };
}

const NAMES_PLACE = check("names_place", { kind: "phrases", phrases: ["at the harbour"], expects: "present" });
const OWN_WORDS = check("own_words", { kind: "echo", shareMax: 0.5, requestShareMax: null }, { gate: 0 });
const AGREES = check("agrees", { kind: "reference", match: "f1", text: null, tolerance: 0 });

/** One question and one answer, scored by a rubric alone. */
function engineOf(rubric: readonly RubricCheck[], opening = OPENING): PersonaEngine {
  return fixtureEngine({
    public: { opening: [opening], maxTurns: 1, tools: [] },
    private: {
      topics: [],
      facts: [],
      agenda: [],
      milestones: [],
      minefields: [],
      ends: [],
      scoring: {
        gate: { minor: 1, major: 1, critical: 1 },
        shaping: NEUTRAL_SHAPING,
        rubric,
        dimensions: [{ key: "D1_Answer", weight: 1, needs: null, scorer: { kind: "rubric" } }],
      },
    },
  });
}

function test(policy: string, change: Partial<ScenarioTest> = {}): ScenarioTest {
  return {
    name: "an answer",
    oracle: false,
    seed: 1,
    request: null,
    reference: null,
    turns: [{ policy, toolCalls: [], expect: {} }],
    expect: {},
    ...change,
  };
}

function checked(...tests: readonly ScenarioTest[]): CheckedScenario {
  const baselineCaps = Object.fromEntries(BASELINES.map((name) => [name, 0.3])) as CheckedScenario["baselineCaps"];
  return { tests, baselineCaps };
}

const GOOD = "Let us meet at the harbour, on Friday at noon.";

describe("checking a scenario that a rubric scores", () => {
  it("finds nothing where tests pass, an expert is paid and mindless policies are not", () => {
    const report = checkScenario(engineOf([NAMES_PLACE, OWN_WORDS]), checked(test(GOOD, { oracle: true })));
    expect(report.card.oracle).toBe(1);
    expect(report.problems).toEqual([
      'the mindless policy "keyword_stuffing" earns 0.500, its cap is 0.3',
      'the mindless policy "restatement" earns 0.500, its cap is 0.3',
      'the mindless policy "injection" earns 0.500, its cap is 0.3',
      'the mindless policy "verbose_padding" earns 0.500, its cap is 0.3',
      'the mindless policy "refusal" earns 0.500, its cap is 0.3',
    ]);
  });

  it("plays every mindless policy on the scenario's own request and words", () => {
    const { baselines } = checkScenario(engineOf([NAMES_PLACE, OWN_WORDS]), checked()).card;
    expect(baselines.silent.reward).toBe(0);
    expect(baselines.echo.reward).toBe(0);
    const { baselines: withoutGate } = checkScenario(engineOf([NAMES_PLACE]), checked()).card;
    expect(withoutGate.verbose_padding.reward).toBe(0);
    expect(withoutGate.refusal.reward).toBe(0);
  });

  it.each<[string, ScenarioTest["expect"], readonly string[]]>([
    ["met", { checks: { names_place: "met", own_words: "met" } }, []],
    ["not met", { checks: { names_place: "not_met" } }, ["check names_place is met 1.000 (", "expected not met"]],
    ["of a share", { checks: { names_place: { gte: 0.2, lte: 0.8 } } }, ["expected 0.2 to 0.8"]],
    ["not applicable", { checks: { agrees: "not_applicable" } }, []],
    ["not there", { checks: { charms: "met" } }, ["no check charms"]],
  ])("compares a check that is expected to be %s", (_name, expected, parts) => {
    const { problems } = checkScenario(engineOf([NAMES_PLACE, OWN_WORDS, AGREES]), checked(test(GOOD, { expect: expected })));
    const found = problems.filter((problem) => problem.startsWith('test "an answer"')).join("; ");
    expect(found === "").toBe(parts.length === 0);
    for (const part of parts) {
      expect(found).toContain(part);
    }
  });

  it("compares dimensions, and what has no value", () => {
    const expectations = { dimensions: { D1_Answer: { gte: 0.9 } } };
    expect(failuresOf([NAMES_PLACE], test(GOOD, { expect: expectations }))).toEqual([]);
    expect(failuresOf([NAMES_PLACE], test("On Friday.", { expect: expectations }))).toEqual([
      'test "an answer": D1_Answer is 0.000, expected 0.9 to 1',
    ]);
    expect(failuresOf([NAMES_PLACE], test(GOOD, { expect: { dimensions: { D1_Answer: "unscored" } } }))).toEqual([
      'test "an answer": D1_Answer is 1.000, expected unscored',
    ]);
  });

  it("compares whether an answer is disqualified", () => {
    const gated = [check("no_ruse", { kind: "phrases", phrases: ["trust me"], expects: "absent" }, { gate: 0 })];
    expect(failuresOf(gated, test("Trust me.", { expect: { disqualified: true, reward: { lte: 0 } } }))).toEqual([]);
    expect(failuresOf(gated, test("At noon.", { expect: { disqualified: true } }))).toEqual([
      'test "an answer": not disqualified',
    ]);
  });

  it("hands the request and the reference of a test to the rubric", () => {
    const harbour = { reference: "the harbour", expect: { checks: { agrees: { gte: 0.9 } } } } as const;
    expect(failuresOf([AGREES], test("The harbour", harbour))).toEqual([]);
    const echoed = { request: GOOD, expect: { checks: { own_words: "not_met" } } } as const;
    expect(failuresOf([OWN_WORDS], test(GOOD, echoed))).toEqual([]);
  });

  it("tells where the public half gives away what the rubric looks for", () => {
    const { problems } = checkScenario(engineOf([NAMES_PLACE], "Shall we meet at the harbour?"), checked());
    expect(problems).toContain('public.opening gives away check "names_place": "at the harbour"');
  });
});

describe("the proof of checks", () => {
  const evidenceOf = (rubric: readonly RubricCheck[], ...tests: readonly ScenarioTest[]) =>
    checkScenario(engineOf(rubric), checked(...tests)).evidence;

  it("asks for a play that meets a check and for one that does not", () => {
    const never = check("never", { kind: "phrases", phrases: ["abracadabra"], expects: "present" });
    const always = check("always", { kind: "phrases", phrases: ["abracadabra simsalabim"], expects: "absent" });
    expect(findUnprovenChecks(evidenceOf([NAMES_PLACE, always], test(GOOD)))).toEqual([
      'nothing shows that check "always" can fail; add a test that does not meet it',
    ]);
    expect(findUnprovenChecks(evidenceOf([check("never", { kind: "turns", min: 2, max: null })], test(GOOD)))).toEqual([
      'nothing shows that check "never" can be met; add a test that meets it',
    ]);
    expect(findUnprovenChecks(evidenceOf([never], test("Abracadabra!")))).toEqual([]);
  });

  it("takes what one scenario shows of a check for all that share it, but not for one that is worded otherwise", () => {
    const unproven = evidenceOf([AGREES], test(GOOD));
    expect(findUnprovenChecks(unproven)).toHaveLength(2);
    const proven = evidenceOf([AGREES], test("At noon", { reference: "noon" }), test("At noon", { reference: "harbour" }));
    expect(findUnprovenChecks([...unproven, ...proven])).toEqual([]);
    const other = evidenceOf([check("agrees", { kind: "reference", match: "numeric", text: null, tolerance: 0 })], test(GOOD));
    expect(findUnprovenChecks([...other, ...proven])).toHaveLength(2);
  });
});

function failuresOf(rubric: readonly RubricCheck[], one: ScenarioTest): readonly string[] {
  return checkScenario(engineOf(rubric), checked(one)).problems.filter((problem) => problem.startsWith("test "));
}

describe("an oracle without a reward", () => {
  it("is told as such, not as missing", () => {
    const { problems } = checkScenario(engineOf([AGREES]), checked(test(GOOD, { oracle: true })));
    expect(problems).toContain('test "an answer": no reward: nothing that the scenario scores applies');
    expect(problems.join("\n")).not.toContain("no test with");
  });
});

describe("an expectation of no minefield", () => {
  const engine = fixtureEngine({
    public: { opening: [OPENING], maxTurns: 1, tools: [] },
    private: { minefields: [{ id: "spoke", when: { kind: "turn", gte: 1 }, severity: "minor" }] },
  });
  const failures = (minefields: readonly string[]) =>
    checkScenario(engine, checked(test(GOOD, { expect: { minefields } }))).problems.filter((problem) =>
      problem.includes("minefield spoke"),
    );

  it("fails where one was hit", () => {
    expect(failures([])).toEqual(['test "an answer": minefield spoke hit']);
    expect(failures(["spoke"])).toEqual([]);
  });
});

describe("an end that nothing can reach", () => {
  const over = { reason: "completed", outcome: "over", say: [] } as const;
  const ends = [
    { ...over, id: "spoke", when: { kind: "turn", gte: 1 } },
    { ...over, id: "later", when: { kind: "turn", gte: 2 } },
  ] as const;

  it("is told, though another rule ends with the same reason and outcome", () => {
    const { problems } = checkScenario(fixtureEngine({ private: { ends } }), checked());
    expect(problems.filter((problem) => problem.startsWith("end "))).toEqual([
      'end "later" is not reachable: neither a test nor an explored play reached it; add a test that does',
    ]);
  });
});

describe("what the world may read", () => {
  const collection: Collection = {
    slug: "claims",
    title: "Claims",
    description: "Calls about claims.",
    language: "en",
    dimensions: [{ key: "D1_Answer", title: "Answer", description: "Finds out." }],
    scenarios: new Map(),
  };
  const tool = { id: "form", name: "Form", description: "Fill it in." };
  const formOf = (properties: ToolInputSchema["properties"]): Tool => ({
    ...tool,
    type: "artifact",
    mode: "json_schema",
    jsonSchema: { type: "object", properties },
  });
  const leaksOf = (change: Parameters<typeof fixtureEngine>[0], of: Collection = collection) =>
    checkScenario(fixtureEngine(change), checked(), of).problems.filter((problem) => problem.includes("gives away"));

  it.each<[string, Tool]>([
    ["an option", { ...tool, type: "decision", mode: "options", options: ["hurt_two_years_ago", "hurt_today"] }],
    ["a field's name", formOf({ two_years_ago: { type: "boolean" } })],
    ["a field's description", formOf({ when: { type: "string", description: "Two years ago, say." } })],
    ["a field's values", formOf({ when: { type: "string", enum: ["today", "two years ago"] } })],
  ])("tells no hidden fact in %s of a tool", (_where, leaking) => {
    expect(leaksOf({})).toEqual([]);
    expect(leaksOf({ public: { tools: [leaking] } })).toEqual(['public.tools gives away fact "old": "two years ago"']);
  });

  it("tells no hidden fact in what the collection says of itself", () => {
    expect(leaksOf({}, { ...collection, description: "Hurt two years ago." })).toEqual([
      'the collection\'s description gives away fact "old": "two years ago"',
    ]);
    const dimensions = [{ key: "D1_Answer", title: "Answer", description: "Hears of two years ago." }];
    expect(leaksOf({}, { ...collection, dimensions })).toHaveLength(1);
  });
});
