import type { FoldMetrics } from "../../domain/learned/served-model.ts";
import type { CliWorld, ModelPorts } from "../cli-world.ts";
import { formatTable } from "../format-table.ts";

const HEADER = ["revision", "digest", "votes", "right", "log loss", "active", "made", "state"];
const NUMERIC = new Set(["revision", "votes", "right", "log loss", "active"]);

/** `folkmoot model list`. */
export async function listSnapshotsCommand(
  world: CliWorld,
  { evidence }: ModelPorts,
  { tenant, json }: { readonly tenant: string; readonly json: boolean },
): Promise<number> {
  const snapshots = await evidence.listSnapshots(tenant, "learned");
  const inUse = snapshots.find(({ isWithdrawn }) => !isWithdrawn)?.revision;
  const rows = snapshots.map((snapshot) => {
    const metrics = JSON.parse(snapshot.metrics) as FoldMetrics;
    const state = snapshot.isWithdrawn ? "withdrawn" : snapshot.revision === inUse ? "in use" : "kept";
    return { snapshot, metrics, state, active: metrics.scenarios.filter((scenario) => scenario.state === "active").length };
  });
  if (json) {
    const list = rows.map(({ snapshot, metrics, state, active }) => ({
      revision: snapshot.revision,
      digest: snapshot.digest,
      votes: snapshot.votes,
      accuracy: metrics.overall.accuracy,
      log_loss: metrics.overall.logLoss,
      active_scenarios: active,
      scenarios: metrics.scenarios.length,
      created_at: new Date(snapshot.createdAt).toISOString(),
      state: state.replaceAll(" ", "_"),
    }));
    world.print(JSON.stringify(list, null, 2));
    return 0;
  }
  if (rows.length === 0) {
    world.print(
      `No snapshots: nothing has been learned for tenant "${tenant}" yet. \`folkmoot model train\` makes one from the votes.`,
    );
    return 0;
  }
  const cells = rows.map(({ snapshot, metrics: { overall, scenarios }, state, active }) => [
    String(snapshot.revision),
    snapshot.digest.slice(0, 12),
    snapshot.votes.toLocaleString("en"),
    overall.accuracy === null ? "-" : `${(100 * overall.accuracy).toFixed(1)} %`,
    overall.logLoss === null ? "-" : overall.logLoss.toFixed(4),
    `${active} of ${scenarios.length}`,
    new Date(snapshot.createdAt).toISOString().slice(0, 16).replace("T", " "),
    state,
  ]);
  for (const line of formatTable(HEADER, cells, NUMERIC)) {
    world.print(line);
  }
  return 0;
}
