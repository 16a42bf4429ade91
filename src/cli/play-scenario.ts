import { isJsonObject } from "../domain/is-json-object.ts";
import { advanceEpisode, type TurnOutcome } from "../domain/persona/advance-episode.ts";
import { createPersonaEngine, type PersonaEngine, type PolicyMove } from "../domain/persona/persona-engine.ts";
import { startEpisode } from "../domain/persona/start-episode.ts";
import type { CheckResult } from "../domain/rubric/rubric.ts";
import type { PublicScenario, Scenario } from "../domain/scenarios/scenario.ts";
import { assessEpisode } from "../domain/scoring/assess-episode.ts";
import type { Assessment } from "../domain/scoring/assessment.ts";
import { DEFAULT_REWARD_CONFIG } from "../domain/scoring/reward-config.ts";
import type { CliWorld } from "./cli-world.ts";
import { explainTurn } from "./explain-turn.ts";

export interface PlayOptions {
  /** `collection/scenario`. */
  readonly name: string;
  readonly explain: boolean;
  readonly seed: number;
  readonly directory: string;
}

type PlayWorld = Pick<CliWorld, "print" | "warn" | "ask" | "readCollections" | "engineTools">;

/** `folkmoot play`: the person at the terminal is the policy. `/tool <id> <value or JSON>` calls a tool, `/quit` leaves. */
export async function playScenario(world: PlayWorld, options: PlayOptions): Promise<number> {
  const { seed } = options;
  const scenario = findScenario(world, options);
  if (!scenario) {
    return 1;
  }
  const engine = createPersonaEngine(scenario, world.engineTools());
  const started = startEpisode(scenario, seed);
  introduce(world, scenario.public, started.observation);
  let state = started.state;
  const requests = [started.observation];
  const answers: string[] = [];
  while (state.ending === null) {
    const line = await world.ask("you> ");
    if (line === null || line.trim() === "/quit") {
      break;
    }
    const move = toMove(line, scenario.public);
    if (typeof move === "string") {
      world.print(move);
      continue;
    }
    const outcome = advanceEpisode(engine, seed, scenario.public.maxTurns, state, move);
    answers.push(move.message);
    state = outcome.state;
    showTurn(
      world,
      engine,
      outcome,
      assessEpisode(engine, state, scenario.public.maxTurns, { requests, answers, reference: null }, DEFAULT_REWARD_CONFIG),
      options.explain,
    );
    requests.push(outcome.observation);
  }
  world.print(state.ending ? `\nThe episode is over: ${state.ending.terminalReason}, ${state.ending.outcome}.` : "\nYou left.");
  return 0;
}

function findScenario(world: PlayWorld, options: PlayOptions): Scenario | null {
  const [collectionSlug, scenarioSlug] = options.name.split("/");
  const folders = world.readCollections(options.directory);
  const folder = folders.find((candidate) => candidate.slug === collectionSlug);
  for (const finding of folder?.findings ?? []) {
    world.warn(finding);
  }
  const found = folder?.scenarios.find(({ scenario }) => scenario.public.slug === scenarioSlug);
  if (!found) {
    const names = folders.flatMap(({ slug, scenarios }) => scenarios.map(({ scenario }) => `  ${slug}/${scenario.public.slug}`));
    world.warn(`No scenario "${options.name}" in ${options.directory}. There is:\n${names.join("\n") || "  none"}`);
    return null;
  }
  return found.scenario;
}

function introduce(world: PlayWorld, scenario: PublicScenario, opening: string): void {
  world.print(
    `${scenario.title} (difficulty ${scenario.difficulty}, at most ${scenario.maxTurns} turns)\n${scenario.policyBrief}`,
  );
  for (const tool of scenario.tools) {
    const usage =
      tool.type === "decision"
        ? `<${tool.options.join(" | ")}>`
        : `{${Object.keys(tool.jsonSchema.properties)
            .map((field) => `"${field}": …`)
            .join(", ")}}`;
    world.print(`  /tool ${tool.id} ${usage}   ${tool.description}`);
  }
  world.print(`  /quit\n\npersona> ${opening}`);
}

/** A line as a move, or what is wrong with it. A tool call may follow a message on the same line: `Bye. /tool disposition urgent`. */
function toMove(line: string, scenario: PublicScenario): PolicyMove | string {
  const at = line.indexOf("/tool ");
  if (at < 0) {
    return { message: line, toolCalls: [] };
  }
  const [name = "", ...rest] = line
    .slice(at + "/tool ".length)
    .trim()
    .split(" ");
  const argument = rest.join(" ").trim();
  const tool = scenario.tools.find((candidate) => candidate.id === name);
  if (!tool) {
    return `No tool "${name}"; there is ${scenario.tools.map((candidate) => candidate.id).join(", ") || "none"}.`;
  }
  const message = line.slice(0, at).trim();
  if (tool.type === "decision") {
    return { message, toolCalls: [{ name, input: { value: argument } }] };
  }
  const input = parseQuietly(argument);
  return isJsonObject(input) ? { message, toolCalls: [{ name, input }] } : `"${argument}" is no JSON object.`;
}

/** Undefined where the text is no JSON. */
function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function showTurn(world: PlayWorld, engine: PersonaEngine, outcome: TurnOutcome, assessment: Assessment, explain: boolean): void {
  for (const { name, check } of outcome.toolResults) {
    world.print(check.accepted ? `tool> ${name} accepted` : `tool> ${name} refused: ${check.detail}`);
  }
  world.print(`persona> ${outcome.observation}`);
  const scores = Object.entries(assessment.scores).map(([key, score]) => `${key} ${score.value?.toFixed(2) ?? "none"}`);
  const gate = assessment.stages.gates.product;
  world.print(
    `reward ${assessment.reward?.toFixed(3) ?? "none"}  (${scores.join(", ")}${gate < 1 ? `, gate ${gate.toFixed(2)}` : ""})`,
  );
  if (explain) {
    for (const line of [...explainTurn(engine, outcome), ...assessment.checks.map(explainCheck)]) {
      world.print(`  · ${line}`);
    }
  }
}

function explainCheck({ check, met, explanation }: CheckResult): string {
  return `check ${check.id} (${check.points} for ${check.dimension}): ${met === null ? "" : `met ${met.toFixed(2)}, `}${explanation}`;
}
