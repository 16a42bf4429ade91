import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { ChildProgram, CliWorld, CollectionFolder, Flags, UsedDatabase } from "./cli/cli-world.ts";
import { runCli } from "./cli/run-cli.ts";
import { openCollectionPorts, startServer } from "./compose.ts";
import { adapterOf, buildModels } from "./composition/compose-models.ts";
import { endWhenUnread } from "./composition/end-when-unread.ts";
import { hearStopSignal } from "./composition/hear-stop-signal.ts";
import { removeAtEnd } from "./composition/remove-at-end.ts";
import { sha256Hex, systemClock, systemRandom } from "./composition/system-ports.ts";
import { CONFIG_KEYS, type Config, describeSetting, isFileOnly, parseConfig } from "./config/config.ts";
import { ConfigError } from "./config/config-error.ts";
import { createSecretReader } from "./config/fallback/read-secret.ts";
import { toFallbackPlan } from "./config/fallback/to-fallback-plan.ts";
import { compileJsonSchema } from "./json-schemas/compile-json-schema.ts";
import { compilePatterns } from "./patterns/compile-patterns.ts";
import type { Storage } from "./ports/storage.ts";
import { fileSchemas } from "./scenario-files/file-schemas.ts";
import { formatFinding } from "./scenario-files/parse-yaml-file.ts";
import { findCollectionFolders, hasCollectionFile, readCollection } from "./scenario-files/read-collection.ts";
import { SNAPSHOTS_KEPT } from "./services/learned/learned-models.ts";
import { shippedEngineTools } from "./shipped-engine-tools.ts";
import { openStorage } from "./storage/open-storage.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
/** A path of the project, from the sources as from the build. */
const fromRoot = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const config = (flags: Flags, file?: string) => parseConfig(flags, process.env, file);

function readCollections(path: string): readonly CollectionFolder[] {
  if (!existsSync(path)) {
    throw new Error(`There is no folder ${resolve(path)} to read scenario collections from.`);
  }
  if (!statSync(path).isDirectory()) {
    throw new Error(
      `${resolve(path)} is a file. Name its collection's folder, ${dirname(resolve(path))}, or a folder of collections.`,
    );
  }
  const folders = hasCollectionFile(path) ? [resolve(path)] : findCollectionFolders(resolve(path));
  return folders.map((folder) => {
    const reading = readCollection(folder, { compilePatterns, compileJsonSchema });
    return reading.ok
      ? {
          slug: reading.collection.slug,
          collection: reading.collection,
          findings: [],
          scenarios: [...reading.collection.scenarios.values()].flatMap((scenario) => {
            const checked = reading.checked.get(scenario.public.slug);
            return checked ? [{ scenario, checked }] : [];
          }),
        }
      : {
          slug: basename(folder),
          collection: null,
          findings: reading.findings.map((finding) =>
            formatFinding({ ...finding, file: finding.file.replace(`${dirname(folder)}/`, "") }),
          ),
          scenarios: [],
        };
  });
}

/** Lines of standard input, asked for one at a time; null at its end. */
function createAsk(): CliWorld["ask"] {
  let lines: AsyncIterator<string> | null = null;
  return async (prompt) => {
    process.stdout.write(prompt);
    lines ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]();
    const next = await lines.next();
    return next.done ? null : next.value;
  };
}

/** This program as another process: its output is read for its first line alone. */
function startSelf(words: readonly string[]): ChildProgram {
  const [node = "", ...program] = [process.execPath, ...process.execArgv, process.argv[1] ?? ""];
  const child = spawn(node, [...program, ...words], { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const ended = new Promise<void>((resolve) => void child.once("close", () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const firstLine = Promise.race([new Promise<string>((resolve) => void lines.once("line", resolve)), ended.then(() => "")]);
  const kill = () => {
    child.kill("SIGKILL");
    return ended;
  };
  return { firstLine, kill };
}

/** Works on the server's database, which may be running meanwhile. */
async function withStorage<T>({ database }: Config, mustExist: boolean, task: (storage: Storage) => Promise<T>): Promise<T> {
  if (database === "sqlite::memory:") {
    throw new ConfigError([
      "A database in memory ends with this command. --database names the server's file, such as sqlite:./folkmoot.db.",
    ]);
  }
  const storage = await openStorage(database, { exclusive: false, mustExist });
  try {
    return await task(storage);
  } finally {
    await storage.close();
  }
}

/** Looked up before it is opened, which makes it. */
function usedDatabase({ database: location }: Config): UsedDatabase {
  return { location, isNew: !existsSync(location.slice(location.indexOf(":") + 1)) };
}

/** Where a server listens; null where its system chooses the port. */
function addressOf(host: string, port: number): string | null {
  return port === 0 ? null : `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

const world: CliWorld = {
  version,
  settings: CONFIG_KEYS.map((key) => ({ key, ...describeSetting(key), isFileOnly: isFileOnly(key) })),
  // The name that the Python client reads, then the shorter one.
  apiKey: process.env["FOLKMOOT_API_KEY"] || process.env["FOLKMOOT_KEY"] || null,
  print: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
  progress: (line) => {
    if (process.stdout.isTTY) {
      process.stdout.write(line === "" ? "\r\u001b[K" : `\r\u001b[K${line}`);
    }
  },
  isTerminal: process.stdout.isTTY === true,
  isMisuse: (error) => error instanceof ConfigError,
  now: () => performance.now(),
  pause: (durationMs, signal) => pause(durationMs, undefined, { signal }).catch(() => undefined),
  ask: createAsk(),
  startServer: (flags, file) => startServer(config(flags, file), version, process.env),
  startSelf,
  stopSignal: () => hearStopSignal(process, () => performance.now()),
  readCollections,
  engineTools: shippedEngineTools,
  scenariosPath: (flags) => config(flags).scenarios,
  fileSchemas,
  demoFiles: () => {
    const folder = mkdtempSync(join(tmpdir(), "folkmoot-demo-"));
    removeAtEnd(folder);
    return {
      llmbarFolder: fromRoot("../shared/data/llmbar"),
      pairsFile: fromRoot("assets/demo-pairs.jsonl"),
      scenarios: fromRoot("scenarios"),
      database: join(folder, "folkmoot.db"),
      configFile: join(folder, "folkmoot.yaml"),
    };
  },
  withCollection: async (flags, collectionSlug, task) => {
    const { ports, close } = await openCollectionPorts(config(flags), collectionSlug, (fault) =>
      world.warn(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)),
    );
    try {
      return await task(ports);
    } finally {
      await close();
    }
  },
  withKeys: ({ flags, configFile, mustExist }, task) => {
    const settings = config(flags, configFile);
    const used = usedDatabase(settings);
    return withStorage(settings, mustExist, ({ keys }) =>
      task({ keys, clock: systemClock, random: systemRandom, sha256Hex }, used),
    );
  },
  withModels: async (file, task) => {
    const { fallback } = config({}, file);
    const built = buildModels(toFallbackPlan(fallback, createSecretReader(process.env)).sources);
    try {
      return await task(built.map(({ source, model }) => ({ id: model.id, adapter: adapterOf(source), model })));
    } finally {
      for (const { model } of built) {
        model.close();
      }
    }
  },
  withLearning: (flags, file, task) => {
    const settings = config(flags, file);
    const { min_votes: minVotes, min_prompts: minPrompts } = settings.fallback.learned;
    return withStorage(settings, true, ({ evidence }) =>
      task({ evidence, clock: systemClock, sha256Hex, rule: { minVotes, minPrompts }, snapshotsKept: SNAPSHOTS_KEPT }),
    );
  },
  publicUrl: (flags, file) => {
    const { host, port, public_url: publicUrl } = config(flags, file);
    return publicUrl ?? addressOf(host, port);
  },
  withAnnotators: ({ flags, configFile, mustExist }, task) => {
    const settings = config(flags, configFile);
    const used = usedDatabase(settings);
    return withStorage(settings, mustExist, ({ annotators }) =>
      task({ annotators, clock: systemClock, random: systemRandom, sha256Hex }, used),
    );
  },
};

/** Runs the command line that this process was started with, in the world as it is. Resolves with the exit code. */
export function runProcess(): Promise<number> {
  endWhenUnread(process);
  return runCli(process.argv.slice(2), world);
}
