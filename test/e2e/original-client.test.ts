import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ApiClient } from "./support/api-client.ts";
import { listScenarios } from "./support/list-scenarios.ts";
import { startServer } from "./support/program.ts";
import { makeTemporaryFolder } from "./support/temporary-folder.ts";
import type { WireVerification } from "./support/wire.ts";

/** What a client of the original API asks, whatever the scenario. */
const QUESTIONS = [
  "Hello, thanks for getting in touch. What is going on?",
  "I'm sorry to hear that. Can you tell me more about it?",
  "When did it start?",
  "What have you tried so far?",
  "Is there anything else that I should know?",
  "What worries you most about this?",
  "Has this happened before?",
  "Who else is affected?",
] as const;
/** Then it decides, where it may. */
const TURNS_BEFORE_DECISION = 6;
const TERMINAL_REASONS = ["client_terminated", "max_turns_reached", "error", "completed"];

interface Message {
  readonly role: string;
  readonly content: string;
  readonly tool_calls?: readonly { readonly name: string; readonly input: object }[];
}

/** A conversation played to its end, as the original API tells of it. */
interface Played {
  readonly episodeId: string;
  readonly turns: readonly Record<string, unknown>[];
}

const folder = makeTemporaryFolder();
const server = await startServer({ database: join(folder.path, "folkmoot.db") });
const client = new ApiClient(server.url);
const scenarios = await listScenarios(client);
/** Dimension keys by collection, from the first answer that was seen of it. */
const dimensionKeys = new Map<string, readonly string[]>();

afterAll(async () => {
  client.close();
  await server.stop();
  folder.remove();
});

describe("a client that knows only the original API", () => {
  it("finds scenarios to play", () => {
    expect(scenarios.length).toBeGreaterThan(0);
  });

  it.concurrent.each(scenarios.map((scenario) => [`${scenario.collection_slug}/${scenario.slug}`, scenario] as const))(
    "plays %s to its end",
    async (_name, scenario) => {
      const { episodeId, turns } = await play(scenario.collection_slug, scenario.slug, scenario.max_turns);
      for (const turn of turns) {
        expectTurn(turn, scenario.collection_slug);
      }
      expect(turns.slice(0, -1).map((turn) => turn["episode_complete"])).toEqual(turns.slice(0, -1).map(() => false));
      expect(turns.at(-1)).toMatchObject({ episode_complete: true, terminal_reason: expect.toBeOneOf(TERMINAL_REASONS) });
      expect(turns.length).toBeLessThanOrEqual(scenario.max_turns);

      // Here the original API ends: ours proves that the record is what was played.
      const verification = await client.json<WireVerification>(200, "POST", `/api/v1/episodes/${episodeId}/verify`);
      expect(verification).toMatchObject({ verified: true, turns: turns.length });
    },
  );
});

/** Creates with two slugs, then sends the whole history in every turn until the episode says that it is complete. */
async function play(collectionSlug: string, scenarioSlug: string, turnsMax: number): Promise<Played> {
  const created = await client.json<Record<string, unknown>>(201, "POST", "/api/v1/episodes", {
    collection_slug: collectionSlug,
    scenario_slug: scenarioSlug,
  });
  expect(created).toMatchObject({
    episode_id: expect.any(String),
    initial_observation: { role: expect.any(String), content: expect.stringMatching(/\S/) },
  });
  const episodeId = String(created["episode_id"]);
  const tools = (created["tools"] ?? []) as readonly {
    readonly id: string;
    readonly type: string;
    readonly options?: readonly string[];
  }[];
  const decision = tools.find((tool) => tool.type === "decision");
  const messages: Message[] = [created["initial_observation"] as Message];
  const turns: Record<string, unknown>[] = [];
  while (turns.at(-1)?.["episode_complete"] !== true && turns.length <= turnsMax) {
    const number = turns.length;
    const content = QUESTIONS[number % QUESTIONS.length] ?? "";
    const decides = number >= TURNS_BEFORE_DECISION && decision !== undefined;
    const calls = decides
      ? [{ name: decision.id, input: { value: decision.options?.[number % (decision.options.length || 1)] } }]
      : undefined;
    messages.push({ role: "user", content, ...(calls && { tool_calls: calls }) });
    const turn = await client.json<Record<string, unknown>>(200, "POST", `/api/v1/episodes/${episodeId}/turns`, { messages });
    turns.push(turn);
    messages.push(turn["observation"] as Message);
  }
  return { episodeId, turns };
}

function expectTurn(turn: Readonly<Record<string, unknown>>, collectionSlug: string): void {
  expect(turn).toMatchObject({
    turn: expect.any(Number),
    observation: { role: expect.any(String), content: expect.any(String) },
    reward: expect.any(Number),
    scores: expect.any(Object),
    episode_complete: expect.any(Boolean),
  });
  const scores = turn["scores"] as Readonly<Record<string, unknown>>;
  // A dimension that nothing can be said of, such as accuracy without a reference, is null; the reward then stands on the others.
  const values = [turn["reward"], ...Object.values(scores).filter((value) => value !== null)];
  expect(values.length).toBeGreaterThan(1);
  for (const value of values) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(1);
  }
  const keys = Object.keys(scores);
  expect(keys.length).toBeGreaterThan(0);
  const known = dimensionKeys.get(collectionSlug) ?? keys;
  dimensionKeys.set(collectionSlug, known);
  expect(keys).toEqual(known);
}
