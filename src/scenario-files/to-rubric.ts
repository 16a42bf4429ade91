import { assertInvariant } from "../domain/assert.ts";
import type { Criterion, RubricCheck } from "../domain/rubric/rubric-check.ts";
import { NEUTRAL_SHAPING, type ShapingRules } from "../domain/scoring/shaping-rules.ts";
import type { CollectionFile } from "./collection-schema.ts";
import type { RubricCheckFile, ShapingFile } from "./rubric-schema.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

/** The collection's checks with the scenario's: one of the same id takes the place of the collection's, the others follow. */
export function toRubric(collection: CollectionFile, file: ScenarioFile): readonly RubricCheck[] {
  const checks = new Map(collection.private.scoring.rubric.map((check) => [check.id, check]));
  for (const check of file.private.scoring.rubric) {
    checks.set(check.id, check);
  }
  return [...checks.values()].map(toCheck);
}

/** A check of a file in the domain's form. */
function toCheck(file: RubricCheckFile): RubricCheck {
  const { id, dimension, points, reads } = file;
  return { id, dimension, points, gate: file.gate ?? null, reads, criterion: toCriterion(file) };
}

/** The scenario's members over those of the collection over none. */
export function toShaping(collection: ShapingFile, scenario: ShapingFile): ShapingRules {
  const lengthPenalty = scenario.length_penalty === undefined ? collection.length_penalty : scenario.length_penalty;
  const repetitionPenalty =
    scenario.repetition_penalty === undefined ? collection.repetition_penalty : scenario.repetition_penalty;
  return {
    lengthPenalty: lengthPenalty
      ? { freeWords: lengthPenalty.free_words, per100Words: lengthPenalty.per_100_words, max: lengthPenalty.max }
      : null,
    repetitionPenalty: repetitionPenalty
      ? {
          ngramWords: repetitionPenalty.ngram_words,
          freeShare: repetitionPenalty.free_share,
          factor: repetitionPenalty.factor,
          max: repetitionPenalty.max,
        }
      : null,
    clip: scenario.clip ?? collection.clip ?? NEUTRAL_SHAPING.clip,
  };
}

/** The one criterion that a check states, whichever family it is of. */
function toCriterion(file: RubricCheckFile): Criterion {
  const criterion = toWording(file) ?? toForm(file) ?? toCount(file) ?? toExchange(file);
  assertInvariant(criterion !== null, "the schema lets no check pass without a criterion");
  return criterion;
}

/** What words an answer has. */
function toWording(file: RubricCheckFile): Criterion | null {
  const ignoreCase = file.match_case !== true;
  if (file.must !== undefined) {
    return { kind: "pattern", pattern: file.must, ignoreCase, expects: "present" };
  }
  if (file.must_not !== undefined) {
    return { kind: "pattern", pattern: file.must_not, ignoreCase, expects: "absent" };
  }
  if (file.phrases) {
    return { kind: "phrases", phrases: file.phrases, expects: "present" };
  }
  if (file.no_phrases) {
    return { kind: "phrases", phrases: file.no_phrases, expects: "absent" };
  }
  if (file.forbidden_claims) {
    return { kind: "forbidden_claims", claims: file.forbidden_claims };
  }
  if (file.refusal) {
    return { kind: "refusal", expects: file.refusal };
  }
  return file.language === undefined ? null : { kind: "language", language: file.language };
}

/** What shape an answer has. */
function toForm(file: RubricCheckFile): Criterion | null {
  if (file.json) {
    return { kind: "json", schema: file.json.schema ?? null };
  }
  if (file.sections) {
    const { headings, in_order, graded } = file.sections;
    return { kind: "sections", headings, inOrder: in_order, graded };
  }
  if (file.citations) {
    return { kind: "citations", ...file.citations };
  }
  if (typeof file.code_block === "string") {
    return { kind: "code_block", language: null, expects: file.code_block };
  }
  if (file.code_block) {
    return { kind: "code_block", ...file.code_block };
  }
  if (file.script) {
    return { kind: "script", script: file.script.name, shareMin: file.script.share_min };
  }
  return file.think_tags ? { kind: "think_tags", rule: file.think_tags } : null;
}

/** How much of something there is. */
function toCount(file: RubricCheckFile): Criterion | null {
  if (file.length) {
    const { graded, ...units } = file.length;
    for (const unit of ["words", "tokens", "characters", "sentences", "paragraphs"] as const) {
      if (units[unit]) {
        return { kind: "length", unit, ...toBounds(units[unit]), graded };
      }
    }
  }
  if (file.list_items) {
    return { kind: "list_items", ...toBounds(file.list_items) };
  }
  if (file.turns) {
    return { kind: "turns", ...toBounds(file.turns) };
  }
  return file.repetition
    ? { kind: "repetition", ngramWords: file.repetition.ngram_words, shareMax: file.repetition.share_max }
    : null;
}

/** How an answer stands to its request or to a reference. */
function toExchange(file: RubricCheckFile): Criterion | null {
  if (file.reference) {
    const { match, text, tolerance } = file.reference;
    return { kind: "reference", match, text: text ?? null, tolerance: tolerance ?? 0 };
  }
  if (file.echo) {
    return { kind: "echo", shareMax: file.echo.share_max, requestShareMax: file.echo.request_share_max };
  }
  if (file.request_coverage) {
    return { kind: "request_coverage" };
  }
  if (file.relevance) {
    return { kind: "relevance" };
  }
  return file.instructions ? { kind: "instructions" } : null;
}

function toBounds(bounds: { min?: number | undefined; max?: number | undefined }): {
  readonly min: number | null;
  readonly max: number | null;
} {
  return { min: bounds.min ?? null, max: bounds.max ?? null };
}
