import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { Scenario } from "../domain/scenarios/scenario.ts";
import type { CheckedScenario } from "../domain/scenarios/scenario-test.ts";
import { type CollectionFile, collectionFileSchema } from "./collection-schema.ts";
import { findReferenceErrors } from "./find-reference-errors.ts";
import { FILE_BYTES_MAX, type FileFinding, parseYamlFile } from "./parse-yaml-file.ts";
import type { ParsedTexts } from "./parsed-texts.ts";
import { scenarioFileSchema } from "./scenario-schema.ts";
import { ScenarioFieldError } from "./to-dimension-rules.ts";
import { toBaselineCaps, toScenario, toScenarioTests } from "./to-scenario.ts";

const COLLECTION_FILE = "collection.yaml";
/** Files of a collection's folder that are not scenarios. */
const OTHER_FILES: ReadonlySet<string> = new Set([COLLECTION_FILE, "paraphrases.yaml"]);
const SCENARIOS_MAX = 1000;

/** A collection as read, with what its scenarios prove themselves by; or what is wrong with its files. */
export type CollectionReading =
  | { readonly ok: true; readonly collection: Collection; readonly checked: ReadonlyMap<string, CheckedScenario> }
  | { readonly ok: false; readonly findings: readonly FileFinding[] };

/** The collection folders under a directory, by name. Throws where the directory cannot be read. */
export function findCollectionFolders(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && hasCollectionFile(join(directory, entry.name)))
    .map((entry) => join(directory, entry.name))
    .sort();
}

export function hasCollectionFile(folder: string): boolean {
  return statSync(join(folder, COLLECTION_FILE), { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Reads a collection folder as a whole: one bad file refuses the collection, with every finding.
 * @param known values of texts that need not be parsed again.
 */
export function readCollection(folder: string, known: ParsedTexts | null = null): CollectionReading {
  const file = join(folder, COLLECTION_FILE);
  const text = readText(folder, file);
  if (typeof text !== "string") {
    return { ok: false, findings: [text] };
  }
  const parsed = parseYamlFile(file, text, collectionFileSchema, known);
  if (!parsed.ok) {
    return parsed;
  }
  if (parsed.value.slug !== basename(folder)) {
    return {
      ok: false,
      findings: [
        {
          file,
          line: parsed.source.lineOf(["slug"]),
          field: "slug",
          message: `is "${parsed.value.slug}", must be the folder's name "${basename(folder)}"`,
        },
      ],
    };
  }
  return readScenarios(folder, parsed.value, known);
}

function readScenarios(folder: string, collectionFile: CollectionFile, known: ParsedTexts | null): CollectionReading {
  const findings: FileFinding[] = [];
  const scenarios = new Map<string, Scenario>();
  const checked = new Map<string, CheckedScenario>();
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml") && !OTHER_FILES.has(name))
    .sort();
  if (names.length === 0 || names.length > SCENARIOS_MAX) {
    findings.push({
      file: folder,
      line: null,
      field: "",
      message: `has ${names.length} scenario files; a collection has 1 to ${SCENARIOS_MAX}`,
    });
  }
  for (const name of names) {
    const reading = readScenario(folder, name, collectionFile, known);
    if (reading.ok) {
      scenarios.set(reading.scenario.public.slug, reading.scenario);
      checked.set(reading.scenario.public.slug, reading.checked);
    } else {
      findings.push(...reading.findings);
    }
  }
  if (findings.length > 0) {
    return { ok: false, findings };
  }
  return { ok: true, collection: { ...toPublicCollection(collectionFile), scenarios }, checked };
}

function toPublicCollection(file: CollectionFile): Omit<Collection, "scenarios"> {
  const { title, description, language, dimensions } = file.public;
  return {
    slug: file.slug,
    title,
    description,
    language,
    dimensions: Object.entries(dimensions).map(([key, dimension]) => ({ key, ...dimension })),
  };
}

type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario; readonly checked: CheckedScenario }
  | { readonly ok: false; readonly findings: readonly FileFinding[] };

function readScenario(folder: string, name: string, collectionFile: CollectionFile, known: ParsedTexts | null): ScenarioReading {
  const file = join(folder, name);
  const text = readText(folder, file);
  if (typeof text !== "string") {
    return { ok: false, findings: [text] };
  }
  const parsed = parseYamlFile(file, text, scenarioFileSchema, known);
  if (!parsed.ok) {
    return parsed;
  }
  const at = (path: readonly (string | number)[], message: string): FileFinding => ({
    file,
    line: parsed.source.lineOf(path),
    field: path.join("."),
    message,
  });
  if (`${parsed.value.slug}.yaml` !== name) {
    return {
      ok: false,
      findings: [at(["slug"], `is "${parsed.value.slug}", must be the file's name "${name.replace(/\.yaml$/, "")}"`)],
    };
  }
  try {
    const scenario = toScenario(collectionFile, parsed.value, sha256Hex);
    const errors = findReferenceErrors(scenario);
    if (errors.length > 0) {
      return { ok: false, findings: errors.map((error) => at(error.path, error.message)) };
    }
    return {
      ok: true,
      scenario,
      checked: { tests: toScenarioTests(parsed.value), baselineCaps: toBaselineCaps(collectionFile, parsed.value) },
    };
  } catch (error) {
    if (error instanceof ScenarioFieldError) {
      return { ok: false, findings: [at(error.path, error.message)] };
    }
    throw error;
  }
}

/** The file's text, or why it is not read: a link out of the folder, too large, unreadable. */
function readText(folder: string, file: string): string | FileFinding {
  const refuse = (message: string): FileFinding => ({ file, line: null, field: "", message });
  try {
    if (!realpathSync(file).startsWith(realpathSync(folder) + sep)) {
      return refuse("is a link out of its collection's folder");
    }
    const { size } = statSync(file);
    if (size > FILE_BYTES_MAX) {
      return refuse(`has ${size} bytes; at most ${FILE_BYTES_MAX} are read`);
    }
    return readFileSync(file, "utf8");
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
