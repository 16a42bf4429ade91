import { type Command, Option } from "commander";
import { compareBatch } from "../../services/scoring/compare-batch.ts";
import type { CliWorld } from "../cli-world.ts";
import { toNumberIn } from "../to-number-in.ts";
import { type ScoreFileOptions, scoreFile } from "./score-file.ts";

const HELP = `
The input is JSONL (.jsonl, or .jsonl.gz), one pair a line, in any of these forms, all rows as texts or all as messages:
  TRL        {"prompt", "chosen", "rejected"} as texts or lists of messages; the prompt may instead begin both conversations
  HH-RLHF    {"chosen", "rejected"} as one "\\n\\nHuman: …\\n\\nAssistant: …" text each
  OpenAI     {"input": {"messages"}, "preferred_output", "non_preferred_output"}, or "messages" beside "chosen" and "rejected"

The output is TRL preference rows: prompt, chosen, rejected, margin, p_chosen, reward_chosen, reward_rejected, scoring_version.
Labels stay as they are: people's labels are worth more than a rubric's, so by default the reward only says how far it agrees:
margin = reward_chosen - reward_rejected, negative where it does not. Filter on that, or let --relabel put what scores better
into "chosen" (margins are then never negative), as one does with pairs that nobody has labelled. Pairs within the tie band say
nothing either way and are dropped unless --ties keep.

An interrupted run goes on where it stopped when the same command is given again; <out>.progress notes how far it is.`;

interface CommandOptions {
  readonly collection: string;
  readonly scenario: string;
  readonly out: string;
  readonly scenarios?: string;
  readonly ties: ScoreFileOptions["ties"];
  readonly relabel?: boolean;
  readonly keepLabels?: boolean;
  readonly onError: ScoreFileOptions["onError"];
  readonly limit?: number;
  readonly overwrite: boolean;
}

/** Adds `folkmoot score` to the program. @param run runs the action and keeps its exit code. */
export function addScoreCommand(
  program: Command,
  world: CliWorld,
  run: (action: () => Promise<number>) => () => Promise<void>,
): void {
  program
    .command("score")
    .description("score a file of preference pairs, in this process, without a server")
    .argument("<input>", "JSONL file of preference pairs")
    .requiredOption("--collection <slug>", "the collection whose rubric scores, such as preference")
    .option("--scenario <slug>", "its scenario", "general")
    .requiredOption("--out <file>", "where the scored rows go")
    .option("--scenarios <directory>", "folder of scenario collections")
    .addOption(new Option("--ties <what>", "what becomes of ties").choices(["drop", "keep"]).default("drop"))
    .addOption(new Option("--relabel", "put the answer that scores better into chosen").conflicts("keepLabels"))
    .option("--keep-labels", "leave chosen and rejected as they are (the default)")
    .addOption(new Option("--on-error <what>", "what to do at a row that is no pair").choices(["stop", "skip"]).default("skip"))
    .option("--limit <rows>", "read no more rows than this", toNumberIn(1, Number.MAX_SAFE_INTEGER, true))
    .option("--overwrite", "begin anew, whatever is there", false)
    .addHelpText("after", HELP)
    .action((input: string, options: CommandOptions) => run(() => score(world, input, options))());
}

async function score(world: CliWorld, input: string, options: CommandOptions): Promise<number> {
  const flags = options.scenarios === undefined ? {} : { scenarios: options.scenarios };
  return await world.withCollection(flags, options.collection, async (ports) => {
    const { collection: collectionSlug, scenario: scenarioSlug } = options;
    const there = [...(ports.scenarios.findCollection(collectionSlug)?.scenarios.keys() ?? [])];
    if (!there.includes(scenarioSlug)) {
      throw new Error(`No scenario "${scenarioSlug}" in "${collectionSlug}". --scenario names one of ${there.join(", ")}.`);
    }
    const caller = { tenantId: "default", scopes: [], requestId: "score" } as const;
    return await scoreFile(
      world,
      async (pairs) => {
        const items = pairs.map((pair) => ({
          id: null,
          request: { collectionSlug, scenarioSlug, ...pair, reference: null, human: null },
        }));
        return (await compareBatch(ports, caller, { pairs: items, deadlineAt: null })).results;
      },
      {
        input,
        out: options.out,
        collection: collectionSlug,
        scenario: scenarioSlug,
        ties: options.ties,
        labels: options.relabel === true ? "relabel" : "keep",
        onError: options.onError,
        limit: options.limit ?? null,
        overwrite: options.overwrite,
      },
    );
  });
}
