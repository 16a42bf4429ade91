import type { Command } from "commander";
import type { CliWorld } from "../cli-world.ts";
import { toServerUrl } from "../to-server-url.ts";
import { checkModels } from "./check-models.ts";
import { listModels } from "./list-models.ts";

const CHECK_HELP = `
Each source scores a good and a bad answer to the same prompts. They must differ in the right direction: a server that squashes its scores, answers for another interface or
holds another model's template shows here instead of in a reward. Ends with 0 where all sources can be used, 1 where one cannot, with what to do about it.`;

/** Adds `folkmoot models` to the program. @param run runs the action and keeps its exit code. */
export function addModelsCommand(
  program: Command,
  world: CliWorld,
  run: (action: () => Promise<number>) => () => Promise<void>,
): void {
  const models = program
    .command("models")
    .description("reward models and judges: try those of a config file, list those of a running server");
  models
    .command("check")
    .description("run the self-test of every source in the config file")
    .option("--config <file>", "the server's config file [FOLKMOOT_CONFIG]")
    .addHelpText("after", CHECK_HELP)
    .action(({ config }: { config?: string }) =>
      run(() => world.withModels(config, (configured) => checkModels(world, configured)))(),
    );
  models
    .command("list")
    .description("show the sources of a running server: state, calls, and what votes have taught of them")
    .option("--url <url>", "the server", toServerUrl, "http://127.0.0.1:8080")
    .option("--key <key>", "API key; none where the server has no keys [FOLKMOOT_API_KEY, else FOLKMOOT_KEY]")
    .option("--json", "print what the server answered", false)
    .action(({ url, key, json }: { url: string; key?: string; json: boolean }) =>
      run(() => listModels(world, { url, apiKey: key ?? world.apiKey }, json))(),
    );
}
