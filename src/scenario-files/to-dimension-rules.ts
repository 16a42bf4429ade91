import { assertInvariant } from "../domain/assert.ts";
import type { DimensionRule, Practice, Scorer } from "../domain/scenarios/scenario.ts";
import type { CollectionFile } from "./collection-schema.ts";
import { toCondition } from "./condition-schema.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

/** A field of a scenario file that says something which cannot stand. */
export class ScenarioFieldError extends Error {
  /** Keys from the file's root to the field. */
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.name = "ScenarioFieldError";
    this.path = path;
  }
}

/** The collection's dimensions with this scenario's settings. Throws ScenarioFieldError where a scorer's settings are missing. */
export function toDimensionRules(collection: CollectionFile, file: ScenarioFile): readonly DimensionRule[] {
  const { weights } = file.private.scoring;
  for (const key of Object.keys(weights)) {
    if (!(key in collection.public.dimensions)) {
      throw new ScenarioFieldError(["private", "scoring", "weights", key], `"${key}" is no dimension of the collection`);
    }
  }
  return Object.keys(collection.public.dimensions).map((key) => {
    const rule = collection.private.scoring.dimensions[key];
    assertInvariant(rule, "a collection with a dimension that nothing scores is refused before its scenarios are read");
    return {
      key,
      weight: weights[key] ?? rule.weight,
      needs: rule.needs ?? null,
      scorer: toScorer(rule.scorer, key, collection, file),
    };
  });
}

function toScorer(kind: Scorer["kind"], dimensionKey: string, collection: CollectionFile, file: ScenarioFile): Scorer {
  const { scoring } = file.private;
  switch (kind) {
    case "discovery":
    case "milestones":
    case "rubric":
      return { kind };
    case "practices":
      return { kind, practices: [...collection.private.scoring.practices, ...scoring.practices].map(toPractice) };
    case "decision":
      return { kind, ...needed(scoring.decision, kind, dimensionKey, ({ tool, credits }) => ({ toolId: tool, credits })) };
    case "artifact":
      return { kind, ...needed(scoring.artifact, kind, dimensionKey, ({ tool, fields }) => ({ toolId: tool, fields })) };
    case "turns":
      return { kind, ...needed(scoring.turns, kind, dimensionKey, ({ target }) => ({ target })) };
  }
}

function needed<T, R>(settings: T | undefined, kind: string, dimensionKey: string, convert: (settings: T) => R): R {
  if (settings === undefined) {
    throw new ScenarioFieldError(
      ["private", "scoring"],
      `${dimensionKey} is scored by "${kind}": private.scoring.${kind} is missing`,
    );
  }
  return convert(settings);
}

function toPractice(practice: CollectionFile["private"]["scoring"]["practices"][number]): Practice {
  return { id: practice.id, when: toCondition(practice.when), points: practice.points };
}
