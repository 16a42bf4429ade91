import { Command, CommanderError, Option } from "commander";
import { addAnnotatorCommands } from "./annotators.ts";
import { checkScenarios } from "./check-scenarios.ts";
import type { CliWorld, CommandDatabase, Flags } from "./cli-world.ts";
import { addDemoCommand } from "./demo/demo-command.ts";
import { createKeyCommand, KEY_DAYS_MAX, KEY_DAYS_MIN, listKeysCommand, revokeKeyCommand } from "./keys.ts";
import { addModelCommands } from "./model/model-command.ts";
import { addModelsCommand } from "./models/models-command.ts";
import { playScenario } from "./play-scenario.ts";
import { addScoreCommand } from "./score/score-command.ts";
import { serve } from "./serve.ts";
import { addSimulateCommand } from "./simulate/simulate-command.ts";
import { toNumberIn } from "./to-number-in.ts";

/** Runs a command line (without node and script). Returns the exit code: 0 done, 1 failed, 2 misused. */
export async function runCli(words: readonly string[], world: CliWorld): Promise<number> {
  let exitCode = 0;
  const program = new Command("folkmoot")
    .description("A self-hosted reward server with people in the loop.")
    .version(world.version, "-V, --version")
    .showHelpAfterError("(--help tells more)")
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.print(text.trimEnd()), writeErr: (text) => world.warn(text.trimEnd()) });
  const run = (action: () => Promise<number>) => async () => {
    exitCode = await action();
  };

  const serveCommand = withSettings(program.command("serve").description("start the server (the same as `npm start`)"), world);
  serveCommand.action((options) => run(() => serve(world, toFlags(options, world), options["config"]))());

  const scenarios = program.command("scenarios").description("work with scenario collections");
  scenarios
    .command("check")
    .description("check collections: schema, references, tests, reward cards, reachability, leaks")
    .argument("[directory]", "a collection or a folder of collections", "./scenarios")
    .action((directory: string) => run(() => checkScenarios(world, directory))());
  scenarios
    .command("schema")
    .description("print the JSON Schema of a scenario file, for editors")
    .addOption(new Option("--of <kind>", "which file").choices(["scenario", "collection"]).default("scenario"))
    .action((options: { of: string }) =>
      run(async () => {
        world.print(JSON.stringify(world.fileSchemas()[`${options.of}.schema.json`], null, 2));
        return 0;
      })(),
    );

  program
    .command("play")
    .description("talk to a scenario's persona in the terminal")
    .argument("<scenario>", "collection/scenario, such as medical-intake/lower-back-pain")
    .option("--explain", "show why each fact opened or stayed closed (spoils the scenario)", false)
    .option("--seed <number>", "draw the wording from this seed", toNumberIn(0, Number.MAX_SAFE_INTEGER, true), 1)
    .option("--scenarios <directory>", "folder of scenario collections")
    .action((name: string, options: { explain: boolean; seed: number; scenarios?: string }) =>
      run(() =>
        playScenario(world, {
          name,
          explain: options.explain,
          seed: options.seed,
          directory: options.scenarios ?? world.scenariosPath({}),
        }),
      )(),
    );

  addDemoCommand(program, world, run);
  addScoreCommand(program, world, run);
  addSimulateCommand(program, world, run);
  addModelsCommand(program, world, run);
  addModelCommands(program, world, run);
  addKeyCommands(program, world, run);
  addAnnotatorCommands(program, world, run);
  try {
    await program.parseAsync([...words], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : 2;
    }
    world.warn(error instanceof Error ? error.message : String(error));
    return world.isMisuse(error) ? 2 : 1;
  }
}

function addKeyCommands(program: Command, world: CliWorld, run: (action: () => Promise<number>) => () => Promise<void>): void {
  const keys = program.command("keys").description("make, list and revoke API keys (works beside a running server)");
  const withDatabase = (command: Command) =>
    command.option("--database <location>", "the server's database").option("--config <file>", "the server's config file");
  const databaseOf = (options: { database?: string; config?: string }, mustExist: boolean): CommandDatabase => ({
    flags: options.database === undefined ? {} : { database: options.database },
    configFile: options.config,
    mustExist,
  });

  withDatabase(keys.command("create").description("make a key; its text is shown this once"))
    .requiredOption("--name <name>", "what it is for")
    .addOption(new Option("--scope <scope...>", "what it may do").choices(["trainer", "annotator", "admin"]).default(["trainer"]))
    .option("--tenant <tenant>", "whose episodes it sees", "default")
    .option(
      "--expires-in-days <days>",
      "when it stops working; never, if left out",
      toNumberIn(KEY_DAYS_MIN, KEY_DAYS_MAX, false),
    )
    .action((options) => run(() => createKeyCommand(world, databaseOf(options, false), options))());
  withDatabase(keys.command("list").description("list the keys, without their texts")).action((options) =>
    run(() => world.withKeys(databaseOf(options, true), (ports) => listKeysCommand(world, ports)))(),
  );
  withDatabase(keys.command("revoke").description("make a key useless, within a second"))
    .argument("<key-id>", "as `keys list` shows it")
    .action((keyId: string, options) =>
      run(() => world.withKeys(databaseOf(options, true), (ports) => revokeKeyCommand(world, ports, keyId)))(),
    );
}

function withSettings(command: Command, world: CliWorld): Command {
  for (const setting of world.settings.filter(({ isFileOnly }) => !isFileOnly)) {
    command.option(
      `${setting.flag} <value>`,
      `${setting.help} [${setting.variable}, default ${String(setting.initial ?? "") || "none"}]`,
    );
  }
  const fileOnly = world.settings.filter(({ isFileOnly }) => isFileOnly).map(({ key, help }) => `  ${key.padEnd(14)} ${help}`);
  return command
    .option("--config <file>", "YAML file with any of these settings, by their names with _ [FOLKMOOT_CONFIG]")
    .addHelpText("after", "\nA flag wins over its environment variable, that over the config file, that over the default.")
    .addHelpText("after", ["\nSettings with members, in the config file alone:", ...fileOnly].join("\n"));
}

/** Commander's camelCase options back to config keys. */
function toFlags(options: Readonly<Record<string, string>>, world: CliWorld): Flags {
  const flags: Record<string, string> = {};
  for (const { key } of world.settings.filter(({ isFileOnly }) => !isFileOnly)) {
    const value = options[key.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())];
    if (value !== undefined) {
      flags[key] = value;
    }
  }
  return flags;
}
