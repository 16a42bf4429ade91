import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScenarioCatalog } from "./open-scenario-catalog.ts";
import { formatFinding } from "./parse-yaml-file.ts";
import { readCollection } from "./read-collection.ts";

const SHIPPED = fileURLToPath(new URL("../../scenarios/preference", import.meta.url));

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "folkmoot-scenarios-"));
  folder = join(root, "preference");
  cpSync(SHIPPED, folder, { recursive: true });
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
  const reading = readCollection(folder);
  return reading.ok
    ? []
    : reading.findings.map((finding) => formatFinding({ ...finding, file: finding.file.slice(root.length + 1) }));
}

describe("reading a collection", () => {
  it("merges a scenario with what its collection shares", () => {
    const reading = readCollection(folder);
    expect(reading.ok).toBe(true);
    const scenario = reading.ok ? reading.collection.scenarios.get("general") : undefined;
    expect(scenario?.public).toMatchObject({ collectionSlug: "preference", slug: "general", language: "en", maxTurns: 1 });
    expect(scenario?.private.lines.acknowledge).toContain("Thank you.");
    expect(scenario?.private.scoring.dimensions).toEqual([
      { key: "D1_Responsiveness", weight: 1, needs: null, scorer: { kind: "responsiveness", targetWords: 90 } },
    ]);
  });

  it("gives a version by content: a changed word, another digest", () => {
    const digest = () => {
      const reading = readCollection(folder);
      return reading.ok ? reading.collection.scenarios.get("general")?.digest : undefined;
    };
    const before = digest();
    expect(digest()).toBe(before);
    edit("general.yaml", "Why is the sky blue", "Why is the sea blue");
    expect(digest()).not.toBe(before);
  });

  it.each([
    [
      "an unknown key",
      "difficulty: 1",
      "difficulty: 1\n  dificulty: 2",
      /^preference\/general.yaml:\d+: public: Unrecognized key: "dificulty"$/,
    ],
    ["a value out of range", "difficulty: 1", "difficulty: 9", /^preference\/general.yaml:6: public.difficulty: /],
    [
      "a slug that is not the file's name",
      "slug: general",
      "slug: generous",
      /general.yaml:2: slug: is "generous", must be the file's name "general"$/,
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
      /general.yaml:\d+: private.end.0.when: no fact "a"$/,
    ],
    [
      "settings that a scorer needs",
      "responsiveness: {target_words: 90}",
      "turns: {target: 3}",
      /D1_Responsiveness is scored by "responsiveness": private.scoring.responsiveness is missing$/,
    ],
    ["broken YAML", "slug: general", "slug: [general", /general.yaml:\d+: /],
    ["a doubled key", "version: 1", "version: 1\nversion: 2", /general.yaml:4: duplicated mapping key/],
  ])("refuses %s, with file, line, field and rule", (_name, from, to, pattern) => {
    edit("general.yaml", from, to);
    expect(findings()[0]).toMatch(pattern);
  });

  it("refuses a file of aliases that could grow without end", () => {
    writeFileSync(join(folder, "general.yaml"), `a: &a [x]\nb: [${Array(60).fill("*a").join(", ")}]\n`);
    expect(findings()[0]).toMatch(/alias/i);
  });

  it("refuses nesting without end", () => {
    writeFileSync(join(folder, "general.yaml"), `a: ${"[".repeat(5000)}`);
    expect(findings()).toHaveLength(1);
  });

  it("refuses a link out of the folder", () => {
    rmSync(join(folder, "general.yaml"));
    symlinkSync("/etc/hostname", join(folder, "general.yaml"));
    expect(findings()[0]).toMatch(/link out of its collection's folder$/);
  });

  it("refuses a file that is too large", () => {
    writeFileSync(join(folder, "general.yaml"), `# ${"x".repeat(1024 * 1024)}`);
    expect(findings()[0]).toMatch(/at most 1048576 are read$/);
  });

  it("refuses a prototype in disguise", () => {
    edit("general.yaml", "private:\n", "private:\n  __proto__: {polluted: true}\n");
    expect(findings().length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("the catalog", () => {
  it("takes a good change and refuses a bad one, keeping the old version", () => {
    const catalog = openScenarioCatalog(root, null);
    edit("general.yaml", "title: Answer a request", "title: Answer it");
    expect(catalog.reload(folder)).toEqual({ kind: "loaded", collectionSlug: "preference", scenarios: 1 });
    expect(catalog.findScenario("preference", "general")?.public.title).toBe("Answer it");
    edit("general.yaml", "difficulty: 1", "difficulty: none");
    expect(catalog.reload(folder)).toMatchObject({ kind: "refused", findings: [{ field: "public.difficulty" }] });
    expect(catalog.findScenario("preference", "general")?.public.title).toBe("Answer it");
  });

  it("reads again what changed before it could follow", async () => {
    const events: string[] = [];
    const catalog = openScenarioCatalog(root, (event) => events.push(event.kind));
    edit("general.yaml", "title: Answer a request", "title: Answer it");
    await catalog.following;
    expect(catalog.findScenario("preference", "general")?.public.title).toBe("Answer it");
    expect(events).toContain("loaded");
    await catalog.close();
  });

  it("forgets a collection that is gone", () => {
    const catalog = openScenarioCatalog(root, null);
    rmSync(folder, { recursive: true });
    expect(catalog.reload(folder).kind).toBe("removed");
    expect(catalog.findCollection("preference")).toBeNull();
  });

  it("does not start with a bad collection", () => {
    edit("general.yaml", "difficulty: 1", "difficulty: 9");
    expect(() => openScenarioCatalog(root, null)).toThrow(/public.difficulty/);
  });

  it("tells nothing of what is not there", () => {
    const catalog = openScenarioCatalog(root, null);
    expect(catalog.listCollections().map(({ slug }) => slug)).toEqual(["preference"]);
    expect(catalog.findScenario("preference", "none")).toBeNull();
    expect(catalog.findScenario("none", "general")).toBeNull();
  });
});
