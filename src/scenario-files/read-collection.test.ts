import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANSWERS_COLLECTION_YAML, WHEN_TO_COME_YAML } from "../../test/doubles/answers-collection.ts";
import { PLAIN_ENGINE_TOOLS } from "../../test/doubles/engine-tools.ts";
import { createManualTime } from "../../test/doubles/manual-time.ts";
import { openScenarioCatalog } from "./open-scenario-catalog.ts";
import { formatFinding } from "./parse-yaml-file.ts";
import { readCollection } from "./read-collection.ts";

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "folkmoot-scenarios-"));
  folder = join(root, "answers");
  mkdirSync(folder);
  writeFileSync(join(folder, "collection.yaml"), ANSWERS_COLLECTION_YAML);
  writeFileSync(join(folder, "when-to-come.yaml"), WHEN_TO_COME_YAML);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Replaces text in a file of the copy; the text must be there. */
function edit(name: string, from: string, to: string): void {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

function findings(): readonly string[] {
  const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
  return reading.ok
    ? []
    : reading.findings.map((finding) => formatFinding({ ...finding, file: finding.file.slice(root.length + 1) }));
}

describe("reading a collection", () => {
  it("merges a scenario with what its collection shares", () => {
    const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
    expect(reading.ok).toBe(true);
    const scenario = reading.ok ? reading.collection.scenarios.get("when-to-come") : undefined;
    expect(scenario?.public).toMatchObject({ collectionSlug: "answers", slug: "when-to-come", language: "en", maxTurns: 1 });
    expect(scenario?.private.lines.acknowledge).toContain("Thank you.");
    expect(scenario?.private.scoring.dimensions).toEqual([
      { key: "D1_Accuracy", weight: 2, needs: null, scorer: { kind: "rubric" } },
      { key: "D2_Clarity", weight: 1, needs: null, scorer: { kind: "rubric" } },
      { key: "D3_Turns", weight: 1, needs: null, scorer: { kind: "turns", target: 1 } },
    ]);
  });

  it("gives a version by content: a changed word, another digest", () => {
    const digest = () => {
      const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
      return reading.ok ? reading.collection.scenarios.get("when-to-come")?.digest : undefined;
    };
    const before = digest();
    expect(digest()).toBe(before);
    edit("when-to-come.yaml", "When should I come", "When shall I come");
    expect(digest()).not.toBe(before);
  });

  it("keeps the criteria for judges; a scenario without them has the digest that it had before there were any", () => {
    const read = () => {
      const reading = readCollection(folder, PLAIN_ENGINE_TOOLS);
      return reading.ok ? reading.collection.scenarios.get("when-to-come") : undefined;
    };
    const before = read();
    expect(before?.private).not.toHaveProperty("judge");
    edit(
      "when-to-come.yaml",
      "end: []",
      "end: []\n  judge: {criteria: [{id: kind, dimension: D2_Clarity, text: Is kind., points: -2}, {id: a, dimension: D1_Accuracy, text: Is so., points: 1}]}",
    );
    const after = read();
    expect(after?.private.judge?.criteria).toEqual([
      { id: "kind", dimension: "D2_Clarity", text: "Is kind.", points: -2 },
      { id: "a", dimension: "D1_Accuracy", text: "Is so.", points: 1 },
    ]);
    expect(after?.digest).not.toBe(before?.digest);
  });

  it.each([
    [
      "an unknown key",
      "difficulty: 1",
      "difficulty: 1\n  dificulty: 2",
      /^answers\/when-to-come.yaml:\d+: public: Unrecognized key: "dificulty"$/,
    ],
    ["a value out of range", "difficulty: 1", "difficulty: 9", /^answers\/when-to-come.yaml:6: public.difficulty: /],
    [
      "a slug that is not the file's name",
      "slug: when-to-come",
      "slug: when-to-go",
      /when-to-come.yaml:2: slug: is "when-to-go", must be the file's name "when-to-come"$/,
    ],
    [
      "a condition with two kinds",
      "end: []",
      "end: [{id: x, when: {fact: a, turn: {gte: 1}}, reason: completed, outcome: y}]",
      /private.end.0.when: must have exactly one of .*; has fact, turn$/,
    ],
    [
      "a condition with a part that does not go with it",
      "end: []",
      "end: [{id: x, when: {fact: a, times: 2}, reason: completed, outcome: y}]",
      /"times" does not go with "fact"$/,
    ],
    [
      "a name that stands for nothing",
      "end: []",
      "end: [{id: x, when: {fact: a}, reason: completed, outcome: y}]",
      /when-to-come.yaml:\d+: private.end.0.when: no fact "a"$/,
    ],
    [
      "settings that a scorer needs",
      "turns: {target: 1}",
      "practices: []",
      /D3_Turns is scored by "turns": private.scoring.turns is missing$/,
    ],
    [
      "a judge's criterion of a dimension that is none",
      "end: []",
      "end: []\n  judge: {criteria: [{id: kind, dimension: D9_Kindness, text: Is kind., points: 1}]}",
      /private.judge.criteria.0.dimension: criterion "kind": "D9_Kindness" is no dimension of the collection \(D1_Accuracy, D2_Clarity, D3_Turns\)$/,
    ],
    [
      "judge's criteria of one name",
      "end: []",
      "end: []\n  judge: {criteria: [{id: a, dimension: D1_Accuracy, text: Is so., points: 1}, {id: a, dimension: D1_Accuracy, text: Is not., points: 1}]}",
      /private.judge.criteria.1.id: "a" is defined twice$/,
    ],
    [
      "criteria by which nothing can be earned",
      "end: []",
      "end: []\n  judge: {criteria: [{id: rude, dimension: D1_Accuracy, text: Is rude., points: -1}]}",
      /private.judge.criteria: must have a criterion with positive points$/,
    ],
    ["broken YAML", "slug: when-to-come", "slug: [when", /when-to-come.yaml:\d+: /],
    ["a doubled key", "version: 1", "version: 1\nversion: 2", /when-to-come.yaml:4: duplicated mapping key/],
    ["a second document", "tests:", "---\ntests:", /when-to-come.yaml: holds several YAML documents: a line "---" begins/],
    ["a field left out", "version: 1\n", "", /when-to-come.yaml:1: version: is missing: expected a number$/],
    [
      "a number where words are due",
      '["When should I come?"]',
      "[1e3]",
      /:10: public.opening.0: must be text, and YAML reads the number 1000 here: put it in quotes$/,
    ],
    [
      "a colon that makes a field",
      '["When should I come?"]',
      "[When should I come: at nine]",
      /:10: public.opening.0: must be text, and YAML reads fields \(a colon with a space after it makes one\) here: put it in quotes$/,
    ],
    [
      "a line where a list is due",
      '["When should I come?"]',
      "When should I come?",
      /:10: public.opening: must be a list \(\[a, b\] or lines that begin with -\); here stands text$/,
    ],
  ])("refuses %s, with file, line, field and rule", (_name, from, to, pattern) => {
    edit("when-to-come.yaml", from, to);
    expect(findings()[0]).toMatch(pattern);
  });

  it("says of a dimension that nothing scores that its scoring is missing, and nothing of the checks that use it", () => {
    edit("collection.yaml", "      D2_Clarity: {scorer: rubric, weight: 1}\n", "");
    expect(findings()).toEqual([
      "answers/collection.yaml:13: private.scoring.dimensions.D2_Clarity: is missing: it is in public.dimensions, and nothing says how it is scored",
    ]);
  });

  it.each([
    [
      "each other",
      "D2_Clarity",
      "D1_Accuracy",
      "collection.yaml:14: private.scoring.dimensions.D1_Accuracy.needs: goes in a circle: D1_Accuracy needs D2_Clarity needs D1_Accuracy",
    ],
    [
      "themselves",
      "D1_Accuracy",
      null,
      "collection.yaml:14: private.scoring.dimensions.D1_Accuracy.needs: goes in a circle: D1_Accuracy needs D1_Accuracy",
    ],
    [
      "what is none",
      "D9_Charm",
      null,
      'collection.yaml:14: private.scoring.dimensions.D1_Accuracy.needs: "D9_Charm" is no dimension of the collection (D1_Accuracy, D2_Clarity, D3_Turns)',
    ],
  ])("refuses dimensions that need %s", (_name, first, second, finding) => {
    edit("collection.yaml", "{scorer: rubric, weight: 2}", `{scorer: rubric, weight: 2, needs: ${first}}`);
    if (second !== null) {
      edit("collection.yaml", "{scorer: rubric, weight: 1}", `{scorer: rubric, weight: 1, needs: ${second}}`);
      // Outside of the circle, though it leads into it.
      edit("collection.yaml", "{scorer: turns, weight: 1}", `{scorer: turns, weight: 1, needs: ${first}}`);
    }
    expect(findings()).toEqual([`answers/${finding}`]);
  });

  it("refuses a file of aliases that could grow without end", () => {
    writeFileSync(join(folder, "when-to-come.yaml"), `a: &a [x]\nb: [${Array(60).fill("*a").join(", ")}]\n`);
    expect(findings()[0]).toMatch(/alias/i);
  });

  it("refuses nesting without end", () => {
    writeFileSync(join(folder, "when-to-come.yaml"), `a: ${"[".repeat(5000)}`);
    expect(findings()).toHaveLength(1);
  });

  it("refuses a link out of the folder", () => {
    rmSync(join(folder, "when-to-come.yaml"));
    symlinkSync("/etc/hostname", join(folder, "when-to-come.yaml"));
    expect(findings()[0]).toMatch(/link out of its collection's folder$/);
  });

  it("refuses a file that is too large", () => {
    writeFileSync(join(folder, "when-to-come.yaml"), `# ${"x".repeat(1024 * 1024)}`);
    expect(findings()[0]).toMatch(/at most 1048576 are read$/);
  });

  it("refuses a file of another encoding: its umlauts would be lost", () => {
    const path = join(folder, "when-to-come.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("When should", "Für when should"), "latin1");
    expect(findings()).toEqual(["answers/when-to-come.yaml: is not UTF-8: save it in that encoding"]);
  });

  it("refuses an empty file", () => {
    writeFileSync(join(folder, "when-to-come.yaml"), "# to come\n");
    expect(findings()).toEqual(["answers/when-to-come.yaml: is empty"]);
  });

  it.each(["another.yml", "another.YAML", "another.yaml.txt"])("refuses a folder with %s, which nobody would read", (name) => {
    writeFileSync(join(folder, name), "slug: another");
    expect(findings()).toEqual([`answers/${name}: is not read: its name must end with ".yaml"`]);
  });

  it("refuses a prototype in disguise", () => {
    edit("when-to-come.yaml", "private:\n", "private:\n  __proto__: {polluted: true}\n");
    expect(findings().length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("the catalog", () => {
  it("takes a good change and refuses a bad one, keeping the old version", () => {
    const catalog = openScenarioCatalog(root, null, PLAIN_ENGINE_TOOLS);
    edit("when-to-come.yaml", "title: When to come", "title: When to go");
    expect(catalog.reload(folder)).toEqual({ kind: "loaded", collectionSlug: "answers", scenarios: 1 });
    expect(catalog.findScenario("answers", "when-to-come")?.public.title).toBe("When to go");
    edit("when-to-come.yaml", "difficulty: 1", "difficulty: none");
    expect(catalog.reload(folder)).toMatchObject({ kind: "refused", findings: [{ field: "public.difficulty" }] });
    expect(catalog.findScenario("answers", "when-to-come")?.public.title).toBe("When to go");
  });

  it("reads again what changed before it could follow", async () => {
    const events: string[] = [];
    const catalog = openScenarioCatalog(
      root,
      { onEvent: ({ kind }) => events.push(kind), timer: createManualTime().timer },
      PLAIN_ENGINE_TOOLS,
    );
    edit("when-to-come.yaml", "title: When to come", "title: When to go");
    await catalog.following;
    expect(catalog.findScenario("answers", "when-to-come")?.public.title).toBe("When to go");
    expect(events).toContain("loaded");
    await catalog.close();
  });

  it("forgets a collection that is gone", () => {
    const catalog = openScenarioCatalog(root, null, PLAIN_ENGINE_TOOLS);
    rmSync(folder, { recursive: true });
    expect(catalog.reload(folder).kind).toBe("removed");
    expect(catalog.findCollection("answers")).toBeNull();
  });

  it("does not start with a bad collection", () => {
    edit("when-to-come.yaml", "difficulty: 1", "difficulty: 9");
    expect(() => openScenarioCatalog(root, null, PLAIN_ENGINE_TOOLS)).toThrow(/public.difficulty/);
  });

  it("tells nothing of what is not there", () => {
    const catalog = openScenarioCatalog(root, null, PLAIN_ENGINE_TOOLS);
    expect(catalog.listCollections().map(({ slug }) => slug)).toEqual(["answers"]);
    expect(catalog.findScenario("answers", "none")).toBeNull();
    expect(catalog.findScenario("none", "when-to-come")).toBeNull();
  });
});
