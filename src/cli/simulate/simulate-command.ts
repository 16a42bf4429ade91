import { type Command, Option } from "commander";
import type { CliWorld } from "../cli-world.ts";
import { toAudience } from "../to-audience.ts";
import { toMillisecondsIn } from "../to-milliseconds-in.ts";
import { toNumberIn } from "../to-number-in.ts";
import { toServerUrl } from "../to-server-url.ts";
import { JUDGES, type Judge } from "./judge-quality.ts";
import { runSimulation } from "./run-simulation.ts";
import { ANNOTATORS_MAX } from "./start-simulation.ts";

const HELP = `
Simulated annotators are real clients of the voting API: they sign in by invites, hold the line of events, take questions, look at them for a while and vote. So
they need something that asks, such as POST /api/v1/compare with "latency_budget_ms". What they hold for good is known beforehand (--judge):
  seeded   a quality drawn from each answer's text and the seed: no fallback can guess it
  length   the longer answer is better
  quality  the number in the answer as quality=0.83, for trials whose truth you write into the answers
A vote goes left by bias, else is a tie by its share, else follows that judgement with the chance --skill, else a coin. The same seed gives the same answers and
times for the same questions in the same order.

A server that restarts meanwhile is waited for; a vote that was not acknowledged is sent again under the same id. Ends with 0 where every vote was acknowledged and kept
once, 1 where not, 2 where it was called wrongly.`;

interface CommandOptions {
  readonly url: string;
  readonly key?: string;
  readonly annotators: number;
  readonly audience: string;
  readonly skill: number;
  readonly bias: number;
  readonly ties: number;
  readonly speed: number;
  readonly judge: Judge;
  readonly resend: number;
  readonly for: number;
  readonly seed: number;
}

/** Adds `folkmoot simulate` to the program. @param run runs the action and keeps its exit code. */
export function addSimulateCommand(
  program: Command,
  world: CliWorld,
  run: (action: () => Promise<number>) => () => Promise<void>,
): void {
  program
    .command("simulate")
    .description("let simulated annotators of known skill vote at a running server")
    .option("--url <url>", "the server", toServerUrl, "http://127.0.0.1:8080")
    .option(
      "--key <key>",
      "API key with the scope admin; none where the server has no keys [FOLKMOOT_API_KEY, else FOLKMOOT_KEY]",
    )
    .option("--annotators <number>", "how many", toNumberIn(1, ANNOTATORS_MAX, true), 40)
    .option("--audience <name>", "whose questions they answer, besides those for everybody", toAudience, "global")
    .option("--skill <share>", "chance of voting by judgement instead of at random", toNumberIn(0, 1, false), 0.8)
    .option("--bias <share>", "chance of voting for what stands left, whatever it is", toNumberIn(0, 1, false), 0.05)
    .option("--ties <share>", "chance of calling it a tie, whatever stands there", toNumberIn(0, 1, false), 0.05)
    .addOption(
      new Option("--speed <duration>", "median time of a vote, such as 500ms or 6s")
        .argParser(toMillisecondsIn("0s", "1d"))
        .default(6000, "6s"),
    )
    .addOption(new Option("--judge <name>", "what they hold for good").choices(JUDGES).default("seeded"))
    .option("--resend <share>", "share of votes sent twice, as over a bad line", toNumberIn(0, 1, false), 0)
    .addOption(
      new Option("--for <duration>", "how long, such as 60s or 5m")
        .argParser(toMillisecondsIn("0s", "24d"))
        .default(60_000, "60s"),
    )
    .option("--seed <number>", "whole number that everything is drawn from", toNumberIn(0, Number.MAX_SAFE_INTEGER, true), 1)
    .addHelpText("after", HELP)
    .action((options: CommandOptions) => run(() => simulate(world, options))());
}

function simulate(world: CliWorld, options: CommandOptions): Promise<number> {
  const { skill, speed: speedMs, judge, seed } = options;
  const plan = {
    url: options.url,
    apiKey: options.key ?? world.apiKey,
    annotators: options.annotators,
    audience: options.audience,
    resendShare: options.resend,
    character: { skill, leftBias: options.bias, tieShare: options.ties, speedMs, judge, seed },
  };
  return runSimulation(world, plan, options.for);
}
