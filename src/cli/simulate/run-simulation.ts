import type { CliWorld } from "../cli-world.ts";
import { formatFigures, formatProgress } from "./format-simulation.ts";
import { type Simulation, type SimulationPlan, startSimulation } from "./start-simulation.ts";

const PROGRESS_EVERY_MS = 250;
/** Reasons of drop-outs that are told. */
const REASONS_MAX = 3;

/** `folkmoot simulate`: a crowd votes for so long, or until it is told to stop. 0 where every vote was acknowledged and kept once, 1 else. */
export async function runSimulation(world: CliWorld, plan: SimulationPlan, forMs: number): Promise<number> {
  const isStopped = new AbortController();
  void world.stopSignal().then(() => isStopped.abort());
  const simulation = await startSimulation(world, plan);
  world.print(`${plan.annotators} simulated annotators are signed in at ${plan.url}`);
  await watch(world, simulation, forMs, isStopped.signal);
  const elapsedMs = simulation.elapsedMs();
  const figures = await simulation.stop();
  world.progress("");
  world.print(formatFigures(plan, elapsedMs, figures));
  if (figures.votes === 0) {
    world.print("No question came. Something must ask: POST /api/v1/compare, for instance, with latency_budget_ms.");
  }
  for (const reason of [...new Set(simulation.dropOuts)].slice(0, REASONS_MAX)) {
    world.warn(`An annotator left early: ${reason}`);
  }
  const { refused, unacknowledged, contradicted } = figures;
  return refused + unacknowledged + contradicted + simulation.dropOuts.length === 0 ? 0 : 1;
}

async function watch(world: CliWorld, simulation: Simulation, forMs: number, isStopped: AbortSignal): Promise<void> {
  for (let leftMs = forMs; leftMs > 0 && !isStopped.aborted; leftMs = forMs - simulation.elapsedMs()) {
    await world.pause(Math.min(leftMs, PROGRESS_EVERY_MS), isStopped);
    world.progress(formatProgress(simulation.elapsedMs(), simulation.tally.votes));
  }
}
