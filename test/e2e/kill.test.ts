import { cpSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { listScenarios } from "./support/list-scenarios.ts";
import { type RunningServer, SHIPPED_SCENARIOS, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import type {
  WireEpisode,
  WireEpisodeStart,
  WireMessage,
  WireScenario,
  WireTurnAnswer,
  WireVerification,
} from "./support/wire.ts";

/** Set KILL_CYCLES for more. */
const CYCLES = Number(process.env["KILL_CYCLES"] ?? 12);
const CLIENTS = 16;
const TURNS_PER_EPISODE = 8;
/** A server is killed at one of its first so many acknowledged turns. */
const ACKNOWLEDGEMENTS_MAX = 250;
const DISCONNECTED = ["ECONNRESET", "ECONNREFUSED", "EPIPE"];
/** One collection is enough, and a server that reads no others is up sooner. */
const COLLECTION = "medical-intake";

/** An episode as its client knows it. */
interface Conversation {
  readonly episodeId: string;
  /** Acknowledged: observation, move, observation, … */
  readonly messages: WireMessage[];
  /** Sent and not answered. */
  pending: WireMessage | null;
  isOver: boolean;
}

interface Counts {
  acknowledged: number;
  /** Pending at the kill and found on disk: the retry got the kept answer. */
  keptUnacknowledged: number;
  retried: number;
}

describe("a server killed under load", () => {
  const folder = makeTemporaryFolder();
  const scenarioFolder = join(folder.path, "scenarios");
  cpSync(join(SHIPPED_SCENARIOS, COLLECTION), join(scenarioFolder, COLLECTION), { recursive: true });
  const start = () =>
    startServer({ database: join(folder.path, "folkmoot.db"), scenarios: scenarioFolder, flags: ["--log-level", "warn"] });
  let server: RunningServer | null = null;
  afterAll(async () => {
    await server?.kill();
    folder.remove();
  });

  it(`loses and doubles no acknowledged turn over ${CYCLES} kills`, { timeout: 120_000 + CYCLES * 20_000 }, async () => {
    const counts: Counts = { acknowledged: 0, keptUnacknowledged: 0, retried: 0 };
    const current: (Conversation | null)[] = Array.from({ length: CLIENTS }, () => null);
    server = await start();
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      const played = await playUntilKilled(server, current, counts, 1 + Math.floor(Math.random() * ACKNOWLEDGEMENTS_MAX));
      server = await start();
      const client = new ApiClient(server.url, { connections: CLIENTS });
      await Promise.all(played.map((conversation) => expectKept(client, conversation, counts)));
      client.close();
    }
    console.log(
      `${CYCLES} kills: ${counts.acknowledged} turns acknowledged, ${counts.retried} retried after a kill (${counts.keptUnacknowledged} of them had been kept), none lost, none doubled`,
    );
    expect(counts.acknowledged).toBeGreaterThanOrEqual(CYCLES);
  });
});

/** All clients play until the server has acknowledged so many turns and is killed. Returns every conversation that was touched. */
async function playUntilKilled(
  server: RunningServer,
  current: (Conversation | null)[],
  counts: Counts,
  killAt: number,
): Promise<readonly Conversation[]> {
  const client = new ApiClient(server.url, { connections: CLIENTS });
  const scenarios = await listScenarios(client);
  const touched = new Set<Conversation>();
  let left = killAt;
  const onAcknowledged = () => {
    counts.acknowledged += 1;
    left -= 1;
    if (left === 0) {
      server.signal("SIGKILL");
    }
  };
  const playOn = async (index: number) => {
    for (;;) {
      const known = current[index] ?? null;
      const conversation = known === null || known.isOver ? await startConversation(client, scenarios) : known;
      current[index] = conversation;
      touched.add(conversation);
      await playTurn(client, conversation);
      onAcknowledged();
      if (conversation.isOver || conversation.messages.length > 2 * TURNS_PER_EPISODE) {
        current[index] = null;
      }
    }
  };
  const ends = await Promise.allSettled(current.map((_, index) => playOn(index)));
  const { signal } = await server.ended;
  client.close();
  expect(signal, server.stderr()).toBe("SIGKILL");
  // A client ends by a broken connection, never by a wrong answer.
  expect(ends.map((end) => end.status === "rejected" && (DISCONNECTED.includes(end.reason.code) || end.reason))).toEqual(
    current.map(() => true),
  );
  return [...touched];
}

async function startConversation(client: ApiClient, scenarios: readonly WireScenario[]): Promise<Conversation> {
  const scenario = scenarios[Math.floor(Math.random() * scenarios.length)] as WireScenario;
  const body = { collection_slug: scenario.collection_slug, scenario_slug: scenario.slug };
  const { episode_id, observation } = await client.json<WireEpisodeStart>(201, "POST", "/api/v1/episodes", body);
  return { episodeId: episode_id, messages: [observation], pending: null, isOver: false };
}

/** Plays the pending move or a new one, with the whole history. Returns whether the server had played it before. */
async function playTurn(client: ApiClient, conversation: Conversation): Promise<boolean> {
  const turn = (conversation.messages.length + 1) / 2;
  conversation.pending ??= { role: "user", content: `When did it begin, and how bad is it now? (${turn})` };
  const body = { messages: [...conversation.messages, conversation.pending] };
  const answer = await client.send("POST", `/api/v1/episodes/${conversation.episodeId}/turns`, body);
  expect(answer.status, answer.text).toBe(200);
  const played = JSON.parse(answer.text) as WireTurnAnswer;
  expect(played.turn).toBe(turn);
  conversation.messages.push(conversation.pending, played.observation);
  conversation.pending = null;
  conversation.isOver = played.episode_complete;
  return answer.headers["idempotent-replayed"] === "true";
}

/** What was acknowledged is there, once; the pending move may be. A retry ends in the same place either way. */
async function expectKept(client: ApiClient, conversation: Conversation, counts: Counts): Promise<void> {
  const path = `/api/v1/episodes/${conversation.episodeId}`;
  const { messages, pending } = conversation;
  const kept = await readLines(client, path);
  const isPendingKept = pending !== null && kept.length === messages.length + 2;
  expect(kept.slice(0, messages.length)).toEqual(messages.map(({ content }) => content));
  expect(kept.slice(messages.length, -1)).toEqual(isPendingKept ? [pending.content] : []);
  if (pending !== null) {
    const wasReplayed = await playTurn(client, conversation);
    expect(wasReplayed).toBe(isPendingKept);
    counts.acknowledged += 1;
    counts.retried += 1;
    counts.keptUnacknowledged += isPendingKept ? 1 : 0;
    expect(await readLines(client, path)).toEqual(conversation.messages.map(({ content }) => content));
  }
  const verification = await client.json<WireVerification>(200, "POST", `${path}/verify`);
  expect(verification).toMatchObject({ verified: true, turns: (conversation.messages.length - 1) / 2 });
}

async function readLines(client: ApiClient, path: string): Promise<readonly string[]> {
  const { transcript } = await client.json<WireEpisode>(200, "GET", path);
  return transcript.map(({ content }) => content);
}
