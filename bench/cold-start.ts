import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { waitUntilListening } from "./support/child-server.ts";
import { median } from "./support/median.ts";

// From starting a process to its line `listening on …`, each time with a new database: the program with the collections that ship, beside a bare node:http
// server that opens a database, in alternation. Figures are for reading, the ratio for comparing: see docs/benchmarks.md.
const STARTS = 9;
/** Of the processor times in /proc: Linux counts them in hundredths of a second on every machine. */
const TICK_MS = 10;
const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Start {
  readonly elapsedMs: number;
  /** Of all threads; NaN where the system does not tell. */
  readonly processorMs: number;
}

const folder = mkdtempSync(join(tmpdir(), "folkmoot-cold-start-"));
try {
  const product: Start[] = [];
  const bare: Start[] = [];
  // The first of each reads the files into the system's memory and does not count.
  for (let round = 0; round <= STARTS; round += 1) {
    const database = join(folder, `product-${round}.db`);
    const words = ["serve", "--port", "0", "--database", `sqlite:${database}`, "--scenarios", fromHere("../scenarios")];
    const both = [
      await measureStart([fromHere("../dist/main.js"), ...words]),
      await measureStart([fromHere("../dist/bare-start.js"), join(folder, `bare-${round}.db`)]),
    ] as const;
    if (round > 0) {
      product.push(both[0]);
      bare.push(both[1]);
    }
  }
  print("the program, shipped collections", product);
  print("bare node:http with a database", bare);
  const [slow, quick] = [product, bare].map((starts) => median(starts.map(({ elapsedMs }) => elapsedMs)));
  process.stdout.write(`ratio ${((slow ?? Number.NaN) / (quick ?? Number.NaN)).toFixed(1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureStart(words: readonly string[]): Promise<Start> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "ignore"] });
  await waitUntilListening(child);
  const start = { elapsedMs: performance.now() - startedAt, processorMs: readProcessorMs(child) };
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
  return start;
}

/** User and system time so far: the 14th and 15th field of /proc/<pid>/stat, counted from behind the process's name, which may hold spaces. */
function readProcessorMs(child: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return TICK_MS * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.NaN;
  }
}

function print(name: string, starts: readonly Start[]): void {
  const times = starts.map(({ elapsedMs }) => elapsedMs);
  process.stdout.write(
    `${name.padEnd(34)} median ${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)}–${Math.max(...times).toFixed(0)}), processor ${median(starts.map(({ processorMs }) => processorMs)).toFixed(0)} ms\n`,
  );
}
