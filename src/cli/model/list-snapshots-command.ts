import { z } from "zod";
import { findWholeSnapshot } from "../../services/learned/find-whole-snapshot.ts";
import type { ModelPorts, ModelWorld } from "../cli-world.ts";
import { formatTable } from "../format-table.ts";

const HEADER = ["revision", "digest", "votes", "right", "log loss", "active", "made", "state"];
const NUMERIC = new Set(["revision", "votes", "right", "log loss", "active"]);

const MetricsSchema = z.object({
  overall: z.object({ accuracy: z.number().nullable(), logLoss: z.number().nullable() }),
  scenarios: z.array(z.object({ state: z.string() })),
});

/** `folkmoot model list`. A snapshot that the server would pass over is shown as damaged, and so are figures that cannot be read. */
export async function listSnapshotsCommand(
  world: ModelWorld,
  { evidence, sha256Hex }: ModelPorts,
  { tenant, json }: { readonly tenant: string; readonly json: boolean },
): Promise<number> {
  const snapshots = await evidence.listSnapshots(tenant, "learned");
  const inUse = (await findWholeSnapshot(evidence, sha256Hex, tenant))?.revision ?? 0;
  const rows = snapshots.map((snapshot) => {
    const whole = snapshot.revision > inUse ? "damaged" : snapshot.revision === inUse ? "in use" : "kept";
    return { snapshot, figures: readFigures(snapshot.metrics), state: snapshot.isWithdrawn ? "withdrawn" : whole };
  });
  if (json) {
    const list = rows.map(({ snapshot, figures, state }) => ({
      revision: snapshot.revision,
      digest: snapshot.digest,
      votes: snapshot.votes,
      accuracy: figures?.accuracy ?? null,
      log_loss: figures?.logLoss ?? null,
      active_scenarios: figures?.active ?? null,
      scenarios: figures?.scenarios ?? null,
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
  const cells = rows.map(({ snapshot, figures, state }) => [
    String(snapshot.revision),
    snapshot.digest.slice(0, 12),
    snapshot.votes.toLocaleString("en"),
    typeof figures?.accuracy === "number" ? `${(100 * figures.accuracy).toFixed(1)} %` : "-",
    figures?.logLoss?.toFixed(4) ?? "-",
    figures === null ? "damaged" : `${figures.active} of ${figures.scenarios}`,
    new Date(snapshot.createdAt).toISOString().slice(0, 16).replace("T", " "),
    state,
  ]);
  for (const line of formatTable(HEADER, cells, NUMERIC)) {
    world.print(line);
  }
  return 0;
}

/** Null where they are damaged. */
function readFigures(text: string) {
  const parsed = MetricsSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    return null;
  }
  const { overall, scenarios } = parsed.data;
  return { ...overall, active: scenarios.filter(({ state }) => state === "active").length, scenarios: scenarios.length };
}

/** Undefined where the text is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
