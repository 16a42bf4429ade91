import { ConflictError } from "../../domain/errors.ts";
import { ENGINE_VERSION } from "../../domain/persona/engine-version.ts";
import type { PersonaEngine } from "../../domain/persona/persona-engine.ts";
import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { EpisodeRecord } from "../../ports/episode-store.ts";
import type { ServicePorts } from "../service-ports.ts";

/** The engine an episode was started on, from memory, the live catalog or the store. Throws ConflictError `version_conflict` where it cannot be had. */
export async function findEpisodeEngine(
  ports: Pick<ServicePorts, "scenarios" | "scenarioVersions" | "engines">,
  episode: EpisodeRecord,
): Promise<PersonaEngine> {
  if (episode.engineVersion !== ENGINE_VERSION) {
    throw new ConflictError(
      "version_conflict",
      `The episode was played on engine ${episode.engineVersion}; this server runs ${ENGINE_VERSION}. Start a new one.`,
    );
  }
  const prepared = ports.engines.find(episode.scenarioDigest);
  if (prepared) {
    return prepared;
  }
  const live = ports.scenarios.findScenario(episode.collectionSlug, episode.scenarioSlug);
  if (live?.digest === episode.scenarioDigest) {
    return await ports.engines.prepareInTurn(live);
  }
  const version = await ports.scenarioVersions.findVersion(episode.scenarioDigest);
  if (!version) {
    throw new ConflictError(
      "version_conflict",
      "The scenario has changed since the episode was started and its old version is gone. Start a new episode.",
    );
  }
  return await ports.engines.prepareInTurn(JSON.parse(version.definition) as Scenario);
}
