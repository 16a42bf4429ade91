import { type Command, Option } from "commander";
import { inviteAnnotators } from "../services/annotators/invite-annotators.ts";
import type { AnnotatorPorts, CliWorld, CommandDatabase } from "./cli-world.ts";
import { isPlainName, PLAIN_NAME_RULE } from "./is-plain-name.ts";
import { listAnnotators } from "./list-annotators.ts";
import { tellDatabase } from "./tell-database.ts";
import { toAudience } from "./to-audience.ts";
import { toMillisecondsIn } from "./to-milliseconds-in.ts";
import { toNumberIn } from "./to-number-in.ts";

const INVITES_MAX = 1000;
const ORIGIN = /^https?:\/\/[^/?#\s]+$/;

interface DatabaseOptions {
  readonly database?: string;
  readonly config?: string;
}

interface InviteOptions extends DatabaseOptions {
  readonly count: number;
  readonly audience: string;
  /** Milliseconds. */
  readonly expires: number;
  readonly tenant: string;
  readonly url?: string;
}

interface ListOptions extends DatabaseOptions {
  /** Milliseconds. */
  readonly last?: number;
  readonly tenant: string;
  readonly json?: boolean;
}

/** `folkmoot annotators …` */
export function addAnnotatorCommands(
  program: Command,
  world: CliWorld,
  run: (action: () => Promise<number>) => () => Promise<void>,
): void {
  const annotators = program
    .command("annotators")
    .description("invite the people who vote, and see how they do (works beside a running server)");
  annotators
    .command("invite")
    .description("make links that each sign one annotator in, once; they are shown this once")
    .option("--count <number>", "how many", toNumberIn(1, INVITES_MAX, true), 1)
    .option("--audience <name>", "whose questions they may answer, besides those for everybody", toAudience, "global")
    .addOption(
      new Option("--expires <duration>", "how long a link holds if nobody uses it, such as 30m, 24h or 7d")
        .argParser(toMillisecondsIn("1m", "365d"))
        .default(86_400_000, "24h"),
    )
    .option("--url <origin>", "where annotators reach the server; by default public_url, or host and port, of its settings")
    .option("--tenant <tenant>", "whose questions they answer", "default")
    .option("--database <location>", "the server's database")
    .option("--config <file>", "the server's config file")
    .action((options: InviteOptions) => run(() => inviteCommand(world, options))());
  annotators
    .command("list")
    .description("whoever voted on pairs: how much, how often as the others did, how often for the left side, how fast")
    .option(
      "--last <duration>",
      "only votes of the last such time, such as 24h or 7d; by default all",
      toMillisecondsIn("1m", "365d"),
    )
    .option("--tenant <tenant>", "whose annotators", "default")
    .option("--json", "as JSON, with what they are called where they came from")
    .option("--database <location>", "the server's database")
    .option("--config <file>", "the server's config file")
    .action((options: ListOptions) => run(() => listCommand(world, options))());
}

/** `folkmoot annotators invite`: the links alone on standard output, one a line, so that a script can take them. */
async function inviteCommand(world: CliWorld, options: InviteOptions): Promise<number> {
  const { count, expires: validMs } = options;
  const fault =
    findFault(isPlainName(options.tenant), "tenant", options.tenant, PLAIN_NAME_RULE) ??
    findFault(
      options.url === undefined || ORIGIN.test(options.url),
      "url",
      options.url ?? "",
      "an origin such as https://vote.example.org",
    );
  if (fault !== null) {
    world.warn(fault);
    return 2;
  }
  const where = databaseOf(options, false);
  const url = options.url ?? world.publicUrl(where.flags, where.configFile);
  if (url === null) {
    world.warn("The server picks its own port, so its address is not known here: give it with --url.");
    return 2;
  }
  return await world.withAnnotators(where, async (ports, database) => {
    await printInvites(world, ports, url, { tenantId: options.tenant, count, audience: options.audience, validMs });
    tellDatabase(world, database, "these links");
    return 0;
  });
}

async function listCommand(world: CliWorld, options: ListOptions): Promise<number> {
  const fault = findFault(isPlainName(options.tenant), "tenant", options.tenant, PLAIN_NAME_RULE);
  if (fault !== null) {
    world.warn(fault);
    return 2;
  }
  return await world.withAnnotators(databaseOf(options, true), (ports) => {
    const since = options.last === undefined ? 0 : ports.clock.now() - options.last;
    return listAnnotators(world, ports, { tenantId: options.tenant, since, asJson: options.json === true });
  });
}

function databaseOf({ database, config }: DatabaseOptions, mustExist: boolean): CommandDatabase {
  return { flags: database === undefined ? {} : { database }, configFile: config, mustExist };
}

async function printInvites(
  world: CliWorld,
  ports: AnnotatorPorts,
  url: string,
  request: Parameters<typeof inviteAnnotators>[1],
): Promise<void> {
  const invites = await inviteAnnotators(ports, request);
  const until = new Date(invites[0]?.expiresAt ?? 0).toISOString();
  world.warn(
    `${invites.length === 1 ? "1 link" : `${invites.length} links`} for ${request.audience}, each for one person, until ${until}.`,
  );
  for (const { token } of invites) {
    world.print(`${url}/vote#invite=${token}`);
  }
}

function findFault(isGood: boolean, name: string, value: string, rule: string): string | null {
  return isGood ? null : `--${name} is ${JSON.stringify(value)}; it must be ${rule}.`;
}
