import { trainModel } from "../../services/learned/train-model.ts";
import type { CliWorld, ModelPorts } from "../cli-world.ts";
import { noVotesText, watchLearning } from "./watch-learning.ts";

/** `folkmoot model train`. */
export async function trainModelCommand(
  world: CliWorld,
  ports: ModelPorts,
  { tenant, json, everything }: { readonly tenant: string; readonly json: boolean; readonly everything: boolean },
): Promise<number> {
  const startedAt = world.now();
  const watch = { onPage: watchLearning(world), onPrediction: () => undefined };
  const trained = await trainModel(ports, tenant, ports.snapshotsKept, everything, watch);
  world.progress("");
  const seconds = (world.now() - startedAt) / 1000;
  if (trained === null) {
    world.print(json ? JSON.stringify({ revision: null, votes: 0 }) : noVotesText(tenant));
    return 0;
  }
  const { revision, digest, votes, bytes, metrics } = trained;
  if (json) {
    world.print(JSON.stringify({ revision, digest, votes, bytes, seconds }));
    return 0;
  }
  const active = metrics.scenarios.filter(({ state }) => state === "active").length;
  world.print(`Revision ${revision}, digest ${digest}`);
  world.print(`${votes.toLocaleString("en")} votes in ${seconds.toFixed(1)} s, kept in ${(bytes / 1e6).toFixed(1)} MB`);
  world.print(`active for ${active} of ${metrics.scenarios.length} scenarios; \`folkmoot model eval\` shows why`);
  return 0;
}
