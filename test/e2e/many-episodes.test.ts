import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, ApiClient } from "./support/api-client.ts";
import { listScenarios } from "./support/list-scenarios.ts";
import { type RunningServer, startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import type { WireEpisode, WireEpisodeStart, WireScenario, WireTurnAnswer, WireVerification } from "./support/wire.ts";

const EPISODES = 1_000;
const CONNECTIONS = 64;
/** Far fewer than are played at once, so that most turns find their episode forgotten and folded again from its rows. */
const LIVE_EPISODES_MAX = 200;

const QUESTIONS = [
  "What happened?",
  "When did it begin?",
  "How bad is it?",
  "What have you tried?",
  "I'm sorry about that.",
  "Anything else?",
] as const;

/** What one client knows of its own episode. */
interface Conversation {
  readonly episodeId: string;
  /** Observation, move, observation, …, as its client sent and received them. */
  readonly lines: readonly string[];
  readonly stateHash: string;
}

describe("1,000 episodes at once over 64 connections", () => {
  const folder = makeTemporaryFolder();
  let server: RunningServer;
  let client: ApiClient;
  let scenarios: readonly WireScenario[];
  let conversations: readonly Conversation[];

  beforeAll(async () => {
    server = await startServer({
      database: join(folder.path, "folkmoot.db"),
      flags: ["--live-episodes-max", String(LIVE_EPISODES_MAX), "--log-level", "warn"],
    });
    client = new ApiClient(server.url, { connections: CONNECTIONS });
    scenarios = (await listScenarios(client)).filter(({ max_turns }) => max_turns > 1);
    conversations = await Promise.all(Array.from({ length: EPISODES }, (_, index) => converse(index)));
  }, 180_000);
  afterAll(async () => {
    client.close();
    await server.stop();
    folder.remove();
  });

  it("answers each of them without an error and without a warning in the log", () => {
    expect(new Set(conversations.map(({ episodeId }) => episodeId)).size).toBe(EPISODES);
    expect(conversations.reduce((sum, { lines }) => sum + (lines.length - 1) / 2, 0)).toBeGreaterThan(2 * EPISODES);
    expect(
      server
        .stderr()
        .split("\n")
        .filter((line) => line !== "" && !line.includes("no API key")),
    ).toEqual([]);
  });

  it("keeps in each transcript what its own client said and heard, once", async () => {
    const kept = await Promise.all(
      conversations.map(({ episodeId }) => client.json<WireEpisode>(200, "GET", `/api/v1/episodes/${episodeId}`)),
    );
    expect(kept.map(({ transcript }) => transcript.map(({ content }) => content))).toEqual(
      conversations.map(({ lines }) => lines),
    );
    expect(kept.map(({ state_hash }) => state_hash)).toEqual(conversations.map(({ stateHash }) => stateHash));
    expect(
      kept.every(({ transcript }) =>
        transcript.every(({ speaker }, index) => speaker === (index % 2 === 0 ? "persona" : "policy")),
      ),
    ).toBe(true);
  });

  it("has transcripts that equal their replays", async () => {
    const verified = await Promise.all(
      conversations.map(({ episodeId }) => client.json<WireVerification>(200, "POST", `/api/v1/episodes/${episodeId}/verify`)),
    );
    expect(verified.filter(({ verified: isVerified }) => !isVerified)).toEqual([]);
    expect(verified.map(({ turns, state_hash }) => ({ turns, state_hash }))).toEqual(
      conversations.map(({ lines, stateHash }) => ({ turns: (lines.length - 1) / 2, state_hash: stateHash })),
    );
  });

  /** Plays 2 to 6 turns. Which scenario, how the history is sent and what is sent twice all follow from the index, so that a failure can be repeated. */
  async function converse(index: number): Promise<Conversation> {
    const scenario = scenarios[index % scenarios.length] as WireScenario;
    const body = { collection_slug: scenario.collection_slug, scenario_slug: scenario.slug, seed: index };
    const started = await client.json<WireEpisodeStart>(201, "POST", "/api/v1/episodes", body);
    const path = `/api/v1/episodes/${started.episode_id}/turns`;
    const messages = [started.observation];
    let stateHash = started.state_hash;
    for (let turn = 1; turn <= 2 + (index % 5); turn += 1) {
      const move = { role: "user", content: `${QUESTIONS[(index + turn) % QUESTIONS.length]} (client ${index}, turn ${turn})` };
      const answer = await playTurn(path, bodyOf((index + turn) % 3, messages, move, turn), (index * 7 + turn) % 5);
      expect(answer).toMatchObject({ episode_id: started.episode_id, turn });
      messages.push(move, answer.observation);
      stateHash = answer.state_hash;
      if (answer.episode_complete) {
        break;
      }
    }
    return { episodeId: started.episode_id, lines: messages.map(({ content }) => content), stateHash };
  }

  /** Once, twice one after the other, or twice at the same time. */
  async function playTurn(path: string, body: object, way: number): Promise<WireTurnAnswer> {
    const send = () => client.send("POST", path, body);
    const answers: ApiAnswer[] =
      way === 0 ? await Promise.all([send(), send()]) : way === 1 ? [await send(), await send()] : [await send()];
    expect(answers.map(({ status, text }) => (status === 200 ? 200 : text))).toEqual(answers.map(() => 200));
    if (answers.length === 2) {
      expect(answers.map(({ headers }) => headers["idempotent-replayed"] ?? "false").sort()).toEqual(["false", "true"]);
    }
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    return JSON.parse(answers[0]?.text ?? "") as WireTurnAnswer;
  }
});

/** The whole history, the new message alone, or the new message with its turn. */
function bodyOf(form: number, messages: readonly object[], move: object, turn: number): object {
  switch (form) {
    case 0:
      return { messages: [...messages, move] };
    case 1:
      return { messages: [move] };
    default:
      return { messages: [move], turn };
  }
}
