import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LoadGenerator } from "./support/child-server.ts";
import type { EvaluateShape } from "./support/evaluate-body.ts";
import type { MeasuredScoring } from "./support/generator-messages.ts";
import { installFastApi } from "./support/install-fastapi.ts";
import { median } from "./support/median.ts";
import { type PinnedProgram, startPinnedProgram } from "./support/pinned-program.ts";
import { ratios } from "./support/ratios.ts";

// Scoring over HTTP at 1, 64 and 1,024 items beside bare node:http and beside FastAPI, in alternating rounds of one run; then what the shipped rubric costs,
// and whether cost grows as the work does. Figures are for reading, ratios for comparing: see docs/benchmarks.md.
const ROUNDS = 5;
const ROUND_MS = 1500;
/** So long a server is warmed up for a size: what a just-in-time compiler has not seen thousands of times is slow. */
const WARM_UP_MS = 8000;
const RUBRIC_ROUNDS = 3;
const RUBRIC_ROUND_MS = 3000;
const RUBRIC_CONNECTIONS = 8;
const DOOR_WORDS = 100;
const RUBRIC_WORDS = 500;
const PROGRAM = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const BARE_SERVER = fileURLToPath(new URL("./support/bare-server.ts", import.meta.url));
const FASTAPI_SERVER = fileURLToPath(new URL("./support/fastapi_server.py", import.meta.url));

/** The sizes of the table; fewer connections for the larger ones, so that they do not only wait for each other. */
const SIZES = [
  { items: 1, connections: 64 },
  { items: 64, connections: 32 },
  { items: 1024, connections: 8 },
] as const;
const NULL_SCORER = { collectionSlug: "null-scorer", scenarioSlug: "given" } as const;
const RUBRIC = { collectionSlug: "preference", scenarioSlug: "general" } as const;

/** What is measured: a server and what stands before its paths. */
interface Contestant {
  readonly name: string;
  readonly program: PinnedProgram;
  readonly apiKey: string;
  readonly prefix: string;
}

interface Round extends MeasuredScoring {
  readonly items: number;
  readonly cpuMs: number;
}

const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-"));
const scenarios = join(folder, "scenarios");
const generator = new LoadGenerator();
const programs: PinnedProgram[] = [];
try {
  cpSync(fileURLToPath(new URL("../scenarios/preference", import.meta.url)), join(scenarios, "preference"), { recursive: true });
  cpSync(fileURLToPath(new URL("./fixtures/null-scorer", import.meta.url)), join(scenarios, "null-scorer"), { recursive: true });
  await compareDoors();
  await measureGrowth();
  await measureRubric();
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await generator.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** A scorer that does next to nothing, so that everything around it is what is measured. */
async function compareDoors(): Promise<void> {
  const contestants = [...(await startBareServers()), await startProduct("Folkmoot, null scorer", 1), ...(await startFastApi())];
  print(`medians of ${ROUNDS} alternating rounds of ${ROUND_MS / 1000} s, answers of ${DOOR_WORDS} words, ${describeMachine()}`);
  for (const { items, connections } of SIZES) {
    const shape = { ...NULL_SCORER, items, words: DOOR_WORDS };
    const rounds = await runRounds(contestants, shape, connections);
    printDoors(contestants, rounds, items, connections);
  }
  await stopAll();
}

async function startBareServers(): Promise<readonly Contestant[]> {
  const program = await start(process.execPath, ["--import", "tsx", BARE_SERVER]);
  return [
    { name: "bare node:http, echo", program, apiKey: "none", prefix: "/echo" },
    { name: "bare node:http, same score", program, apiKey: "none", prefix: "/bare" },
  ];
}

async function startFastApi(): Promise<readonly Contestant[]> {
  const fastApi = installFastApi(folder);
  if ("absent" in fastApi) {
    print(`(FastAPI is left out: ${fastApi.absent})`);
    return [];
  }
  print(fastApi.versions);
  const program = await start(fastApi.python, [FASTAPI_SERVER]);
  return [
    { name: "FastAPI, request.json()", program, apiKey: "none", prefix: "/bare" },
    { name: "FastAPI, pydantic models", program, apiKey: "none", prefix: "/models" },
  ];
}

/** The program as it ships, with a key, its limits, its log and its metrics. */
async function startProduct(name: string, scoringThreads: number, isPinned = true): Promise<Contestant> {
  const database = ["--database", `sqlite:${join(folder, `${programs.length}.db`)}`];
  const keyMade = spawnSync(process.execPath, [PROGRAM, "keys", "create", "--name", "benchmark", ...database], {
    encoding: "utf8",
  });
  const apiKey = keyMade.stdout.trim();
  const flags = [
    "--port",
    "0",
    "--scenarios",
    scenarios,
    "--scoring-threads",
    String(scoringThreads),
    "--requests-per-minute",
    "100000000",
  ];
  const program = await start(process.execPath, [PROGRAM, "serve", ...database, ...flags], isPinned);
  return { name, program, apiKey, prefix: "" };
}

async function start(command: string, words: readonly string[], isPinned = true): Promise<PinnedProgram> {
  const program = await startPinnedProgram(command, words, isPinned);
  programs.push(program);
  return program;
}

async function stopAll(): Promise<void> {
  await Promise.all(programs.splice(0).map((program) => program.stop()));
}

/** Rounds in alternation, every other one in reverse order. The first warms everything up and does not count. */
async function runRounds(
  contestants: readonly Contestant[],
  shape: EvaluateShape,
  connections: number,
  roundCount = ROUNDS,
  durationMs = ROUND_MS,
): Promise<ReadonlyMap<Contestant, readonly Round[]>> {
  const rounds = new Map<Contestant, Round[]>(contestants.map((contestant) => [contestant, []]));
  for (let round = 0; round <= roundCount; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const measured = await runRound(contestant, shape, connections, round === 0 ? WARM_UP_MS : durationMs);
      if (round > 0) {
        rounds.get(contestant)?.push(measured);
      }
    }
  }
  return rounds;
}

async function runRound(contestant: Contestant, shape: EvaluateShape, connections: number, durationMs: number): Promise<Round> {
  const { program, apiKey, prefix } = contestant;
  const before = program.readCpuMs();
  const target = { url: program.url, apiKey, connections };
  const measured = await generator.run({ kind: "evaluate", target, prefix, shape, durationMs });
  return { ...measured, items: measured.requests * shape.items, cpuMs: program.readCpuMs() - before };
}

function printDoors(
  contestants: readonly Contestant[],
  rounds: ReadonlyMap<Contestant, readonly Round[]>,
  items: number,
  connections: number,
): void {
  const of = (contestant: Contestant | undefined) => (contestant === undefined ? [] : (rounds.get(contestant) ?? []));
  const [echo] = contestants;
  const requestBytes = of(echo)[0]?.requestBytes ?? 0;
  print("");
  print(`${items} item${items === 1 ? "" : "s"}, ${requestBytes} bytes, ${connections} connections`);
  const titles = ["items/s", "p50 ms", "p99 ms", "CPU µs/item", "of the echo", "by CPU time", "Folkmoot is", "by CPU time"];
  print(`${"".padEnd(30)}${titles.map((title) => title.padStart(13)).join("")}`);
  const product = contestants.find(({ name }) => name.startsWith("Folkmoot"));
  for (const contestant of contestants) {
    const own = of(contestant);
    const cells = [
      median(own.map(rate)).toFixed(0),
      median(own.map(({ p50Ms }) => p50Ms)).toFixed(2),
      median(own.map(({ p99Ms }) => p99Ms)).toFixed(2),
      (1000 * median(own.map(cpuMsPerItem))).toFixed(1),
      median(ratios(own, of(echo), rate)).toFixed(2),
      median(ratios(of(echo), own, cpuMsPerItem)).toFixed(2),
      contestant === product ? "" : `${median(ratios(of(product), own, rate)).toFixed(2)} ×`,
      contestant === product ? "" : `${median(ratios(own, of(product), cpuMsPerItem)).toFixed(2)} ×`,
    ];
    print(`${contestant.name.padEnd(30)}${cells.map((cell) => cell.padStart(13)).join("")}`);
  }
}

/** One request at a time with ten times as many items: the cost of an item should stay what it is. */
async function measureGrowth(): Promise<void> {
  const product = await startProduct("Folkmoot", 1);
  print("");
  for (const [name, scorer, words] of [
    ["null scorer", NULL_SCORER, DOOR_WORDS],
    ["preference rubric", RUBRIC, DOOR_WORDS],
  ] as const) {
    const costs = new Map<number, number[]>([
      [100, []],
      [1000, []],
    ]);
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [items, own] of costs) {
        const measured = await runRound(product, { ...scorer, items, words }, 1, round === 0 ? WARM_UP_MS : ROUND_MS);
        if (round > 0) {
          own.push(cpuMsPerItem(measured));
        }
      }
    }
    const [small = Number.NaN, large = Number.NaN] = [...costs.values()].map(median);
    print(
      `${name}: processor time of an item ${(1000 * small).toFixed(1)} µs among 100, ${(1000 * large).toFixed(1)} µs among 1,000: ${(large / small).toFixed(2)} times`,
    );
  }
  await stopAll();
}

/**
 * The shipped rubric on long answers: what a core gives, and how much of it goes into the rubric, by the processor time that the same answers take with the null
 * scorer.
 */
async function measureRubric(): Promise<void> {
  const contestants = [await startProduct("one core, one thread", 1), await startProduct("all cores, two threads", 2, false)];
  const shape = { items: 64, words: RUBRIC_WORDS };
  const measure = (scorer: typeof RUBRIC | typeof NULL_SCORER) =>
    runRounds(contestants, { ...scorer, ...shape }, RUBRIC_CONNECTIONS, RUBRIC_ROUNDS, RUBRIC_ROUND_MS);
  const [rubric, nothing] = [await measure(RUBRIC), await measure(NULL_SCORER)];
  print("");
  print(
    `preference/general, ${shape.items} answers of ${RUBRIC_WORDS} words a request, ${RUBRIC_CONNECTIONS} connections, medians of ${RUBRIC_ROUNDS} rounds of ${RUBRIC_ROUND_MS / 1000} s`,
  );
  for (const contestant of contestants) {
    const own = rubric.get(contestant) ?? [];
    const cpuMs = median(own.map(cpuMsPerItem));
    const aroundMs = median((nothing.get(contestant) ?? []).map(cpuMsPerItem));
    print(
      `${contestant.name.padEnd(24)} ${median(own.map(rate)).toFixed(0)} items/s; ${(1000 * cpuMs).toFixed(0)} µs of processor time an item: ${(1000 / cpuMs).toFixed(0)} a second and core; ${(100 * (1 - aroundMs / cpuMs)).toFixed(0)} % of it in the rubric`,
    );
  }
  await stopAll();
}

function rate({ items, elapsedMs }: Round): number {
  return (1000 * items) / elapsedMs;
}

function cpuMsPerItem({ items, cpuMs }: Round): number {
  return cpuMs / items;
}

function describeMachine(): string {
  return `${availableParallelism()} CPUs, Node ${process.versions.node}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
