import type { Command } from "commander";
import type { CliWorld } from "../cli-world.ts";
import { toMillisecondsIn } from "../to-milliseconds-in.ts";
import { toNumberIn } from "../to-number-in.ts";
import { runChaosDemo } from "./run-chaos-demo.ts";
import { runDemo } from "./run-demo.ts";
import { runStandInModel } from "./stand-in-model.ts";

const STEPS_MAX = 10_000;

interface CommandOptions {
  readonly input?: string;
  readonly steps: number;
  readonly wait?: number;
  readonly chaos: boolean;
}

/** Adds `folkmoot demo` to the program. @param run runs the action and keeps its exit code. */
export function addDemoCommand(
  program: Command,
  world: CliWorld,
  run: (action: () => Promise<number>) => () => Promise<void>,
): void {
  program
    .command("demo")
    .description(
      "train a tiny policy against a server of its own, score pairs, let simulated people vote, and show what came of it",
    )
    .option(
      "--input <file>",
      "score these preference rows (JSONL); else the pairs of ../shared/data/llmbar, seen from the program's folder, where that is, or those that ship",
    )
    .option("--steps <number>", "training steps", toNumberIn(1, STEPS_MAX, true), 60)
    .option(
      "--wait <duration>",
      "how long to wait for your own vote, such as 2m; a minute in a terminal, else not at all",
      toMillisecondsIn("0s", "1d"),
    )
    .option("--chaos", "instead: kill a reward model in the middle of a batch, and show what the answers say", false)
    .action(({ input, steps, wait, chaos }: CommandOptions) =>
      run(() => (chaos ? runChaosDemo(world, input) : runDemo(world, { input, steps, waitMs: wait ?? null })))(),
    );
  program
    .command("demo-model", { hidden: true })
    .description("stand in for a reward model behind vLLM's /classify, as `demo --chaos` needs it")
    .option("--port <number>", "port to listen on; 0 picks a free one", toNumberIn(0, 65_535, true), 0)
    .action(({ port }: { port: number }) => run(() => runStandInModel(world, port))());
}
