import type { Scope } from "../ports/key-store.ts";
import { createKey } from "../services/keys/create-key.ts";
import type { CliWorld, CommandDatabase, KeyPorts } from "./cli-world.ts";
import { formatTable } from "./format-table.ts";
import { isPlainName, PLAIN_NAME_RULE } from "./is-plain-name.ts";
import { tellDatabase } from "./tell-database.ts";

const DAY_MS = 86_400_000;
/** A second or so: less is over before anybody has read the key. */
export const KEY_DAYS_MIN = 0.00001;
export const KEY_DAYS_MAX = 36_500;

/** `folkmoot keys create`: the key alone on standard output, so that a script can take it. */
export async function createKeyCommand(
  world: Pick<CliWorld, "print" | "warn" | "withKeys">,
  database: CommandDatabase,
  options: { readonly name: string; readonly scope: readonly Scope[]; readonly tenant: string; readonly expiresInDays?: number },
): Promise<number> {
  for (const flag of ["name", "tenant"] as const) {
    if (!isPlainName(options[flag])) {
      world.warn(`--${flag} is ${JSON.stringify(options[flag])}; it must be ${PLAIN_NAME_RULE}.`);
      return 2;
    }
  }
  return await world.withKeys(database, async (ports, used) => {
    const { key, keyText } = await createKey(ports, {
      name: options.name,
      tenantId: options.tenant,
      scopes: [...new Set(options.scope)],
      expiresAt: options.expiresInDays === undefined ? null : ports.clock.now() + Math.round(options.expiresInDays * DAY_MS),
    });
    world.warn(
      `Key ${key.keyId} "${key.name}" (${key.scopes.join(", ")}). It is shown this once; send it as "Authorization: Bearer <key>".`,
    );
    tellDatabase(world, used, "this key");
    world.print(keyText);
    return 0;
  });
}

/** `folkmoot keys list`. */
export async function listKeysCommand(world: CliWorld, ports: KeyPorts): Promise<number> {
  const keys = await ports.keys.listKeys();
  if (keys.length === 0) {
    world.print("No keys. Without any the server listens on loopback only; `folkmoot keys create --name <name>` makes one.");
    return 0;
  }
  const now = ports.clock.now();
  const rows = keys.map((key) => [
    key.keyId,
    key.name,
    key.scopes.join(","),
    key.tenantId,
    new Date(key.createdAt).toISOString().slice(0, 10),
    key.expiresAt === null ? "never" : `${new Date(key.expiresAt).toISOString().slice(0, 16)}Z`,
    key.revokedAt !== null ? "revoked" : key.expiresAt !== null && key.expiresAt <= now ? "expired" : "live",
  ]);
  const header = ["id", "name", "scopes", "tenant", "created", "expires", "state"];
  for (const line of formatTable(header, rows)) {
    world.print(line);
  }
  return 0;
}

/** `folkmoot keys revoke`. */
export async function revokeKeyCommand(world: CliWorld, ports: KeyPorts, keyId: string): Promise<number> {
  if (await ports.keys.revokeKey(keyId, ports.clock.now())) {
    world.print(`Key ${keyId} is revoked.`);
    return 0;
  }
  world.warn(`No live key "${keyId}". \`folkmoot keys list\` shows the ids.`);
  return 1;
}
