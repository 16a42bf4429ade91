import { NotFoundError } from "../../domain/errors.ts";
import { draw } from "../../domain/persona/draw.ts";
import type { Split } from "../../domain/scenarios/scenario.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findLiveCollection } from "./find-live-collection.ts";

/**
 * The slug of the scenario that a seed stands for in one split of a collection: equal seeds draw equally for as long as the split holds the same scenarios.
 * Throws NotFoundError for an unknown collection and for a split that is empty.
 */
export function drawScenario(ports: Pick<ServicePorts, "scenarios">, collectionSlug: string, split: Split, seed: number): string {
  const slugs = [...findLiveCollection(ports, collectionSlug).scenarios.values()]
    .filter((scenario) => scenario.public.split === split)
    .map((scenario) => scenario.public.slug);
  const drawn = slugs.sort()[draw(["scenario", collectionSlug, split, seed].join("|")) % Math.max(1, slugs.length)];
  if (drawn === undefined) {
    throw new NotFoundError(`No scenario of "${collectionSlug}" is in its ${split} split. Name one, or another split.`);
  }
  return drawn;
}
