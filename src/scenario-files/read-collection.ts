import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { Scenario } from "../domain/scenarios/scenario.ts";
import type { CheckedScenario } from "../domain/scenarios/scenario-test.ts";
import { type CollectionFile, collectionFileSchema } from "./collection-schema.ts";
import type { FileFieldError } from "./file-field-error.ts";
import { findCircleErrors } from "./find-circle-errors.ts";
import { findDimensionErrors, findWeightErrors } from "./find-dimension-errors.ts";
import { findJudgeErrors } from "./find-judge-errors.ts";
import { findReferenceErrors } from "./find-reference-errors.ts";
import { findEmptyRubricDimensions, findRubricErrors, type RubricCompilers } from "./find-rubric-errors.ts";
import { isMeantAsYaml } from "./is-meant-as-yaml.ts";
import { FILE_BYTES_MAX, type FileFinding, parseYamlFile, type YamlSource } from "./parse-yaml-file.ts";
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
 * @param compilers patterns and JSON Schemas of rubrics are compiled here once to see that they can be.
 * @param known values of texts that need not be parsed again, nor their patterns compiled.
 */
export function readCollection(folder: string, compilers: RubricCompilers, known: ParsedTexts | null = null): CollectionReading {
  const file = join(folder, COLLECTION_FILE);
  const text = readText(folder, file);
  if (typeof text !== "string") {
    return { ok: false, findings: [text] };
  }
  const parsed = parseYamlFile(file, text, collectionFileSchema, known);
  if (!parsed.ok) {
    return parsed;
  }
  const { slug, private: shared } = parsed.value;
  const errors =
    slug === basename(folder)
      ? [
          ...findDimensionErrors(parsed.value),
          ...findRubricErrors(shared.scoring.rubric, parsed.value, parsed.isKnown ? null : compilers),
        ]
      : [{ path: ["slug"], message: `is "${slug}", must be the folder's name "${basename(folder)}"` }];
  return errors.length > 0
    ? { ok: false, findings: errors.map((error) => toFinding(file, parsed.source, error)) }
    : readScenarios(folder, parsed.value, compilers, known);
}

function toFinding(file: string, source: YamlSource, { path, message }: FileFieldError): FileFinding {
  return { file, line: source.lineOf(path), field: path.join("."), message };
}

function readScenarios(
  folder: string,
  collectionFile: CollectionFile,
  compilers: RubricCompilers,
  known: ParsedTexts | null,
): CollectionReading {
  const findings: FileFinding[] = [];
  const scenarios = new Map<string, Scenario>();
  const checked = new Map<string, CheckedScenario>();
  const present = readdirSync(folder).sort();
  for (const name of present.filter((candidate) => isMeantAsYaml(candidate) && !candidate.endsWith(".yaml"))) {
    findings.push({ file: join(folder, name), line: null, field: "", message: 'is not read: its name must end with ".yaml"' });
  }
  const names = present.filter((name) => name.endsWith(".yaml") && !OTHER_FILES.has(name));
  if (names.length === 0 || names.length > SCENARIOS_MAX) {
    findings.push({
      file: folder,
      line: null,
      field: "",
      message: `has ${names.length} scenario files; a collection has 1 to ${SCENARIOS_MAX}`,
    });
  }
  for (const name of names) {
    const reading = readScenario(folder, name, collectionFile, compilers, known);
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

function readScenario(
  folder: string,
  name: string,
  collectionFile: CollectionFile,
  compilers: RubricCompilers,
  known: ParsedTexts | null,
): ScenarioReading {
  const file = join(folder, name);
  const text = readText(folder, file);
  if (typeof text !== "string") {
    return { ok: false, findings: [text] };
  }
  const parsed = parseYamlFile(file, text, scenarioFileSchema, known);
  if (!parsed.ok) {
    return parsed;
  }
  const refuse = (errors: readonly FileFieldError[]): ScenarioReading => ({
    ok: false,
    findings: errors.map((error) => toFinding(file, parsed.source, error)),
  });
  if (`${parsed.value.slug}.yaml` !== name) {
    const message = `is "${parsed.value.slug}", must be the file's name "${name.replace(/\.yaml$/, "")}"`;
    return refuse([{ path: ["slug"], message }]);
  }
  try {
    const scenario = toScenario(collectionFile, parsed.value, sha256Hex);
    const { dimensions, rubric } = scenario.private.scoring;
    const errors = [
      ...findReferenceErrors(scenario, Object.keys(parsed.value.private.answers)),
      ...findCircleErrors(scenario),
      ...findRubricErrors(parsed.value.private.scoring.rubric, collectionFile, parsed.isKnown ? null : compilers),
      ...findEmptyRubricDimensions(dimensions, rubric),
      ...findWeightErrors(dimensions),
      ...findJudgeErrors(scenario),
    ];
    if (errors.length > 0) {
      return refuse(errors);
    }
    const tests = toScenarioTests(parsed.value);
    return { ok: true, scenario, checked: { tests, baselineCaps: toBaselineCaps(collectionFile, parsed.value) } };
  } catch (error) {
    if (error instanceof ScenarioFieldError) {
      return refuse([error]);
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
    const bytes = readFileSync(file);
    return isUtf8(bytes) ? bytes.toString("utf8") : refuse("is not UTF-8: save it in that encoding");
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
