import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANSWERS_COLLECTION_YAML, WHEN_TO_COME_YAML } from "../../test/doubles/answers-collection.ts";
import { PLAIN_ENGINE_TOOLS } from "../../test/doubles/engine-tools.ts";
import type { Criterion } from "../domain/rubric/rubric-check.ts";
import type { Scoring } from "../domain/scenarios/scenario.ts";
import { formatFinding } from "./parse-yaml-file.ts";
import { findCollectionFolders, readCollection } from "./read-collection.ts";

const SHIPPED = fileURLToPath(new URL("../../scenarios", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "folkmoot-rubric-")), "answers");
  mkdirSync(folder);
  writeFileSync(join(folder, "collection.yaml"), ANSWERS_COLLECTION_YAML);
  writeFileSync(join(folder, "when-to-come.yaml"), WHEN_TO_COME_YAML);
});
afterEach(() => {
  rmSync(join(folder, ".."), { recursive: true });
});

/** Replaces text in a file; the text must be there. */
function edit(name: string, from: string, to: string): void {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

function scoring(): Scoring {
  const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
  const scenario = reading.ok ? reading.collection.scenarios.get("when-to-come") : undefined;
  if (!scenario) {
    throw new Error(`not read: ${reading.ok ? "" : reading.findings.map(formatFinding).join("; ")}`);
  }
  return scenario.private.scoring;
}

function findings(): readonly string[] {
  const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
  return reading.ok
    ? []
    : reading.findings.map((finding) => formatFinding({ ...finding, file: finding.file.slice(folder.length + 1) }));
}

const OWN_CHECK = '{id: no_shouting, dimension: D2_Clarity, points: -1, must: "[A-Z]{6}", match_case: true}';

describe("the rubric of a scenario", () => {
  it("is the collection's with the scenario's own checks; the same id takes the place of the shared one", () => {
    expect(scoring().rubric).toEqual([
      {
        id: "names_it",
        dimension: "D1_Accuracy",
        points: 2,
        gate: null,
        reads: "last",
        criterion: { kind: "pattern", pattern: "\\bearl(y|ier)\\b", ignoreCase: true, expects: "present" },
      },
      {
        id: "says_enough",
        dimension: "D2_Clarity",
        points: 1,
        gate: null,
        reads: "last",
        criterion: { kind: "length", unit: "words", min: 2, max: null, graded: false },
      },
      {
        id: "no_shouting",
        dimension: "D2_Clarity",
        points: -1,
        gate: null,
        reads: "last",
        criterion: { kind: "pattern", pattern: "[A-Z]{6}", ignoreCase: false, expects: "present" },
      },
    ]);
  });

  it.each<[string, Criterion]>([
    ['must_not: "x+"', { kind: "pattern", pattern: "x+", ignoreCase: true, expects: "absent" }],
    ["phrases: [of course]", { kind: "phrases", phrases: ["of course"], expects: "present" }],
    ["no_phrases: [of course]", { kind: "phrases", phrases: ["of course"], expects: "absent" }],
    ["forbidden_claims: [it never fails]", { kind: "forbidden_claims", claims: ["it never fails"] }],
    ["length: {sentences: {max: 3}}", { kind: "length", unit: "sentences", min: null, max: 3, graded: false }],
    ["json: {}", { kind: "json", schema: null }],
    ["json: {schema: {type: object}}", { kind: "json", schema: { type: "object" } }],
    ["sections: {headings: [Risks], graded: true}", { kind: "sections", headings: ["Risks"], inOrder: false, graded: true }],
    ["reference: {match: f1}", { kind: "reference", match: "f1", text: null, tolerance: 0 }],
    [
      'reference: {match: numeric, text: "42", tolerance: 0.01}',
      { kind: "reference", match: "numeric", text: "42", tolerance: 0.01 },
    ],
    ["citations: {form: url, min: 2}", { kind: "citations", form: "url", min: 2 }],
    ["code_block: absent", { kind: "code_block", language: null, expects: "absent" }],
    ["code_block: {language: python}", { kind: "code_block", language: "python", expects: "present" }],
    ["list_items: {min: 3, max: 5}", { kind: "list_items", min: 3, max: 5 }],
    ["language: en", { kind: "language", language: "en" }],
    ["script: {name: Latin}", { kind: "script", script: "Latin", shareMin: 0.9 }],
    ["repetition: {share_max: 0.2}", { kind: "repetition", ngramWords: 4, shareMax: 0.2 }],
    ["refusal: present", { kind: "refusal", expects: "present" }],
    ["think_tags: required", { kind: "think_tags", rule: "required" }],
    ["turns: {max: 4}", { kind: "turns", min: null, max: 4 }],
    ["request_coverage: true", { kind: "request_coverage" }],
    ["echo: {share_max: 0.5}", { kind: "echo", shareMax: 0.5, requestShareMax: null }],
    ["echo: {share_max: 0.5, request_share_max: 0.4}", { kind: "echo", shareMax: 0.5, requestShareMax: 0.4 }],
    ["relevance: true", { kind: "relevance" }],
    ["instructions: true", { kind: "instructions" }],
  ])("reads %s", (text, criterion) => {
    edit("when-to-come.yaml", OWN_CHECK, `{id: own, dimension: D2_Clarity, points: 1, gate: 0.5, reads: all, ${text}}`);
    expect(scoring().rubric.at(-1)).toEqual({
      id: "own",
      dimension: "D2_Clarity",
      points: 1,
      gate: 0.5,
      reads: "all",
      criterion,
    });
  });

  it.each([
    [
      "two criteria",
      'must: "[A-Z]{6}"',
      'must: "x", relevance: true',
      /rubric.0: check "no_shouting" must have exactly one of .*; has must, relevance$/,
    ],
    [
      "no criterion",
      ', must: "[A-Z]{6}", match_case: true',
      "",
      /rubric.0: check "no_shouting" must have exactly one of .*; has none$/,
    ],
    ["an unknown criterion", 'must: "[A-Z]{6}"', 'shall: "x"', /rubric.0: .*"shall"/],
    ["points of 0", "points: -1", "points: 0", /rubric.0.points: must not be 0/],
    ["a gate above 1", "points: -1", "points: -1, gate: 2", /rubric.0.gate: /],
    [
      "a setting that goes with another criterion",
      'must: "[A-Z]{6}"',
      "relevance: true",
      /rubric.0.match_case: check "no_shouting": match_case goes with must and must_not only$/,
    ],
    [
      "a tolerance for what is no number",
      'must: "[A-Z]{6}", match_case: true',
      "reference: {match: exact, tolerance: 0.1}",
      /rubric.0.reference.tolerance: goes with match: numeric only$/,
    ],
    [
      "bounds the wrong way round",
      'must: "[A-Z]{6}", match_case: true',
      "length: {words: {min: 9, max: 3}}",
      /length.words: must satisfy min <= max$/,
    ],
    [
      "a ratio to nothing",
      'must: "[A-Z]{6}", match_case: true',
      "length: {words: {max: 0}, graded: true}",
      /rubric.0.length: cannot be graded by its ratio to a max of 0: leave graded away, or name a larger max$/,
    ],
    [
      "a length of two units",
      'must: "[A-Z]{6}", match_case: true',
      "length: {words: {min: 9}, tokens: {min: 9}}",
      /length: must have exactly one of words, tokens/,
    ],
    [
      "an unknown dimension",
      "dimension: D2_Clarity, points: -1",
      "dimension: D9_Charm, points: -1",
      /rubric.0.dimension: check "no_shouting": "D9_Charm" is no dimension of the collection/,
    ],
    [
      "a dimension that another scorer has",
      "dimension: D2_Clarity, points: -1",
      "dimension: D3_Turns, points: -1",
      /rubric.0.dimension: check "no_shouting": D3_Turns is scored by "turns", not by "rubric"$/,
    ],
    ["look-around", 'must: "[A-Z]{6}"', 'must: "(?<=a)b"', /rubric.0.must: check "no_shouting": no linear-time pattern/],
    ["a backreference", 'must: "[A-Z]{6}"', 'must: "(a)\\\\1"', /rubric.0.must: check "no_shouting": no linear-time pattern/],
    [
      "a JSON Schema that is none",
      'must: "[A-Z]{6}", match_case: true',
      "json: {schema: {type: nothing}}",
      /rubric.0.json: check "no_shouting": no JSON Schema/,
    ],
    [
      "the same id twice",
      "{id: says_enough",
      "{id: no_shouting",
      /when-to-come.yaml:18: private.scoring.rubric.1.id: "no_shouting" is defined twice$/,
    ],
    [
      "a dimension that nothing can raise",
      "id: says_enough, dimension: D2_Clarity, points: 1",
      "id: says_enough, dimension: D2_Clarity, points: -1",
      /D2_Clarity is scored by "rubric", and no check gives it positive points$/,
    ],
  ])("refuses %s, with file, line, field and rule", (_name, from, to, pattern) => {
    edit("when-to-come.yaml", from, to);
    expect(findings()[0]).toMatch(/^when-to-come\.yaml:\d+: private\.scoring\.rubric/);
    expect(findings()[0]).toMatch(pattern);
  });

  it.each([
    [
      "a phrase without a word",
      'phrases: ["soon enough", "??"]',
      /rubric.0.phrases.1: The phrase "\?\?" has no word to look for\.$/,
    ],
    ["a claim without a word", 'forbidden_claims: ["!!"]', /rubric.0.forbidden_claims.0: The phrase "!!" has no word/],
    ["a language that cannot be told", "language: xx", /rubric.0.language: The language "xx" cannot be told\. .* de, /],
    ["a script that is none", "script: {name: Klingon}", /rubric.0.script.name: "Klingon" is no script of Unicode's\./],
    ["a heading without a word", 'sections: {headings: [Risks, "##"]}', /rubric.0.sections.headings.1: has no word/],
    [
      "a reference without a number to compare numbers with",
      "reference: {match: numeric, text: forty-two}",
      /rubric.0.reference.text: holds no number in digits/,
    ],
    ["a word boundary before a letter that it does not know", 'must: "\\\\bärger"', /rubric.0.must: has \\b beside a letter/],
    ["a word boundary after one", 'must_not: "\\\\bmenü\\\\b"', /rubric.0.must_not: has \\b beside a letter/],
    [
      "a backspace where a word boundary is meant",
      'must: "\\blumbago\\b"',
      /rubric.0.must: holds a backspace: within double quotes a word boundary is written "\\\\b"/,
    ],
  ])("refuses %s, with file, line, field and rule: no answer could be checked with it", (_name, criterion, pattern) => {
    edit("when-to-come.yaml", 'must: "[A-Z]{6}", match_case: true', criterion);
    expect(findings()).toHaveLength(1);
    expect(findings()[0]).toMatch(/^when-to-come\.yaml:17: private\.scoring\.rubric/);
    expect(findings()[0]).toMatch(pattern);
  });

  it("refuses a shared pattern that is not linear-time at its place in the collection's file", () => {
    edit("collection.yaml", "\\\\bearl(y|ier)\\\\b", "(?!early)");
    expect(findings()).toHaveLength(1);
    expect(findings()[0]).toMatch(/^collection.yaml:18: private.scoring.rubric.0.must: check "names_it": no linear-time pattern/);
  });
});

describe("the collections that ship", () => {
  it("have rubrics that compile: where they are known from the build, they are not compiled again to see it", () => {
    for (const shipped of findCollectionFolders(SHIPPED)) {
      const reading = readCollection(shipped, PLAIN_ENGINE_TOOLS);
      expect(reading.ok ? [] : reading.findings.map(formatFinding)).toEqual([]);
    }
  });
});

describe("the shaping of a scenario", () => {
  it("is the collection's, each member replaced by the scenario's where it states one", () => {
    expect(scoring().shaping).toEqual({ lengthPenalty: null, repetitionPenalty: null, clip: { min: 0, max: 0.9 } });
    edit("when-to-come.yaml", "length_penalty: null", "repetition_penalty: {free_share: 0.1, factor: 2, max: 0.5}");
    expect(scoring().shaping).toEqual({
      lengthPenalty: { freeWords: 100, per100Words: 0.1, max: 0.3 },
      repetitionPenalty: { ngramWords: 4, freeShare: 0.1, factor: 2, max: 0.5 },
      clip: { min: 0, max: 0.9 },
    });
  });

  it("has bounds in order", () => {
    edit("when-to-come.yaml", "length_penalty: null", "clip: {min: 0.8, max: 0.2}");
    expect(findings()[0]).toMatch(/private.scoring.shaping.clip: must satisfy min < max$/);
  });
});
