import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANSWERS_COLLECTION_YAML, WHEN_TO_COME_YAML } from "../../test/doubles/answers-collection.ts";
import { PLAIN_ENGINE_TOOLS } from "../../test/doubles/engine-tools.ts";
import { formatFinding } from "./parse-yaml-file.ts";
import { readCollection } from "./read-collection.ts";

const SHARED = `  meters:
    patience: {start: 8, min: 0, max: 10}
  topics:
    medicines: {description: What is taken., examples: ["What do you take?"]}
    sleep: {description: The nights., examples: ["How do you sleep?"]}
  lines:`;
const TOOLS = `  tools:
    - {id: disposition, type: decision, mode: options, name: Disposition, description: What next., options: [home, stay]}
    - id: note
      type: artifact
      mode: json_schema
      name: Note
      description: A note.
      json_schema: {type: object, required: [summary], properties: {summary: {type: string}, kind: {type: string, enum: [short, long]}}}
private:`;
const STORY = `  facts:
    - {id: alone, topic: sleep, key_tokens: [alone], say: ["I am alone."]}
    - {id: skips, topic: medicines, requires: [alone], key_tokens: [skip], say: ["I skip it."]}
  milestones:
    - {id: known, when: {fact: alone}}
    - {id: decided, after: [known], when: {tool: disposition, equals: {value: home}}}
  end: [{id: over, when: {turn: {gte: 1}}, reason: completed, outcome: over}]`;

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "folkmoot-references-")), "answers");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "collection.yaml"),
    ANSWERS_COLLECTION_YAML.replace("  lines:", SHARED)
      .replace("{scorer: turns, weight: 1}", "{scorer: practices, weight: 1}")
      .replace("    shaping:", "    practices: [{id: kind, when: {act: empathy}, points: 1}]\n    shaping:"),
  );
  writeFileSync(
    join(folder, "when-to-come.yaml"),
    WHEN_TO_COME_YAML.replace("private:", TOOLS)
      .replace("  end: []", STORY)
      .replace("    turns: {target: 1}", "    practices: [{id: asks, when: {raised: sleep}, points: 1}]"),
  );
});
afterEach(() => {
  rmSync(join(folder, ".."), { recursive: true });
});

function edit(name: string, from: string, to: string): void {
  const text = readFileSync(join(folder, name), "utf8");
  expect(text).toContain(from);
  writeFileSync(
    join(folder, name),
    text.replace(from, () => to),
  );
}

function findings(): readonly string[] {
  const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
  return reading.ok ? [] : reading.findings.map((finding) => formatFinding({ ...finding, file: "" }));
}

describe("a scenario", () => {
  it("is read where everything that it names is there", () => {
    expect(findings()).toEqual([]);
  });

  it.each([
    [
      "an answer for a topic that is none",
      "  facts:",
      '  answers: {slep: ["Badly."]}\n  facts:',
      [':21: private.answers.slep: no topic "slep" (medicines, sleep)'],
    ],
    [
      "a misspelt name, with what may be meant",
      "topic: medicines",
      "topic: medecines",
      [':23: private.facts.1.topic: no topic "medecines"; did you mean medicines?'],
    ],
    ["a fact twice, where it stands again", "id: skips", "id: alone", [':23: private.facts.1.id: "alone" is defined twice']],
    [
      "an end twice",
      "outcome: over}]",
      "outcome: over}, {id: over, when: {turn: {gte: 2}}, reason: completed, outcome: late}]",
      [':27: private.end.1.id: "over" is defined twice'],
    ],
    ["a tool twice", "id: note", "id: disposition", [':13: public.tools.1.id: "disposition" is defined twice']],
    ["an option twice", "[home, stay]", "[home, home]", [":12: public.tools.0.options: has an option twice"]],
    [
      "a practice of the collection's name",
      "{id: asks,",
      "{id: kind,",
      [':29: private.scoring.practices: practice "kind" is the collection\'s already: both would count'],
    ],
    [
      "a field that is required and is none",
      "required: [summary]",
      "required: [sumary]",
      [":18: public.tools.1.json_schema.required: names a field that is none of properties: no call could be accepted"],
    ],
    [
      "a call with an option that is none",
      "{value: home}",
      "{value: hom}",
      [':26: private.milestones.1.when: "hom" is no option of disposition (home, stay)'],
    ],
    [
      "a call with a field that is none",
      "{value: home}",
      "{option: home}",
      [':26: private.milestones.1.when: "option" is no field of a call of disposition (value)'],
    ],
    [
      "a call of a form with a value that it does not take",
      "{tool: disposition, equals: {value: home}}",
      "{any: [{not: {tool: note, equals: {kind: medium}}}, {tool: note, equals: {summary: so}}]}",
      [':26: private.milestones.1.when: "medium" is no option of note (short, long)'],
    ],
    [
      "facts that require each other",
      "key_tokens: [alone]",
      "requires: [skips], key_tokens: [alone]",
      [":22: private.facts.0.requires: goes in a circle: alone requires skips requires alone"],
    ],
    [
      "a milestone that waits for itself",
      "{id: known, ",
      "{id: known, after: [known], ",
      [":25: private.milestones.0.after: goes in a circle: known comes after known"],
    ],
    ["bounds that cross", "{gte: 1}", "{gte: 3, lte: 2}", [":27: private.end.0.when: a turn condition must satisfy gte <= lte"]],
    ["bounds that bind nothing", "{gte: 1}", "{}", [":27: private.end.0.when: a turn condition needs gte or lte"]],
    [
      "weights that come to nothing",
      "    practices: [{id: asks",
      "    weights: {D1_Accuracy: 0, D2_Clarity: 0, D3_Turns: 0}\n    practices: [{id: asks",
      [":29: private.scoring.weights: no dimension has a weight above 0, with those of the collection: nothing gives a reward"],
    ],
  ])("is refused for %s", (_name, from, to, expected) => {
    edit("when-to-come.yaml", from, to);
    expect(findings()).toEqual(expected);
  });
});

describe("a collection", () => {
  it("is refused for the scoring of a dimension that is none", () => {
    edit(
      "collection.yaml",
      "      D3_Turns: {scorer: p",
      "      D4_Charm: {scorer: turns, weight: 1}\n      D3_Turns: {scorer: p",
    );
    expect(findings()).toEqual([
      ":16: private.scoring.dimensions.D4_Charm: is no dimension of public.dimensions (D1_Accuracy, D2_Clarity, D3_Turns)",
    ]);
  });

  it("is refused for a practice twice", () => {
    edit("collection.yaml", "practices: [{id: kind,", "practices: [{id: kind, when: {act: thanks}, points: 1}, {id: kind,");
    expect(findings()).toEqual([':20: private.scoring.practices.1.id: "kind" is defined twice']);
  });
});
