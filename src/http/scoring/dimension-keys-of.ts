import type { ScenarioCatalog } from "../../ports/scenario-catalog.ts";

/** The dimension keys that every answer of a collection has; none where there is no such collection. */
export function dimensionKeysOf(scenarios: ScenarioCatalog, collectionSlug: string): readonly string[] {
  return scenarios.findCollection(collectionSlug)?.dimensions.map(({ key }) => key) ?? [];
}
