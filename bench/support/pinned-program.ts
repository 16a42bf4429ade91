import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { pinTo, SERVER_CORE, waitUntilListening } from "./child-server.ts";

/** Of the times in /proc/<pid>/stat. */
const TICKS_PER_SECOND = 100;

/** A server of any kind that runs as a process of its own. */
export interface PinnedProgram {
  readonly url: string;
  /** Processor time of all its threads since the start; NaN where the system does not say. */
  readCpuMs(): number;
  stop(): Promise<void>;
}

/** Starts a program that prints `listening on <url>`, on one core where the system can do that. @param isPinned false leaves it all cores. */
export async function startPinnedProgram(command: string, words: readonly string[], isPinned = true): Promise<PinnedProgram> {
  const [first = "", ...rest] = [...pinTo(isPinned ? SERVER_CORE : null), command, ...words];
  const child = spawn(first, rest, { stdio: ["ignore", "pipe", "ignore"] });
  const url = await waitUntilListening(child);
  return {
    url,
    readCpuMs: () => readCpuMs(child.pid ?? 0),
    stop: async () => {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function readCpuMs(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // After the name, which may hold anything: state is the third field, user and system time are the 14th and 15th.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return (1000 * (Number(fields[11]) + Number(fields[12]))) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}
