import { createPersonaEngine } from "../domain/persona/persona-engine.ts";
import { checkScenario, type ScenarioReport } from "../domain/scenario-checks/check-scenario.ts";
import { type CheckEvidence, findUnprovenChecks } from "../domain/scenario-checks/find-unproven-checks.ts";
import { BASELINES } from "../domain/scenarios/scenario-test.ts";
import type { CliWorld } from "./cli-world.ts";

/** `folkmoot scenarios check`: a reward card a scenario, then every finding. Exit code 1 where there is one. */
export async function checkScenarios(world: CliWorld, path: string): Promise<number> {
  const folders = world.readCollections(path);
  if (folders.length === 0) {
    world.warn(`No collection at ${path}: a collection is a folder with a collection.yaml.`);
    return 1;
  }
  const tools = world.engineTools();
  let scenarios = 0;
  let problems = 0;
  for (const folder of folders) {
    world.print(`\n${folder.slug}`);
    for (const finding of folder.findings) {
      problems += 1;
      world.print(`  ✗ ${finding}`);
    }
    if (folder.scenarios.length > 0) {
      world.print(
        `  ${"scenario".padEnd(34)} level split       oracle ${BASELINES.map((name) => name.replaceAll("_", " ").padStart(16)).join(" ")}  tests`,
      );
    }
    const evidence: CheckEvidence[] = [];
    for (const { scenario, checked } of folder.scenarios) {
      const report = checkScenario(createPersonaEngine(scenario, tools), checked, folder.collection);
      scenarios += 1;
      problems += report.problems.length;
      evidence.push(...report.evidence);
      world.print(`  ${formatCard(report, scenario.public.difficulty, scenario.public.split)}`);
      for (const problem of report.problems) {
        world.print(`    ✗ ${problem}`);
      }
    }
    for (const problem of findUnprovenChecks(evidence)) {
      problems += 1;
      world.print(`  ✗ ${problem}`);
    }
  }
  world.print(`\n${scenarios} scenarios checked, ${problems} problems`);
  return problems === 0 ? 0 : 1;
}

function formatCard(report: ScenarioReport, difficulty: number, split: string): string {
  const oracle = report.card.oracle === null ? "none" : report.card.oracle.toFixed(3);
  const baselines = BASELINES.map((name) => {
    const { reward, cap } = report.card.baselines[name];
    return `${reward.toFixed(3)} of ${cap.toFixed(2)}`.padStart(16);
  });
  return `${report.slug.padEnd(34)} ${String(difficulty).padStart(5)} ${split.padEnd(10)} ${oracle.padStart(7)} ${baselines.join(" ")} ${String(report.tests).padStart(6)}`;
}
