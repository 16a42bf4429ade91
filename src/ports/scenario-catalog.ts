import type { Collection } from "../domain/scenarios/collection.ts";
import type { Scenario } from "../domain/scenarios/scenario.ts";

/** The collections that are live now. Synchronous: it is a picture in memory that a watcher replaces as a whole. */
export interface ScenarioCatalog {
  /** By slug, in alphabetical order. */
  listCollections(): readonly Collection[];
  findCollection(collectionSlug: string): Collection | null;
  findScenario(collectionSlug: string, scenarioSlug: string): Scenario | null;
}
