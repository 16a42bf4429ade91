import { NotFoundError } from "../../domain/errors.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { ServicePorts } from "../service-ports.ts";
import { findLiveCollection } from "./find-live-collection.ts";

/** The live version of a scenario. Throws NotFoundError, naming what there is instead. */
export function findLiveScenario(ports: Pick<ServicePorts, "scenarios">, collectionSlug: string, scenarioSlug: string): Scenario {
  findLiveCollection(ports, collectionSlug);
  const scenario = ports.scenarios.findScenario(collectionSlug, scenarioSlug);
  if (!scenario) {
    throw new NotFoundError(
      `No scenario "${scenarioSlug}" in "${collectionSlug}". GET /api/v1/collections/${collectionSlug}/scenarios lists them.`,
    );
  }
  return scenario;
}
