import { NotFoundError } from "../../domain/errors.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { ServicePorts } from "../service-ports.ts";

/** The live version of a scenario. Throws NotFoundError, naming what there is instead. */
export function findLiveScenario(ports: Pick<ServicePorts, "scenarios">, collectionSlug: string, scenarioSlug: string): Scenario {
  const collection = ports.scenarios.findCollection(collectionSlug);
  if (!collection) {
    const slugs = ports.scenarios.listCollections().map(({ slug }) => slug);
    throw new NotFoundError(`No collection "${collectionSlug}". There is ${slugs.join(", ") || "none"}.`);
  }
  const scenario = ports.scenarios.findScenario(collectionSlug, scenarioSlug);
  if (!scenario) {
    throw new NotFoundError(
      `No scenario "${scenarioSlug}" in "${collectionSlug}". GET /api/v1/collections/${collectionSlug}/scenarios lists them.`,
    );
  }
  return scenario;
}
