import type { Command } from "commander";
import type { CliWorld } from "../cli-world.ts";
import { toMilliseconds } from "../read-duration.ts";
import { runDemo } from "./run-demo.ts";

interface CommandOptions {
  readonly input?: string;
  readonly steps: string;
  readonly wait?: number;
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
    .option("--input <file>", "score these preference rows (JSONL) instead of the pairs at hand")
    .option("--steps <number>", "training steps", "60")
    .option(
      "--wait <duration>",
      "how long to wait for your own vote, such as 2m; a minute in a terminal, else not at all",
      toMilliseconds,
    )
    .action(({ input, steps, wait }: CommandOptions) =>
      run(() => runDemo(world, { input, steps: Math.max(1, Math.trunc(Number(steps)) || 1), waitMs: wait ?? null }))(),
    );
}
