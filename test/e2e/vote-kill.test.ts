import { randomUUID } from "node:crypto";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { type RunningServer, SHIPPED_SCENARIOS, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import { type AcknowledgedVote, Voter } from "./support/voter.ts";

/** Set KILL_CYCLES for more. */
const CYCLES = Number(process.env["KILL_CYCLES"] ?? 12);
const VOTERS = 16;
/** Asked anew in every cycle: more votes than any cycle casts. */
const PAIRS = 24;
/** A server is killed at one of its first so many acknowledged votes. */
const ACKNOWLEDGEMENTS_MAX = 200;
const DISCONNECTED = ["ECONNRESET", "ECONNREFUSED", "EPIPE"];
const COLLECTION = "preference";
/** Nobody waits for the answers of the questions: what counts is what becomes of the votes. */
const BUDGET_MS = 50;
/** A server that is busy starting may not have read its votes within a small budget, and says so; within the largest it must have. */
const BUDGETS_MS = [100, 1000, 10_000];
const TTL_SECONDS = 604_800;

interface Pair {
  readonly id: string;
  readonly answerA: string;
  readonly answerB: string;
}

interface PairVotes {
  readonly a: number;
  readonly b: number;
  readonly tie: number;
  readonly count: number;
}

interface Counts {
  acknowledged: number;
  resent: number;
  /** Pending at the kill and found on disk. */
  keptUnacknowledged: number;
}

describe("a server killed while people vote", () => {
  const folder = makeTemporaryFolder();
  const scenarios = join(folder.path, "scenarios");
  cpSync(join(SHIPPED_SCENARIOS, COLLECTION), join(scenarios, COLLECTION), { recursive: true });
  const start = () => startServer({ database: join(folder.path, "folkmoot.db"), scenarios, flags: ["--log-level", "warn"] });
  let server: RunningServer | null = null;
  afterAll(async () => {
    await server?.kill();
    folder.remove();
  });

  it(`loses and doubles no acknowledged vote over ${CYCLES} kills`, { timeout: 120_000 + CYCLES * 20_000 }, async () => {
    const counts: Counts = { acknowledged: 0, resent: 0, keptUnacknowledged: 0 };
    server = await start();
    const voters = await signIn(server);
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const pairs = Array.from({ length: PAIRS }, (_, index) => writePair(`${cycle}-${index}`));
      const before = voters.map(({ acknowledged }) => acknowledged.length);
      await voteUntilKilled(server, voters, pairs, counts, 1 + Math.floor(Math.random() * ACKNOWLEDGEMENTS_MAX));
      const killedAt = Date.now();
      server = await start();
      const client = new ApiClient(server.url, { connections: VOTERS });
      await Promise.all(voters.map((voter) => sendPending(client, voter, killedAt, counts)));
      await Promise.all(voters.map((voter, index) => expectKept(client, voter, before[index] ?? 0)));
      await expectCounted(client, voters, pairs);
      client.close();
    }
    console.log(
      `${CYCLES} kills: ${counts.acknowledged} votes acknowledged, ${counts.resent} sent again after a kill (${counts.keptUnacknowledged} of them had been kept), none lost, none doubled`,
    );
    expect(counts.acknowledged).toBeGreaterThanOrEqual(CYCLES);
  });
});

async function signIn(server: RunningServer): Promise<readonly Voter[]> {
  const client = new ApiClient(server.url, { connections: VOTERS });
  const voters = await Voter.signIn(client, VOTERS);
  client.close();
  return voters;
}

/** All vote until the server has acknowledged so many votes and is killed. */
async function voteUntilKilled(
  server: RunningServer,
  voters: readonly Voter[],
  pairs: readonly Pair[],
  counts: Counts,
  killAt: number,
): Promise<void> {
  const client = new ApiClient(server.url, { connections: VOTERS + 1 });
  await ask(client, pairs, BUDGET_MS);
  let left = killAt;
  const voteOn = async (voter: Voter) => {
    for (;;) {
      if (await voter.vote(client, randomUUID())) {
        counts.acknowledged += 1;
        left -= 1;
      }
      if (left === 0) {
        server.signal("SIGKILL");
      }
    }
  };
  const ends = await Promise.allSettled(voters.map(voteOn));
  const { signal } = await server.ended;
  client.close();
  expect(signal, server.stderr()).toBe("SIGKILL");
  // A client ends by a broken connection, never by a wrong answer.
  expect(ends.map((end) => end.status === "rejected" && (DISCONNECTED.includes(end.reason.code) || end.reason))).toEqual(
    voters.map(() => true),
  );
}

function writePair(name: string): Pair {
  return { id: name, answerA: `The first answer to ${name}.`, answerB: `The second answer to ${name}.` };
}

/** Puts the pairs to people, or finds them as they were asked before. Resolves with the votes that each has. */
async function ask(client: ApiClient, pairs: readonly Pair[], budgetMs: number): Promise<readonly PairVotes[]> {
  const conversation = (id: string, content: string) => ({
    messages: [
      { role: "user", content: `What about ${id}?` },
      { role: "assistant", content },
    ],
  });
  const body = {
    latency_budget_ms: budgetMs,
    human: { mode: "require", min_votes: VOTERS, max_votes: VOTERS, ttl_seconds: TTL_SECONDS },
    pairs: pairs.map(({ id, answerA, answerB }) => ({
      id,
      collection_slug: COLLECTION,
      scenario_slug: "general",
      response_a: conversation(id, answerA),
      response_b: conversation(id, answerB),
    })),
  };
  const { results } = await client.json<{ readonly results: readonly { readonly votes: PairVotes }[] }>(
    200,
    "POST",
    "/api/v1/batch/compare",
    body,
  );
  return results.map(({ votes: { a, b, tie, count } }) => ({ a, b, tie, count }));
}

async function sendPending(client: ApiClient, voter: Voter, killedAt: number, counts: Counts): Promise<void> {
  const acknowledged = await voter.sendPending(client);
  if (acknowledged !== null) {
    counts.acknowledged += 1;
    counts.resent += 1;
    counts.keptUnacknowledged += Date.parse(acknowledged.vote.recorded_at) <= killedAt ? 1 : 0;
  }
}

/** Each vote acknowledged since is there as it was acknowledged, and the server has none besides. */
async function expectKept(client: ApiClient, voter: Voter, since: number): Promise<void> {
  for (const acknowledged of voter.acknowledged.slice(since)) {
    expect(await voter.sendAgain(client, acknowledged)).toEqual(acknowledged.vote);
  }
  expect(await voter.countVotes(client)).toBe(voter.acknowledged.length);
}

/** The pairs asked again have exactly the votes that were acknowledged, each for what it was cast for. */
async function expectCounted(client: ApiClient, voters: readonly Voter[], pairs: readonly Pair[]): Promise<void> {
  const votes = voters.flatMap(({ acknowledged }) => acknowledged);
  const expected = pairs.map((pair) => tallyOf(pair, votes));
  let counted: readonly PairVotes[] = [];
  for (const budgetMs of BUDGETS_MS) {
    counted = await ask(client, pairs, budgetMs);
    if (isDeepStrictEqual(counted, expected)) {
      break;
    }
  }
  expect(counted).toEqual(expected);
}

function tallyOf({ answerA, answerB }: Pair, votes: readonly AcknowledgedVote[]): PairVotes {
  const cast = votes.filter(({ shown }) => shown.includes(answerA));
  const forAnswer = (answer: string | null) => cast.filter(({ preferred }) => preferred === answer).length;
  return { a: forAnswer(answerA), b: forAnswer(answerB), tie: forAnswer(null), count: cast.length };
}
