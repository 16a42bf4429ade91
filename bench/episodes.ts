import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ChildServer, canSlowSync, LoadGenerator, SERVER_CORE, startMeasuredServer } from "./support/child-server.ts";
import type { EpisodeScript, Measured } from "./support/generator-messages.ts";
import { median } from "./support/median.ts";
import { ratios } from "./support/ratios.ts";
import { requestRate } from "./support/request-rate.ts";

// Turns of episodes over HTTP beside the same with one transaction a turn and beside a bare node:http echo of the same bodies, in alternating rounds of one
// run; then the memory of idle episodes. Figures are for reading, ratios for comparing: see docs/benchmarks.md.
const ROUNDS = 5;
/** Rounds before those that count: the compiler is busy with a server's first 30,000 turns, the very first cost two and a half times as much as those after. */
const WARM_UP_ROUNDS = 6;
const CONNECTIONS = 64;
const EPISODES_PER_ROUND = 512;
const TURNS_PER_EPISODE = 12;
const ECHO_REPEATS = 3;
const LIVE_EPISODES_MAX = 2000;
const IDLE_EPISODES_STEP = 10_000;
/** A sync of an ordinary cloud volume; the disk of a development machine may be many times faster. */
const SLOW_SYNC_MS = 2;
const SLOW_EPISODES_PER_ROUND = 48;
const SCENARIOS = fileURLToPath(new URL("../scenarios", import.meta.url));

/** All but `shared` keep to one core, as the echo can only use one; that one may use both, as it would. */
const MODES = ["grouped", "single", "shared", "echo"] as const;
type Mode = (typeof MODES)[number];
const NAMES: Readonly<Record<Mode, string>> = {
  grouped: "turns, group commit (the product)",
  single: "turns, one transaction each",
  shared: "group commit, not kept to one core",
  echo: "bare node:http echo, same bodies",
};

const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-"));
const generator = new LoadGenerator();
try {
  await compareTurns();
  await measureIdleEpisodes();
} finally {
  await generator.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** All modes side by side on the disk as it is; then the product and its control on a disk that syncs slowly. */
async function compareTurns(): Promise<void> {
  const scriptsByRound = await recordScripts();
  const servers = await startServers(MODES, 0);
  printTurns(scriptsByRound, await runRounds(servers, scriptsByRound));
  await stopServers(servers);
  if (!canSlowSync) {
    print("(no strace here: the comparison on a slower disk is left out)");
    return;
  }
  const slowServers = await startServers(["grouped", "single"], SLOW_SYNC_MS);
  const slow = await runRounds(
    slowServers,
    scriptsByRound.map((scripts) => scripts.slice(0, SLOW_EPISODES_PER_ROUND)),
  );
  await stopServers(slowServers);
  print("");
  print(
    `with every sync ${SLOW_SYNC_MS} ms slower: ${describeRate(slow, "grouped")} against ${describeRate(slow, "single")} turns/s`,
  );
  printGain(slow);
}

/** New conversations for every round, recorded on a server of their own: the measured ones have never seen a sentence of them. */
async function recordScripts(): Promise<readonly (readonly EpisodeScript[])[]> {
  const recorder = await startServer("grouped", 0);
  const scriptsByRound: (readonly EpisodeScript[])[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const firstSeed = 1 + round * EPISODES_PER_ROUND;
    const job = {
      kind: "record",
      target: targetOf(recorder),
      firstSeed,
      episodes: EPISODES_PER_ROUND,
      turns: TURNS_PER_EPISODE,
    } as const;
    scriptsByRound.push(await generator.run(job));
  }
  await recorder.stop();
  return scriptsByRound;
}

type Servers = ReadonlyMap<Mode, ChildServer>;
type Rounds = ReadonlyMap<Mode, readonly Round[]>;

async function startServers(modes: readonly Mode[], syncDelayMs: number): Promise<Servers> {
  const servers = new Map<Mode, ChildServer>();
  for (const mode of modes) {
    servers.set(mode, await startServer(mode, syncDelayMs));
  }
  return servers;
}

async function stopServers(servers: Servers): Promise<void> {
  await Promise.all([...servers.values()].map((server) => server.stop()));
}

/** Rounds in alternation, every other one in reverse order. The first ones warm everything up and do not count. */
async function runRounds(servers: Servers, scriptsByRound: readonly (readonly EpisodeScript[])[]): Promise<Rounds> {
  const modes = [...servers.keys()];
  const measured = new Map<Mode, Round[]>(modes.map((mode) => [mode, []]));
  for (const [round, scripts] of scriptsByRound.entries()) {
    for (const mode of round % 2 === 0 ? modes : modes.toReversed()) {
      const result = await measureRound(mode, serverOf(servers, mode), scripts);
      if (round >= WARM_UP_ROUNDS) {
        measured.get(mode)?.push(result);
      }
    }
  }
  return measured;
}

interface Round extends Measured {
  readonly cpuMsPerRequest: number;
}

async function measureRound(mode: Mode, server: ChildServer, scripts: readonly EpisodeScript[]): Promise<Round> {
  const target = targetOf(server);
  const started = mode === "echo" ? [] : await generator.run({ kind: "start", target, scripts });
  const before = await server.readUsage();
  const measured =
    mode === "echo"
      ? await generator.run({ kind: "echo", target, scripts, repeats: ECHO_REPEATS })
      : await generator.run({ kind: "play", target, started });
  const after = await server.readUsage();
  return { ...measured, cpuMsPerRequest: (after.cpuMs - before.cpuMs) / measured.requests };
}

function printTurns(scriptsByRound: readonly (readonly EpisodeScript[])[], rounds: Rounds): void {
  const bodies = scriptsByRound.flat().flatMap((script) => script.turnBodies);
  const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(body), 0) / bodies.length;
  print(
    `about ${Math.round(bodies.length / scriptsByRound.length)} turns of ${EPISODES_PER_ROUND} episodes a round, ${Math.round(bytes)} bytes a body on average, ${CONNECTIONS} connections,`,
  );
  print(`medians of ${ROUNDS} alternating rounds, ${availableParallelism()} CPUs, Node ${process.versions.node}`);
  print("");
  const titles = ["requests/s", "p50 ms", "p99 ms", "CPU µs each", "of the echo", "by CPU time"];
  print(`${"".padEnd(36)}${titles.map((title) => title.padStart(13)).join("")}`);
  const of = (mode: Mode) => rounds.get(mode) ?? [];
  for (const mode of MODES) {
    const cells = [
      median(of(mode).map(requestRate)).toFixed(0),
      median(of(mode).map(({ p50Ms }) => p50Ms)).toFixed(2),
      median(of(mode).map(({ p99Ms }) => p99Ms)).toFixed(2),
      (1000 * median(of(mode).map(({ cpuMsPerRequest }) => cpuMsPerRequest))).toFixed(0),
      median(ratios(of(mode), of("echo"), requestRate)).toFixed(3),
      median(ratios(of("echo"), of(mode), ({ cpuMsPerRequest }) => cpuMsPerRequest)).toFixed(3),
    ];
    print(`${NAMES[mode].padEnd(36)}${cells.map((cell) => cell.padStart(13)).join("")}`);
  }
  print("");
  printGain(rounds);
}

function describeRate(rounds: Rounds, mode: Mode): string {
  return median((rounds.get(mode) ?? []).map(requestRate)).toFixed(0);
}

function printGain(rounds: Rounds): void {
  const gains = ratios(rounds.get("grouped") ?? [], rounds.get("single") ?? [], requestRate);
  print(
    `group commit against one transaction each: ${median(gains).toFixed(2)} times (rounds: ${gains.map((gain) => gain.toFixed(2)).join(", ")})`,
  );
}

async function measureIdleEpisodes(): Promise<void> {
  const server = await startServer("grouped", 0);
  const create = async (episodes: number) => {
    await generator.run({ kind: "create", target: targetOf(server), episodes });
    return await server.readUsageAfterCollection();
  };
  // Far more than are kept folded, so that what grows from here on is the cost of an idle one.
  const before = await create(3 * LIVE_EPISODES_MAX);
  const after = [await create(IDLE_EPISODES_STEP), await create(IDLE_EPISODES_STEP)];
  await server.stop();
  print("");
  print(
    `memory for ${LIVE_EPISODES_MAX} live and ${2 * LIVE_EPISODES_MAX} idle episodes: heap ${megabytes(before.heapBytes)}, resident ${megabytes(before.residentBytes)}`,
  );
  for (const [index, memory] of after.entries()) {
    const heap = memory.heapBytes - (after[index - 1] ?? before).heapBytes;
    const resident = memory.residentBytes - (after[index - 1] ?? before).residentBytes;
    print(
      `+ ${IDLE_EPISODES_STEP} idle episodes: heap ${signed(heap)}, resident ${signed(resident)}, ${Math.round(heap / IDLE_EPISODES_STEP)} bytes of heap an episode`,
    );
  }
}

function startServer(mode: Mode, syncDelayMs: number): Promise<ChildServer> {
  const database = `sqlite:${join(folder, `${mode}-${randomUUID()}.db`)}`;
  const options = { database, scenarios: SCENARIOS, liveEpisodesMax: LIVE_EPISODES_MAX };
  return mode === "shared"
    ? startMeasuredServer({ ...options, mode: "grouped" }, syncDelayMs, null)
    : startMeasuredServer({ ...options, mode }, syncDelayMs, SERVER_CORE);
}

function targetOf({ url, apiKey }: ChildServer) {
  return { url, apiKey, connections: CONNECTIONS };
}

function serverOf(servers: Servers, mode: Mode): ChildServer {
  const server = servers.get(mode);
  if (!server) {
    throw new Error(`No server was started for ${mode}.`);
  }
  return server;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function signed(bytes: number): string {
  return `${bytes < 0 ? "" : "+"}${megabytes(bytes)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
