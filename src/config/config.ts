import { readFileSync } from "node:fs";
import { load, YAMLException } from "js-yaml";
import type { z } from "zod";
import { isJsonObject } from "../domain/is-json-object.ts";
import { ConfigError } from "./config-error.ts";
import { describeMemberFaults } from "./describe-member-faults.ts";
import { dropServiceLinks } from "./drop-service-links.ts";
import { findNearNames } from "./find-near-names.ts";
import { mayHoldPassword } from "./may-hold-password.ts";
import { SETTINGS, type Setting } from "./settings.ts";

export type ConfigKey = keyof typeof SETTINGS;
export type Config = { readonly [Key in ConfigKey]: z.output<(typeof SETTINGS)[Key]["schema"]> };
export const CONFIG_KEYS = Object.keys(SETTINGS) as readonly ConfigKey[];

const ENVIRONMENT_PREFIX = "FOLKMOOT_";
/** Environment variables with our prefix that are no settings: all but the first are read by clients, in the same shell maybe. */
const OTHER_VARIABLES: ReadonlySet<string> = new Set([
  "FOLKMOOT_CONFIG",
  "FOLKMOOT_URL",
  "FOLKMOOT_API_KEY",
  "FOLKMOOT_KEY",
  "FOLKMOOT_COLLECTION",
  "FOLKMOOT_SCENARIO",
  "FOLKMOOT_FILLER",
  "FOLKMOOT_NEMO_GYM_URL",
]);

/** Whether a setting has members, so that it stands in the config file alone, without a flag and an environment variable. */
export function isFileOnly(key: ConfigKey): boolean {
  const setting: Setting = SETTINGS[key];
  return setting.isFileOnly ?? false;
}

/** The flag of a setting, such as `--log-level`. */
function flagOf(key: ConfigKey): string {
  return `--${key.replaceAll("_", "-")}`;
}

/** The environment variable of a setting, such as `FOLKMOOT_LOG_LEVEL`. */
function variableOf(key: ConfigKey): string {
  return ENVIRONMENT_PREFIX + key.toUpperCase();
}

/** What `--help` says of a setting. */
export function describeSetting(key: ConfigKey): {
  readonly flag: string;
  readonly variable: string;
  readonly help: string;
  readonly initial: unknown;
} {
  const { schema, help }: Setting = SETTINGS[key];
  return { flag: flagOf(key), variable: variableOf(key), help, initial: schema.parse(undefined) };
}

/**
 * The configuration: flag > environment > file > default; settings with members stand in the file alone. An unknown key or a bad value is an error that names it and where it came from.
 * @param flags values by config key, as text.
 * @param configFile path of a YAML file, or undefined: FOLKMOOT_CONFIG is looked at.
 */
export function parseConfig(
  flags: Readonly<Partial<Record<ConfigKey, string>>>,
  wholeEnvironment: NodeJS.ProcessEnv,
  configFile: string | undefined,
): Config {
  const environment = dropServiceLinks(wholeEnvironment);
  const file = readConfigFile(configFile ?? (environment["FOLKMOOT_CONFIG"] || undefined));
  const faults: string[] = [...unknownVariables(environment, file)];
  const config: Record<string, unknown> = {};
  for (const key of CONFIG_KEYS) {
    const inFile = { value: file[key], name: `${key} in the config file` };
    const onLine = [
      { value: flags[key] as unknown, name: flagOf(key) },
      { value: readVariable(environment, key), name: variableOf(key) },
    ];
    // Whose members are all commented out is empty, and as good as left out.
    const withMembers = { ...inFile, value: inFile.value ?? undefined };
    const source = (isFileOnly(key) ? [withMembers] : [...onLine, inFile]).find(({ value }) => value !== undefined);
    const { schema, isSecret }: Setting = SETTINGS[key];
    const result = schema.safeParse(source?.value);
    if (result.success) {
      config[key] = result.data;
    } else if (isFileOnly(key)) {
      faults.push(...describeMemberFaults(key, source?.value, result.error));
    } else {
      const text = JSON.stringify(source?.value);
      const shown = isSecret || mayHoldPassword(text) ? "not shown" : text;
      faults.push(`${source?.name ?? key} is ${shown}: ${result.error.issues.map((issue) => issue.message).join("; ")}`);
    }
  }
  if (config["webhook_url"] && config["webhook_secret"] === null) {
    faults.push("webhook_url needs webhook_secret: receivers could not tell events of this server from anybody's");
  }
  if (faults.length > 0) {
    throw new ConfigError(faults);
  }
  return config as Config;
}

/** A variable that is set to nothing, as compose files do with what they were not given, is as good as none where the setting may be left out; elsewhere it is a value, and a wrong one. */
function readVariable(environment: NodeJS.ProcessEnv, key: ConfigKey): string | undefined {
  const text = environment[variableOf(key)];
  return text === "" && describeSetting(key).initial === null ? undefined : text;
}

function unknownVariables(environment: NodeJS.ProcessEnv, file: Readonly<Record<string, unknown>>): readonly string[] {
  const settings = CONFIG_KEYS.filter((key) => !isFileOnly(key)).map(variableOf);
  const known = [...settings, ...OTHER_VARIABLES];
  const named = variablesNamedIn(file);
  const isUnknown = (name: string) => name.startsWith(ENVIRONMENT_PREFIX) && !known.includes(name) && !named.has(name);
  const bare = (name: string) => name.slice(ENVIRONMENT_PREFIX.length);
  return Object.keys(environment)
    .filter(isUnknown)
    .map((name) => {
      const near = findNearNames(bare(name), known.map(bare)).map((each) => ENVIRONMENT_PREFIX + each);
      return `unknown environment variable ${name}${suggest(near)}`;
    });
}

/** What stands behind a name that is none. */
function suggest(near: readonly string[]): string {
  const meant = near.length === 0 ? "" : `; did you mean ${near.join(" or ")}?`;
  return `${meant} (\`folkmoot serve --help\` names them all)`;
}

/** Variables that the file says hold a secret: they may begin with our prefix too. */
function variablesNamedIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== "object" || value === null) {
    return new Set();
  }
  return new Set(
    Object.entries(value).flatMap(([key, member]) =>
      (key === "api_key_env" || key === "env") && typeof member === "string" ? [member] : [...variablesNamedIn(member)],
    ),
  );
}

function readConfigFile(path: string | undefined): Readonly<Record<string, unknown>> {
  if (path === undefined) {
    return {};
  }
  let value: unknown;
  try {
    const text = readFileSync(path, "utf8");
    value = text.trim() === "" ? {} : (load(text, { maxAliases: 10 }) ?? {});
    // Throws where an alias stands in what it names: whatever walks through it would never end.
    JSON.stringify(value);
  } catch (error) {
    throw new ConfigError([`config file ${path}: ${describeReadError(error)}`]);
  }
  if (!isJsonObject(value)) {
    throw new ConfigError([`config file ${path}: must be a mapping of keys to values`]);
  }
  const unknown = Object.keys(value).filter((key) => !(CONFIG_KEYS as readonly string[]).includes(key));
  if (unknown.length > 0) {
    throw new ConfigError(
      unknown.map((key) => `config file ${path}: unknown key "${key}"${suggest(findNearNames(key, CONFIG_KEYS))}`),
    );
  }
  return value;
}

/** What keeps a file from being read, by the system's code. */
const READ_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: "is not there; --config or FOLKMOOT_CONFIG names it",
  EISDIR: "is a folder; name a YAML file in it",
  EACCES: "may not be read by the user that this runs as",
};

/** A fault of YAML by its line: the reader's own message quotes the lines around it, and one of them may hold a secret. */
function describeReadError(error: unknown): string {
  if (error instanceof YAMLException) {
    return `line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return READ_FAULTS[code ?? ""] ?? message;
}
