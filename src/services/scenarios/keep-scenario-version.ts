import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { ServicePorts } from "../service-ports.ts";

/** Makes sure the version is in the store before an episode refers to it, so that the episode survives an edit of the file and a restart. */
export async function keepScenarioVersion(
  ports: Pick<ServicePorts, "scenarioVersions" | "engines" | "clock">,
  scenario: Scenario,
): Promise<void> {
  if (!ports.engines.isKept(scenario.digest)) {
    await ports.scenarioVersions.keepVersions([
      { digest: scenario.digest, definition: JSON.stringify(scenario), createdAt: ports.clock.now() },
    ]);
    ports.engines.markKept(scenario.digest);
  }
}
