import type { ScenarioMetrics } from "../../domain/learned/served-model.ts";
import { findLeftOut } from "../../services/learned/find-left-out.ts";
import { type HoldoutBand, HoldoutTable } from "../../services/learned/holdout-table.ts";
import { learnFromLog } from "../../services/learned/learn-from-log.ts";
import type { ModelPorts, ModelWorld } from "../cli-world.ts";
import { formatTable } from "../format-table.ts";
import { noVotesText, watchLearning } from "./watch-learning.ts";

const HEADER = ["votes", "right", "length right", "log loss", "length log loss", "constant log loss", "calibration error"];
const NUMERIC = new Set(HEADER.slice(1));

/** `folkmoot model eval`: the votes anew, as `folkmoot model train` would learn them, each predicted before it is learned from. Nothing is kept. */
export async function evalModelCommand(
  world: ModelWorld,
  ports: ModelPorts,
  { tenant, json, everything }: { readonly tenant: string; readonly json: boolean; readonly everything: boolean },
): Promise<number> {
  const table = new HoldoutTable();
  const watch = { onPage: watchLearning(world), onPrediction: table.add.bind(table) };
  const leftOut = everything ? [] : await findLeftOut(ports.evidence, ports.sha256Hex, tenant);
  const snapshot = await learnFromLog(ports, tenant, leftOut, watch);
  world.progress("");
  if (json) {
    world.print(JSON.stringify(toWire(table, snapshot?.metrics.scenarios ?? []), null, 2));
    return 0;
  }
  if (snapshot === null) {
    world.print(noVotesText(tenant));
    return 0;
  }
  const { overall, scenarios } = snapshot.metrics;
  printTable(world, `all scenarios: ${overall.prompts} prompts`, table.overall);
  for (const scenario of scenarios) {
    world.print("");
    printTable(
      world,
      `${scenario.key}: ${scenario.state}, ${scenario.prompts} prompts, length coefficient ${toCell(scenario.lengthCoefficient)}`,
      table.scenarios.get(scenario.key) ?? [],
    );
  }
  return 0;
}

function printTable(world: ModelWorld, title: string, bands: readonly HoldoutBand[]): void {
  world.print(title);
  const rows = bands.map((band) => [
    `${band.from}–${band.to}`,
    toPercent(band.accuracy),
    toPercent(band.lengthAccuracy),
    toCell(band.logLoss),
    toCell(band.lengthLogLoss),
    toCell(band.constantLogLoss),
    toCell(band.calibrationError),
  ]);
  for (const line of formatTable(HEADER, rows, NUMERIC)) {
    world.print(`  ${line}`);
  }
}

function toWire(table: HoldoutTable, scenarios: readonly ScenarioMetrics[]) {
  return {
    overall: table.overall.map(toWireBand),
    scenarios: scenarios.map(({ key, state, prompts, lengthCoefficient }) => ({
      scenario: key,
      state,
      prompts,
      length_coefficient: lengthCoefficient,
      bands: (table.scenarios.get(key) ?? []).map(toWireBand),
    })),
  };
}

function toWireBand(band: HoldoutBand) {
  return {
    from: band.from,
    to: band.to,
    accuracy: band.accuracy,
    length_accuracy: band.lengthAccuracy,
    log_loss: band.logLoss,
    length_log_loss: band.lengthLogLoss,
    constant_log_loss: band.constantLogLoss,
    calibration_error: band.calibrationError,
  };
}

function toPercent(share: number | null): string {
  return share === null ? "-" : `${(100 * share).toFixed(1)} %`;
}

function toCell(value: number | null): string {
  return value === null ? "-" : value.toFixed(4);
}
