import { assertInvariant } from "../assert.ts";
import type { Collection } from "../scenarios/collection.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { JudgeCriterion } from "./judge-criterion.ts";

/**
 * What judges decide of a scenario's conversations: its own criteria. Where it states none, one a dimension, from the collection's public words, worth the dimension's weight in this scenario; dimensions that weigh nothing are
 * left out, unless none weighs anything. At least one.
 */
export function criteriaOf(scenario: Scenario, collection: Pick<Collection, "dimensions">): readonly JudgeCriterion[] {
  return scenario.private.judge?.criteria ?? fromDimensions(scenario, collection);
}

function fromDimensions(scenario: Scenario, { dimensions }: Pick<Collection, "dimensions">): readonly JudgeCriterion[] {
  assertInvariant(dimensions.length > 0, "A collection has dimensions.");
  const weights = new Map(scenario.private.scoring.dimensions.map(({ key, weight }) => [key, weight]));
  const weighing = dimensions.filter(({ key }) => (weights.get(key) ?? 0) > 0);
  return (weighing.length > 0 ? weighing : dimensions).map(({ key, title, description }) => ({
    id: key,
    dimension: key,
    text: `Does well in "${title}": ${description}`,
    points: weights.get(key) || 1,
  }));
}
