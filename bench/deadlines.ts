import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { canSlowSync, LoadGenerator, startMeasuredServer } from "./support/child-server.ts";
import type { MeasuredCompares } from "./support/generator-messages.ts";
import type { MeasuredServerOptions, MeasuredUsage } from "./support/measured-server.ts";
import { type SimulatedCrowd, startCrowd } from "./support/simulated-crowd.ts";

// How late compares are answered that are held for people: 2,000 at a time with budgets from 200 ms to 5 s, each on a connection of its own, while a hundred simulated annotators vote. The
// callers, the annotators and the server are three processes that share all cores, as they would; lateness is what the callers see, of a server that has answered compares for some
// seconds. Then with a disk that syncs slowly, with a fallback that hangs, and with nobody there.
const SECONDS = Number(process.argv[2] ?? 20);
const COMPARES = Number(process.argv[3] ?? 2000);
const ANNOTATORS = 100;
const SPEED = "1s";
const BUDGET_MS = [200, 5000] as const;
const SLOW_SYNC_MS = 50;
/** The first requests of a process are answered by code that is not compiled yet. */
const WARM_UP_MS = 3000;
/** What the fallback costs is measured elsewhere (`npm run bench:evaluate`): here it is one check, unless the shipped rubric is asked for. */
const SCORER = process.argv.includes("--rubric") ? "preference" : "null";
const SCENARIOS = fileURLToPath(new URL(SCORER === "null" ? "./fixtures" : "../scenarios", import.meta.url));

interface Case {
  readonly name: string;
  readonly server: MeasuredServerOptions["mode"];
  readonly mode: "auto" | "require";
  readonly annotators: number;
  readonly fallback: NonNullable<MeasuredServerOptions["fallback"]>;
  readonly syncDelayMs: number;
}

const CASES: readonly Case[] = [
  // What this machine lets any server do at the moment: one that keeps its callers waiting for as long, with a timer each.
  { name: "bare node:http", server: "hold", mode: "require", annotators: 0, fallback: "embedded", syncDelayMs: 0 },
  { name: "people required", server: "grouped", mode: "require", annotators: ANNOTATORS, fallback: "embedded", syncDelayMs: 0 },
  { name: "auto", server: "grouped", mode: "auto", annotators: ANNOTATORS, fallback: "embedded", syncDelayMs: 0 },
  {
    name: `required, syncs ${SLOW_SYNC_MS} ms slower`,
    server: "grouped",
    mode: "require",
    annotators: ANNOTATORS,
    fallback: "embedded",
    syncDelayMs: SLOW_SYNC_MS,
  },
  {
    name: "required, fallback hangs",
    server: "grouped",
    mode: "require",
    annotators: ANNOTATORS,
    fallback: "hanging",
    syncDelayMs: 0,
  },
  { name: "auto, fallback hangs", server: "grouped", mode: "auto", annotators: ANNOTATORS, fallback: "hanging", syncDelayMs: 0 },
  { name: "auto, nobody there", server: "grouped", mode: "auto", annotators: 0, fallback: "embedded", syncDelayMs: 0 },
];

const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-"));
const generator = new LoadGenerator(null);
try {
  print(
    `${COMPARES} compares at a time for ${SECONDS} s, each on its own connection, budgets ${BUDGET_MS.join(" to ")} ms; ${ANNOTATORS} annotators of ${SPEED} a vote; scorer ${SCORER}; ${availableParallelism()} CPUs, Node ${process.versions.node}`,
  );
  printRow([
    "",
    "answers",
    "held",
    "late p50",
    "p99",
    "p99.9",
    "max ms",
    "all p50",
    "all p99 ms",
    "voted",
    "no winner",
    "lost",
    "kept once",
    "loop p99",
  ]);
  for (const [index, one] of CASES.entries()) {
    if (one.syncDelayMs > 0 && !canSlowSync) {
      print(`${one.name}: left out, there is no strace here`);
    } else {
      await measure(one, join(folder, `${index}.db`));
    }
  }
} finally {
  await generator.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure({ name, server: serverMode, mode, annotators, fallback, syncDelayMs }: Case, file: string): Promise<void> {
  const options = { mode: serverMode, database: `sqlite:${file}`, scenarios: SCENARIOS, liveEpisodesMax: 100, fallback } as const;
  const server = await startMeasuredServer(options, syncDelayMs, null);
  let crowd: SimulatedCrowd | null = null;
  let measured: MeasuredCompares;
  let before: MeasuredUsage;
  let usage: MeasuredUsage;
  try {
    crowd = annotators === 0 ? null : await startCrowd(server, annotators, SPEED);
    const target = { url: server.url, apiKey: server.apiKey, connections: COMPARES };
    const job = { kind: "compare", target, scorer: SCORER, budgetMs: BUDGET_MS, human: { mode } } as const;
    await generator.run({ ...job, durationMs: WARM_UP_MS });
    before = await server.readUsage();
    measured = await generator.run({ ...job, durationMs: 1000 * SECONDS });
    usage = await server.readUsage();
  } finally {
    const table = await crowd?.stop();
    if (table !== undefined && process.argv.includes("--crowd")) {
      print(table);
    }
    await server.stop();
  }
  printRow(
    describe(name, measured, countSettledOnce(file, measured.settled), usage, (usage.cpuMs - before.cpuMs) / measured.answers),
  );
  for (const [reason, count] of measured.lost) {
    print(`  ${count} lost: ${reason}`);
  }
}

/** Of the comparisons that were answered with people asked, those that the database has with exactly one first revision. */
function countSettledOnce(file: string, comparisonIds: readonly string[]): number {
  if (comparisonIds.length === 0) {
    return 0;
  }
  const database = new Database(file, { readonly: true });
  const find = database
    .prepare("SELECT count(*) FROM revisions WHERE tenant_id = 'default' AND comparison_id = ? AND revision = 1")
    .pluck();
  const settled = comparisonIds.filter((id) => find.get(id) === 1).length;
  database.close();
  return settled;
}

function describe(
  name: string,
  measured: MeasuredCompares,
  settledOnce: number,
  usage: MeasuredUsage,
  cpuMsEach: number,
): readonly string[] {
  const { answers, held, lateP50Ms, lateP99Ms, lateP999Ms, lateMaxMs, elapsedP50Ms, elapsedP99Ms, withVotes, undecided, lost } =
    measured;
  const late = [lateP50Ms, lateP99Ms, lateP999Ms, lateMaxMs, elapsedP50Ms, elapsedP99Ms].map((value) =>
    // Where none was held there is no number, and what is none comes as null between processes.
    Number.isFinite(value) ? value.toFixed(1) : "none",
  );
  const kept = `${settledOnce}/${measured.settled.length}`;
  const lostCount = lost.reduce((sum, [, count]) => sum + count, 0);
  const server = [usage.loopDelayP99Ms.toFixed(1), cpuMsEach.toFixed(2)];
  return [name, answers, held, ...late, withVotes, undecided, lostCount, kept, ...server].map(String);
}

function printRow([name = "", ...cells]: readonly string[]): void {
  print(`${name.padEnd(28)}${cells.map((cell) => cell.padStart(12)).join("")}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
