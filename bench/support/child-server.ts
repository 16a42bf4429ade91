import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Profiler } from "node:inspector";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { GeneratorAnswer, GeneratorJob, GeneratorResults } from "./generator-messages.ts";
import type { MeasuredServerOptions, MeasuredServerQuestion, MeasuredUsage, VoteCommit } from "./measured-server.ts";

export const SERVER_CORE = 0;
const GENERATOR_CORE = 1;
const START_TIMEOUT_MS = 30_000;
/** Servers and the generator each keep to a core of their own where the system can do that. */
const canPin = availableParallelism() > 1 && existsSync("/usr/bin/taskset");

/** Whether syncing to the disk can be made slower here: strace does it, where it may trace. */
export const canSlowSync =
  spawnSync("strace", ["--seccomp-bpf", "-f", "-e", "trace=fdatasync", "-o", "/dev/null", "true"]).status === 0;

/** The words before a command that keep it to one core. @param core null leaves it all of them. */
export function pinTo(core: number | null): readonly string[] {
  return canPin && core !== null ? ["taskset", "-c", String(core)] : [];
}

/** Starts node, told over IPC what to do. Its log is thrown away, unless BENCH_LOG is set: some hundred thousand lines, after which nobody finds the figures. */
function startNode(words: readonly string[], core: number | null, syncDelayMs = 0): ChildProcess {
  const slow = [
    "strace",
    "-f",
    "--seccomp-bpf",
    "-qq",
    "-o",
    "/dev/null",
    "-e",
    "trace=fsync,fdatasync",
    "-e",
    `inject=fsync,fdatasync:delay_exit=${1000 * syncDelayMs}`,
  ];
  const prefix = [...pinTo(core), ...(syncDelayMs > 0 ? slow : [])];
  const [command = "", ...rest] = [...prefix, process.execPath, ...words];
  return spawn(command, rest, { stdio: ["ignore", "pipe", process.env["BENCH_LOG"] ? "inherit" : "ignore", "ipc"] });
}

/** The rest of the line `listening on …`. Rejects where the process ends or takes too long before it. */
export async function waitUntilListening(child: ChildProcess): Promise<string> {
  const late = setTimeout(() => child.kill("SIGKILL"), START_TIMEOUT_MS);
  try {
    if (child.stdout) {
      for await (const line of createInterface({ input: child.stdout })) {
        if (line.startsWith("listening on ")) {
          // Nothing reads on: a full pipe would stop the process.
          child.stdout.resume();
          return line.slice("listening on ".length);
        }
      }
    }
  } finally {
    clearTimeout(late);
  }
  throw new Error("A server ended before it listened. Does `npm start` work?");
}

async function ask<Answer>(child: ChildProcess, message: GeneratorJob | MeasuredServerQuestion): Promise<Answer> {
  const over = new AbortController();
  const ended = once(child, "exit", { signal: over.signal }).then(() => {
    throw new Error("A process of the benchmark ended by itself; with BENCH_LOG=1 it says why.");
  });
  ended.catch(() => undefined);
  try {
    const answer = once(child, "message", { signal: over.signal });
    child.send(message);
    const [value] = await Promise.race([answer, ended]);
    return value as Answer;
  } finally {
    over.abort();
  }
}

/** The process ends by itself when it hears no more. */
async function stopChild(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.disconnect();
  await exited;
}

/** A server under measurement. */
export interface ChildServer {
  readonly url: string;
  readonly apiKey: string;
  readUsage(): Promise<MeasuredUsage>;
  readUsageAfterCollection(): Promise<MeasuredUsage>;
  /** The votes committed since it was last asked. */
  readCommits(): Promise<readonly VoteCommit[]>;
  startProfile(): Promise<void>;
  stopProfile(): Promise<Profiler.Profile>;
  stop(): Promise<void>;
}

/**
 * Starts a server under measurement.
 * @param syncDelayMs by which every sync to the disk takes longer.
 * @param core that it keeps to; null leaves it all of them.
 */
export async function startMeasuredServer(
  options: MeasuredServerOptions,
  syncDelayMs = 0,
  core: number | null = SERVER_CORE,
): Promise<ChildServer> {
  const entry = fileURLToPath(new URL("../../dist/measured-server.js", import.meta.url));
  const child = startNode(["--expose-gc", entry, JSON.stringify(options)], core, syncDelayMs);
  const [url = "", apiKey = ""] = (await waitUntilListening(child)).split(" ");
  return {
    url,
    apiKey,
    readUsage: () => ask<MeasuredUsage>(child, "usage"),
    readUsageAfterCollection: () => ask<MeasuredUsage>(child, "usage after collection"),
    readCommits: () => ask<readonly VoteCommit[]>(child, "commits"),
    startProfile: async () => void (await ask(child, "start profile")),
    stopProfile: () => ask<Profiler.Profile>(child, "stop profile"),
    stop: () => stopChild(child),
  };
}

/** The load generator's process. */
export class LoadGenerator {
  readonly #child: ChildProcess;

  /** @param core that it keeps to; null leaves it all of them. */
  constructor(core: number | null = GENERATOR_CORE) {
    this.#child = startNode(["--import", "tsx", fileURLToPath(new URL("./load-generator.ts", import.meta.url))], core);
  }

  /** Has a job done. Rejects where it fails. */
  async run<Kind extends GeneratorJob["kind"]>(job: Extract<GeneratorJob, { kind: Kind }>): Promise<GeneratorResults[Kind]> {
    const answer = await ask<GeneratorAnswer>(this.#child, job);
    if ("failed" in answer) {
      throw new Error(`The load generator failed: ${answer.failed}`);
    }
    return answer.result as GeneratorResults[Kind];
  }

  stop(): Promise<void> {
    return stopChild(this.#child);
  }
}
