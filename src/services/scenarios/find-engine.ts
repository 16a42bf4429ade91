import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import { ENGINE_VERSION } from "../../domain/persona/engine-version.ts";
import type { PersonaEngine } from "../../domain/persona/persona-engine.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { EpisodeRecord } from "../../ports/episode-store.ts";
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
    throw new NotFoundError(`No scenario "${scenarioSlug}" in "${collectionSlug}". GET /api/v1/collections/${collectionSlug}/scenarios lists them.`);
  }
  return scenario;
}

/** Makes sure the version is in the store before an episode refers to it, so that the episode survives an edit of the file and a restart. */
export async function keepScenarioVersion(ports: Pick<ServicePorts, "scenarioVersions" | "engines" | "clock">, scenario: Scenario): Promise<void> {
  if (!ports.engines.isKept(scenario.digest)) {
    await ports.scenarioVersions.keepVersions([{ digest: scenario.digest, definition: JSON.stringify(scenario), createdAt: ports.clock.now() }]);
    ports.engines.markKept(scenario.digest);
  }
}

/** The engine an episode was started on, from memory, the live catalog or the store. Throws ConflictError `version_conflict` where it cannot be had. */
export async function findEpisodeEngine(
  ports: Pick<ServicePorts, "scenarios" | "scenarioVersions" | "engines">,
  episode: EpisodeRecord,
): Promise<PersonaEngine> {
  if (episode.engineVersion !== ENGINE_VERSION) {
    throw new ConflictError("version_conflict", `The episode was played on engine ${episode.engineVersion}; this server runs ${ENGINE_VERSION}. Start a new one.`);
  }
  const prepared = ports.engines.find(episode.scenarioDigest);
  if (prepared) {
    return prepared;
  }
  const live = ports.scenarios.findScenario(episode.collectionSlug, episode.scenarioSlug);
  if (live?.digest === episode.scenarioDigest) {
    return ports.engines.prepare(live);
  }
  const version = await ports.scenarioVersions.findVersion(episode.scenarioDigest);
  if (!version) {
    throw new ConflictError("version_conflict", "The scenario has changed since the episode was started and its old version is gone. Start a new episode.");
  }
  return ports.engines.prepare(JSON.parse(version.definition) as Scenario);
}
