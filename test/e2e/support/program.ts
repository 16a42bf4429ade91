import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { waitUntil } from "./wait-until.ts";

/** The built program. */
export const PROGRAM = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));
/** The collections that ship. */
export const SHIPPED_SCENARIOS = fileURLToPath(new URL("../../../scenarios", import.meta.url));

/** How a process ended, and all that it wrote. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Beside PATH; no variable of the test's own environment reaches the program. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

/** A `folkmoot` process. */
export interface Program {
  readonly pid: number;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly hasEnded: () => boolean;
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended and all that it wrote has been read. */
  readonly ended: Promise<ProgramEnd>;
}

/** Starts the built program. Throws where there is none. */
export function startProgram(words: readonly string[], options: ProgramOptions = {}): Program {
  if (!existsSync(PROGRAM)) {
    throw new Error("There is no dist/main.js. `npm run build` makes it; `npm test` does that by itself.");
  }
  const environment = { PATH: process.env["PATH"] ?? "", ...options.environment };
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, [PROGRAM, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: environment,
    cwd: options.folder,
  });
  let stdout = "";
  let stderr = "";
  let end: ProgramEnd | null = null;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([exitCode, signal]): ProgramEnd => {
    end = { exitCode: exitCode as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr };
    return end;
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    hasEnded: () => end !== null,
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Runs a command to its end. */
export function runProgram(words: readonly string[], options: ProgramOptions = {}): Promise<ProgramEnd> {
  return startProgram(words, options).ended;
}

/** A server that listens. */
export interface RunningServer extends Program {
  readonly url: string;
  /** SIGTERM, then its end. */
  stop(): Promise<ProgramEnd>;
  /** SIGKILL, then its end. */
  kill(): Promise<ProgramEnd>;
}

export interface ServerOptions extends ProgramOptions {
  /** Path of its database file. */
  readonly database: string;
  /** Folder of collections; the ones that ship unless given. */
  readonly scenarios?: string;
  /** Further words of the command line. */
  readonly flags?: readonly string[];
}

/** Starts a server on a free port. Throws, with what it wrote, where it ends instead of listening. */
export async function startServer({ database, scenarios, flags, ...options }: ServerOptions): Promise<RunningServer> {
  const words = [
    "serve",
    "--port",
    "0",
    "--database",
    `sqlite:${database}`,
    "--scenarios",
    scenarios ?? SHIPPED_SCENARIOS,
    ...(flags ?? []),
  ];
  return await untilListening(startProgram(words, options));
}

/** Waits until a process started as `serve` listens. */
export async function untilListening(program: Program): Promise<RunningServer> {
  const listening = () => /^listening on (\S+)$/m.exec(program.stdout())?.[1];
  await waitUntil("the server listens", () => listening() !== undefined || program.hasEnded());
  const url = listening();
  if (url === undefined) {
    throw new Error(`The server did not start:\n${program.stdout()}${program.stderr()}`);
  }
  const endBy = (signal: NodeJS.Signals) => {
    program.signal(signal);
    return program.ended;
  };
  return { ...program, url, stop: () => endBy("SIGTERM"), kill: () => endBy("SIGKILL") };
}
