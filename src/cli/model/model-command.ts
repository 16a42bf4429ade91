import type { Command } from "commander";
import type { Flags, ModelPorts, ModelWorld } from "../cli-world.ts";
import { toNumberIn } from "../to-number-in.ts";
import { evalModelCommand } from "./eval-model-command.ts";
import { listSnapshotsCommand } from "./list-snapshots-command.ts";
import { rollBackCommand } from "./roll-back-command.ts";
import { trainModelCommand } from "./train-model-command.ts";

const EVAL_HELP = `
Every vote is predicted before it is learned from, by a model that has learned from no vote on its prompt. "right" is the share of decisive votes that went as predicted;
log loss is in nats a vote, and saying one half of everything costs 0.6931. "length" is a logistic model that knows only how long the answers are,
held to the same.`;

const ROLLBACK_HELP = `
Every newer snapshot is withdrawn, and what they learned from is left out from then on, so that it does not come back. Revision 0 is nothing learned. A running server takes
it up at its next pass. \`folkmoot model train --everything\` learns from all votes again.`;

interface CommandOptions {
  readonly tenant: string;
  readonly json: boolean;
  readonly database?: string;
  readonly config?: string;
}

/** Adds `folkmoot model` to the program. @param run runs the action and keeps its exit code. */
export function addModelCommands(
  program: Command,
  world: ModelWorld,
  run: (action: () => Promise<number>) => () => Promise<void>,
): void {
  const model = program.command("model").description("the model that learns from the votes (works beside a running server)");
  const withOptions = (command: Command) =>
    command
      .option("--tenant <tenant>", "whose model", "default")
      .option("--json", "print JSON", false)
      .option("--database <location>", "the server's database")
      .option("--config <file>", "the server's config file");
  const withPorts = ({ database, config }: CommandOptions, task: (ports: ModelPorts) => Promise<number>) => {
    const flags: Flags = database === undefined ? {} : { database };
    return run(() => world.withLearning(flags, config, task))();
  };

  withOptions(model.command("train").description("learn anew from all votes, and keep the result as the newest snapshot"))
    .option("--everything", "also from votes that a rollback left out", false)
    .action((options: CommandOptions & { everything: boolean }) =>
      withPorts(options, (ports) => trainModelCommand(world, ports, options)),
    );
  withOptions(model.command("eval").description("show how well votes were predicted, by how many had been learned from"))
    .option("--everything", "also votes that a rollback left out", false)
    .addHelpText("after", EVAL_HELP)
    .action((options: CommandOptions & { everything: boolean }) =>
      withPorts(options, (ports) => evalModelCommand(world, ports, options)),
    );
  withOptions(model.command("list").description("list the snapshots, newest first")).action((options: CommandOptions) =>
    withPorts(options, (ports) => listSnapshotsCommand(world, ports, options)),
  );
  withOptions(model.command("rollback").description("go back to an older snapshot"))
    .argument("<revision>", "as `model list` shows it; 0: nothing learned", toNumberIn(0, Number.MAX_SAFE_INTEGER, true))
    .addHelpText("after", ROLLBACK_HELP)
    .action((revision: number, options: CommandOptions) =>
      withPorts(options, (ports) => rollBackCommand(world, ports, { ...options, revision })),
    );
}
