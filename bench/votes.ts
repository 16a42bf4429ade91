import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ChildServer, canSlowSync, LoadGenerator, SERVER_CORE, startMeasuredServer } from "./support/child-server.ts";
import type { Measured, WakeUp } from "./support/generator-messages.ts";
import type { MeasuredUsage } from "./support/measured-server.ts";
import { median } from "./support/median.ts";
import { quantile } from "./support/quantile.ts";
import { ratios } from "./support/ratios.ts";
import { requestRate } from "./support/request-rate.ts";
import { signInAnnotators, waitForPool } from "./support/sign-in-annotators.ts";

// Votes over HTTP, each acknowledged after its commit with synchronous=FULL and answered with the next question, beside the same with one transaction an operation, in alternating rounds of
// one run; the same again with syncs 2 ms slower; then the time from a vote's commit to the answer of the caller who waited for it.
const ROUNDS = Number(process.argv[2] ?? 5);
/** Rounds that do not count: the compiler is busy with a server's first tens of thousands of votes. */
const WARM_UP_ROUNDS = 4;
const ROUND_MS = 3000;
const ANNOTATORS = 64;
/** Far more questions than a round's votes fill. */
const ASKING_CONNECTIONS = 40;
const PAIRS_PER_CONNECTION = 120;
const VOTES_PER_QUESTION = 15;
/** Questions end before the next round: with all that were ever asked on the board, the collector's pauses would measure the number of rounds. */
const ASKED_MS = 8_000;
/** So many looks at the pool, one after the other, that find the same number of questions. */
const STEADY_POLLS = 8;
const SLOW_SYNC_MS = 2;
const WAKE_UPS = 2000;
const WAKING_ANNOTATORS = 8;
const WAKE_PAUSE_MS = 20;
const SCENARIOS = fileURLToPath(new URL("../scenarios", import.meta.url));

/** The servers of the first two keep to one core, and so compare commits; the third shares both with the annotators, as it would. */
const MODES = ["grouped", "single", "shared"] as const;
type Mode = (typeof MODES)[number];
const NAMES: Readonly<Record<Mode, string>> = {
  grouped: "votes, group commit (the product)",
  single: "votes, one transaction each",
  shared: "group commit, not kept to one core",
};

interface Round extends Measured {
  readonly cpuMsPerVote: number;
  readonly loopDelayP99Ms: number;
}

interface VotingServer extends ChildServer {
  readonly sessions: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), "folkmoot-bench-"));
const generator = new LoadGenerator();
try {
  print(
    `${ANNOTATORS} annotators, a connection each, rounds of ${ROUND_MS / 1000} s; medians of ${ROUNDS} alternating rounds, ${availableParallelism()} CPUs, Node ${process.versions.node}`,
  );
  await compareCommits(0);
  if (canSlowSync) {
    print(`\nwith every sync ${SLOW_SYNC_MS} ms slower:`);
    await compareCommits(SLOW_SYNC_MS);
  } else {
    print("(no strace here: the comparison on a slower disk is left out)");
  }
  await measureWakeUps();
} finally {
  await generator.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compareCommits(syncDelayMs: number): Promise<void> {
  const servers = new Map<Mode, VotingServer>();
  const rounds = new Map<Mode, Round[]>(MODES.map((mode) => [mode, []]));
  for (const mode of MODES) {
    servers.set(mode, await startServer(mode, syncDelayMs, ANNOTATORS));
  }
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const mode of round % 2 === 0 ? MODES : MODES.toReversed()) {
      const server = servers.get(mode);
      const measured = server === undefined ? null : await measureRound(server);
      if (measured !== null && round >= WARM_UP_ROUNDS) {
        rounds.get(mode)?.push(measured);
      }
    }
  }
  await Promise.all([...servers.values()].map((server) => server.stop()));
  printRounds(rounds);
}

async function startServer(mode: Mode, syncDelayMs: number, annotators: number): Promise<VotingServer> {
  const database = `sqlite:${join(folder, `${mode}-${randomUUID()}.db`)}`;
  const commits = mode === "single" ? "single" : "grouped";
  const options = { mode: commits, database, scenarios: SCENARIOS, liveEpisodesMax: 100, fallback: "embedded" } as const;
  const server = await startMeasuredServer(options, syncDelayMs, mode === "shared" ? null : SERVER_CORE);
  return { ...server, sessions: await signInAnnotators(server, annotators) };
}

/** Callers wait for every question's answer while the votes come in, as they do in earnest. */
async function measureRound(server: VotingServer): Promise<Round> {
  const human = { mode: "require", min_votes: VOTES_PER_QUESTION, max_votes: VOTES_PER_QUESTION, ttl_seconds: ASKED_MS / 1000 };
  const target = { url: server.url, apiKey: server.apiKey, connections: ASKING_CONNECTIONS };
  const wanted = ASKING_CONNECTIONS * PAIRS_PER_CONNECTION;
  await generator.run({ kind: "ask", target, pairsPerConnection: PAIRS_PER_CONNECTION, budgetMs: ASKED_MS, human });
  await waitForQuestions(server, wanted);
  const before = await server.readUsage();
  const measured = await generator.run({ kind: "vote", url: server.url, sessions: server.sessions, durationMs: ROUND_MS });
  const after = await server.readUsage();
  await waitForPool(server, ({ open_questions }) => open_questions === 0);
  await generator.run({ kind: "hang up" });
  return { ...measured, cpuMsPerVote: (after.cpuMs - before.cpuMs) / measured.requests, loopDelayP99Ms: after.loopDelayP99Ms };
}

/** Waits until so many questions are up and no more come: asking must not be measured as voting. */
async function waitForQuestions(server: VotingServer, wanted: number): Promise<void> {
  let last = -1;
  let polls = 0;
  await waitForPool(server, ({ open_questions }) => {
    polls = open_questions === last ? polls + 1 : 0;
    last = open_questions;
    return open_questions >= wanted && polls >= STEADY_POLLS;
  });
}

function printRounds(rounds: ReadonlyMap<Mode, readonly Round[]>): void {
  const titles = ["votes/s", "p50 ms", "p99 ms", "loop p99 ms", "CPU µs each"];
  print(`${"".padEnd(36)}${titles.map((title) => title.padStart(13)).join("")}`);
  const of = (mode: Mode) => rounds.get(mode) ?? [];
  for (const mode of MODES) {
    const middle = (value: (round: Round) => number, digits: number) => median(of(mode).map(value)).toFixed(digits).padStart(13);
    const cells = [
      middle(requestRate, 0),
      middle(({ p50Ms }) => p50Ms, 2),
      middle(({ p99Ms }) => p99Ms, 2),
      middle(({ loopDelayP99Ms }) => loopDelayP99Ms, 2),
      middle(({ cpuMsPerVote }) => 1000 * cpuMsPerVote, 0),
    ];
    print(NAMES[mode].padEnd(36) + cells.join(""));
  }
  const gains = ratios(of("grouped"), of("single"), requestRate);
  print(
    `group commit against one transaction each: ${median(gains).toFixed(2)} times (rounds: ${gains.map((gain) => gain.toFixed(2)).join(", ")})`,
  );
}

async function measureWakeUps(): Promise<void> {
  const server = await startServer("shared", 0, WAKING_ANNOTATORS);
  const target = { url: server.url, apiKey: server.apiKey, connections: WAKING_ANNOTATORS };
  const job = { kind: "wake", target, sessions: server.sessions, wakeUps: WAKE_UPS, pauseMs: WAKE_PAUSE_MS } as const;
  const wakeUps = await generator.run(job);
  const commits = new Map(await server.readCommits());
  const usage: MeasuredUsage = await server.readUsage();
  await server.stop();
  // The first half warms up.
  const counted = wakeUps.slice(wakeUps.length / 2);
  const sinceCommit = counted.flatMap(({ voteId, answeredAt }) => {
    const committedAt = commits.get(voteId);
    return committedAt === undefined ? [] : [answeredAt - committedAt];
  });
  print(
    `\n${sinceCommit.length} wake-ups, ${WAKING_ANNOTATORS} callers and as many annotators (loop delay p99 ${usage.loopDelayP99Ms.toFixed(2)} ms):`,
  );
  printQuantiles("from the vote's commit, as the server's main thread learns of it, to the answer at the caller", sinceCommit);
  printQuantiles("from sending the vote to the answer at the caller", counted.map(sinceSent));
}

function sinceSent({ voteSentAt, answeredAt }: WakeUp): number {
  return answeredAt - voteSentAt;
}

function printQuantiles(what: string, valuesMs: readonly number[]): void {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  const [p50, p99, max] = [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(2));
  print(`  ${what}: p50 ${p50} ms, p99 ${p99} ms, max ${max} ms`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
