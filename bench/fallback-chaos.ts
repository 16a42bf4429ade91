import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { BreakerRule } from "../src/domain/fallback/breaker.ts";
import { type ChaoticName, HEALTHY } from "../test/doubles/upstreams/chaotic-upstreams.ts";
import { type ChaosAnswer, playFallbackChaos } from "./support/play-fallback-chaos.ts";
import { quantile } from "./support/quantile.ts";
import { watchLoop } from "./support/watch-loop.ts";

// How late the fallback answers where the servers of its models are slow, hang, reset, half-close, send garbage, NaN or ten megabytes, or answer 429 and 500: real adapters over real sockets, the servers in a process of their own.
// Each ask has one such server first in its order and one that is well behind it. Arguments: how many asks, and how many at a time.
const ASKS = Number(process.argv[2] ?? 10_000);
const CALLERS = Number(process.argv[3] ?? 32);
const BUDGET_MS = [100, 800] as const;
const SLOW_MS = 50;
const SEED = 1;

const BREAKERS: readonly (readonly [string, BreakerRule])[] = [
  ["breakers as usual", { ratio: 0.5, callsMin: 10, windowMs: 30_000, openMs: 1000 }],
  ["breakers that never open", { ratio: 1, callsMin: Number.POSITIVE_INFINITY, windowMs: 30_000, openMs: 1000 }],
];

print(
  `${ASKS} asks, ${CALLERS} at a time, budgets ${BUDGET_MS.join(" to ")} ms; ${availableParallelism()} CPUs, Node ${process.versions.node}`,
);
for (const [name, breaker] of BREAKERS) {
  const processes = {
    bad: start("chaotic-servers", "bad", String(SLOW_MS)),
    healthy: start("chaotic-servers", HEALTHY),
    idle: start("idle-process"),
  };
  try {
    await measure(name, breaker, processes);
  } finally {
    for (const child of Object.values(processes)) {
      child.kill();
    }
  }
}

function start(program: string, ...words: readonly string[]): ChildProcess {
  const file = fileURLToPath(new URL(`./support/${program}.ts`, import.meta.url));
  return fork(file, words, { execArgv: ["--import", "tsx"] });
}

type Urls = readonly (readonly [ChaoticName, string])[];

async function measure(
  name: string,
  breaker: BreakerRule,
  { bad, healthy, idle }: Record<"bad" | "healthy" | "idle", ChildProcess>,
): Promise<void> {
  const heard = await Promise.all([once(bad, "message"), once(healthy, "message")]);
  const urls = heard.flatMap(([some]) => some as Urls);
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const loop = watchLoop();
  const { answers } = await playFallbackChaos({
    urls,
    misbehave: () => bad.send("misbehave"),
    asks: ASKS,
    callers: CALLERS,
    budgetMs: BUDGET_MS,
    breaker,
    seed: SEED,
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const { heldUpMs, ownCpuMs } = loop.stop();
  idle.send("tell");
  const [idleLate] = (await once(idle, "message")) as [number[]];
  const late = answers.map(({ lateMs }) => lateMs);
  const faults = answers.flatMap(({ fault }) => fault ?? []);
  print(`\n${name}: ${answers.length} of ${ASKS} answered in ${seconds.toFixed(1)} s, ${faults.length} wrongly`);
  print(`  after the deadline, ms: ${quantiles(late)}`);
  print(`  a process that does nothing is woken late by, ms: ${quantiles(idleLate)}`);
  print(
    `  the loop was held up for ${heldUpMs.toFixed(0)} ms at worst, by ${ownCpuMs.toFixed(0)} ms of its own computing at most`,
  );
  print(`  CPU an ask, ms: ${((user + system) / 1000 / answers.length).toFixed(2)}`);
  for (const fault of faults.slice(0, 5)) {
    print(`  wrong: ${fault}`);
  }
  print(
    `  ${"first in order".padEnd(16)}${"itself".padStart(8)}${HEALTHY.padStart(9)}${"rubric".padStart(8)}  outcomes of the first`,
  );
  for (const [first] of urls) {
    printSource(
      first,
      answers.filter((answer) => answer.first === first),
    );
  }
  print(
    `  an answer of the healthy one takes, ms: ${describe(answers, HEALTHY)} where nobody goes before it, ${describe(answers, "hang")} behind one that hangs`,
  );
}

function printSource(first: ChaoticName, answers: readonly ChaosAnswer[]): void {
  const by = (id: string) => answers.filter(({ opinion }) => opinion.candidates !== null && opinion.source.id === id).length;
  const outcomes = new Map<string, number>();
  for (const { opinion } of answers) {
    const outcome = opinion.attempts.find(({ sourceId }) => sourceId === first)?.outcome ?? "none";
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  const told = [...outcomes].sort(([, one], [, other]) => other - one).map(([outcome, count]) => `${outcome} ${count}`);
  const own = first === HEALTHY ? "" : String(by(first));
  print(
    `  ${first.padEnd(16)}${own.padStart(8)}${String(by(HEALTHY)).padStart(9)}${String(by("rubric")).padStart(8)}  ${told.join(", ")}`,
  );
}

/** Of the healthy one's answers where that one goes first. */
function describe(answers: readonly ChaosAnswer[], first: ChaoticName): string {
  const durations = answers
    .filter((answer) => answer.first === first)
    .flatMap(({ opinion }) => opinion.attempts.filter(({ sourceId, outcome }) => sourceId === HEALTHY && outcome === "ok"))
    .map(({ durationMs }) => durationMs)
    .sort((one, other) => one - other);
  return `p50 ${quantile(durations, 0.5)}, p99 ${quantile(durations, 0.99)} (${durations.length})`;
}

function quantiles(all: readonly number[]): string {
  const sorted = [...all].sort((one, other) => one - other);
  const of = (share: number) => quantile(sorted, share).toFixed(0);
  return `p50 ${of(0.5)}, p99 ${of(0.99)}, p99.9 ${of(0.999)}, worst ${sorted.at(-1)?.toFixed(0)}`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
