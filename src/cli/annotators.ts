import type { Command } from "commander";
import { AUDIENCE_NAME, AUDIENCE_NAME_RULE } from "../domain/questions/audience-name.ts";
import { inviteAnnotators } from "../services/annotators/invite-annotators.ts";
import type { AnnotatorPorts, CliWorld, CommandDatabase } from "./cli-world.ts";
import { isPlainName, PLAIN_NAME_RULE } from "./is-plain-name.ts";
import { listAnnotators } from "./list-annotators.ts";
import { tellDatabase } from "./tell-database.ts";

const TIME = /^([0-9]{1,6})(m|h|d)$/;
const TIME_RULE = "a time of a minute to a year, such as 30m, 24h or 7d";
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const VALID_MS_MAX = 365 * UNIT_MS.d;
const INVITES_MAX = 1000;
const ORIGIN = /^https?:\/\/[^/?#\s]+$/;

interface DatabaseOptions {
  readonly database?: string;
  readonly config?: string;
}

interface InviteOptions extends DatabaseOptions {
  readonly count: string;
  readonly audience: string;
  readonly expires: string;
  readonly tenant: string;
  readonly url?: string;
}

interface ListOptions extends DatabaseOptions {
  readonly last?: string;
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
    .option("--count <number>", "how many", "1")
    .option("--audience <name>", "whose questions they may answer, besides those for everybody", "global")
    .option("--expires <time>", "how long a link holds if nobody uses it, such as 30m, 24h or 7d", "24h")
    .option("--url <origin>", "where annotators reach the server; by default public_url, or host and port, of its settings")
    .option("--tenant <tenant>", "whose questions they answer", "default")
    .option("--database <location>", "the server's database")
    .option("--config <file>", "the server's config file")
    .action((options: InviteOptions) => run(() => inviteCommand(world, options))());
  annotators
    .command("list")
    .description("whoever voted on pairs: how much, how often as the others did, how often for the left side, how fast")
    .option("--last <time>", "only votes of the last such time, such as 24h or 7d; by default all")
    .option("--tenant <tenant>", "whose annotators", "default")
    .option("--json", "as JSON, with what they are called where they came from")
    .option("--database <location>", "the server's database")
    .option("--config <file>", "the server's config file")
    .action((options: ListOptions) => run(() => listCommand(world, options))());
}

/** `folkmoot annotators invite`: the links alone on standard output, one a line, so that a script can take them. */
async function inviteCommand(world: CliWorld, options: InviteOptions): Promise<number> {
  const count = Number(options.count);
  const validMs = readTime(options.expires);
  const fault =
    findFault(Number.isInteger(count) && count >= 1 && count <= INVITES_MAX, "count", options.count, `1 to ${INVITES_MAX}`) ??
    findFault(AUDIENCE_NAME.test(options.audience), "audience", options.audience, AUDIENCE_NAME_RULE) ??
    findFault(isPlainName(options.tenant), "tenant", options.tenant, PLAIN_NAME_RULE) ??
    findFault(validMs !== null, "expires", options.expires, TIME_RULE) ??
    findFault(
      options.url === undefined || ORIGIN.test(options.url),
      "url",
      options.url ?? "",
      "an origin such as https://vote.example.org",
    );
  if (fault !== null || validMs === null) {
    world.warn(fault ?? "");
    return 2;
  }
  return await world.withAnnotators(databaseOf(options, false), async (ports, publicUrl, database) => {
    const request = { tenantId: options.tenant, count, audience: options.audience, validMs };
    const exitCode = await printInvites(world, ports, options.url ?? publicUrl, request);
    tellDatabase(world, database, "these links");
    return exitCode;
  });
}

async function listCommand(world: CliWorld, options: ListOptions): Promise<number> {
  const lastMs = options.last === undefined ? null : readTime(options.last);
  const fault =
    findFault(isPlainName(options.tenant), "tenant", options.tenant, PLAIN_NAME_RULE) ??
    findFault(options.last === undefined || lastMs !== null, "last", options.last ?? "", TIME_RULE);
  if (fault !== null) {
    world.warn(fault);
    return 2;
  }
  return await world.withAnnotators(databaseOf(options, true), (ports) => {
    const since = lastMs === null ? 0 : ports.clock.now() - lastMs;
    return listAnnotators(world, ports, { tenantId: options.tenant, since, asJson: options.json === true });
  });
}

function databaseOf({ database, config }: DatabaseOptions, mustExist: boolean): CommandDatabase {
  return { flags: database === undefined ? {} : { database }, configFile: config, mustExist };
}

async function printInvites(
  world: CliWorld,
  ports: AnnotatorPorts,
  url: string | null,
  request: Parameters<typeof inviteAnnotators>[1],
): Promise<number> {
  if (url === null) {
    world.warn("The server picks its own port, so its address is not known here: give it with --url.");
    return 2;
  }
  const invites = await inviteAnnotators(ports, request);
  const until = new Date(invites[0]?.expiresAt ?? 0).toISOString();
  world.warn(
    `${invites.length === 1 ? "1 link" : `${invites.length} links`} for ${request.audience}, each for one person, until ${until}.`,
  );
  for (const { token } of invites) {
    world.print(`${url}/vote#invite=${token}`);
  }
  return 0;
}

function findFault(isGood: boolean, name: string, value: string, rule: string): string | null {
  return isGood ? null : `--${name} is ${JSON.stringify(value)}; it must be ${rule}.`;
}

/** Milliseconds; null where it is no time of a minute to a year. */
function readTime(text: string): number | null {
  const [, count, unit] = TIME.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    return null;
  }
  const ms = Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return ms >= UNIT_MS.m && ms <= VALID_MS_MAX ? ms : null;
}
