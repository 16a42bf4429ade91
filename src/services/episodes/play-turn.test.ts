import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EPISODE_REQUEST } from "../../../test/doubles/create-service-world.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import type { ServicePorts } from "../service-ports.ts";
import { sweepStorage } from "../sweep-storage.ts";
import { type CreateEpisodeRequest, createEpisode } from "./create-episode.ts";
import { endEpisode } from "./end-episode.ts";
import { forkEpisode } from "./fork-episode.ts";
import { playTurn } from "./play-turn.ts";
import { readEpisode } from "./read-episode.ts";
import { verifyEpisode } from "./verify-episode.ts";

const SOLUTION = [
  "Where does it hurt?",
  "Have you been injured before?",
  "Any earlier injuries?",
  "So, were you injured before this?",
];

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

const start = async (change: Partial<CreateEpisodeRequest> = {}) =>
  await createEpisode(world.ports, CALLER, { ...EPISODE_REQUEST, ...change });
const say = async (episodeId: string, content: string, change: { ports?: ServicePorts; turn?: number; decide?: string } = {}) =>
  await playTurn(change.ports ?? world.ports, CALLER, episodeId, {
    messages: [
      {
        role: "user",
        content,
        toolCalls: change.decide === undefined ? [] : [{ name: "verdict", input: { value: change.decide } }],
      },
    ],
    turn: change.turn ?? null,
    rewardConfig: null,
  });

describe("playing an episode", () => {
  it("answers the persona's reply with reward, scores and state", async () => {
    const { episodeId } = await start();
    const { answer, replayed } = await say(episodeId, "Where does it hurt?");
    expect(replayed).toBe(false);
    expect(answer).toMatchObject({
      turn: 1,
      observation: { role: "assistant", content: "It is my lower back." },
      episodeComplete: false,
      reward: 0.125,
      rewardDelta: 0.125,
    });
    expect(Object.keys(answer.scores ?? {})).toEqual(["D1_InformationGathering", "D2_GoalProgress", "D3_Efficiency"]);
  });

  it("ends with a reason and an outcome, and takes no further move", async () => {
    const { episodeId } = await start();
    for (const line of SOLUTION) {
      await say(episodeId, line);
    }
    const { answer } = await say(episodeId, "", { decide: "deny" });
    expect(answer).toMatchObject({ episodeComplete: true, terminalReason: "completed", outcome: "solved" });
    await expect(say(episodeId, "And then?")).rejects.toMatchObject({ code: "episode_complete" });
  });

  it("gives a retried turn its stored answer, also after the end and after a restart", async () => {
    const { episodeId } = await start();
    const first = await say(episodeId, "Where does it hurt?", { turn: 1 });
    await say(episodeId, "When did it start?");
    const again = await say(episodeId, "Where does it hurt?", { turn: 1, ports: world.restart() });
    expect(again).toEqual({ answer: first.answer, replayed: true });
    expect((await readEpisode(world.ports, CALLER, episodeId)).turn).toBe(2);
  });

  it("goes on from its rows as if it had never left memory", async () => {
    const { episodeId } = await start();
    const other = await start();
    for (const line of SOLUTION) {
      await say(episodeId, line, { ports: world.restart() });
      await say(other.episodeId, line);
    }
    const [a, b] = [
      await readEpisode(world.restart(), CALLER, episodeId),
      await readEpisode(world.ports, CALLER, other.episodeId),
    ];
    expect(a.stateHash).toBe(b.stateHash);
    expect(a.transcript).toEqual(b.transcript);
  });

  it("plays concurrent requests one after the other and doubles none", async () => {
    const { episodeId } = await start();
    const answers = await Promise.all(Array.from({ length: 8 }, () => say(episodeId, "Where does it hurt?", { turn: 1 })));
    expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ answer }) => answer.stateHash)).size).toBe(1);
  });

  it("refuses another move at a played turn, a turn ahead, and an altered history", async () => {
    const { episodeId } = await start();
    await say(episodeId, "Where does it hurt?");
    await expect(say(episodeId, "When did it start?", { turn: 1 })).rejects.toMatchObject({
      code: "turn_conflict",
      message: "Another move was played at that turn; the next one is turn 2.",
      details: { expected_turn: 2 },
    });
    await expect(say(episodeId, "When did it start?", { turn: 5 })).rejects.toMatchObject({
      code: "turn_conflict",
      message: "That turn lies ahead of the episode; the next one is turn 2.",
      details: { expected_turn: 2 },
    });
    const messages = ["My knee hurts.", "Go on."].map((content) => ({ role: "", content, toolCalls: [] }));
    await expect(playTurn(world.ports, CALLER, episodeId, { messages, turn: null, rewardConfig: null })).rejects.toMatchObject({
      code: "history_mismatch",
      details: { index: 0 },
    });
  });

  it("refuses when another process was first, and recovers", async () => {
    const { episodeId } = await start();
    const elsewhere = world.restart();
    await say(episodeId, "Hello.");
    await say(episodeId, "When did it start?", { ports: elsewhere });
    await expect(say(episodeId, "Where does it hurt?")).rejects.toMatchObject({ code: "turn_conflict" });
    expect((await say(episodeId, "Where does it hurt?")).answer.turn).toBe(3);
  });

  it("is another tenant's secret", async () => {
    const { episodeId } = await start();
    await expect(readEpisode(world.ports, { ...CALLER, tenantId: "other" }, episodeId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("rewards by mode", () => {
  async function rewards(rewardMode: CreateEpisodeRequest["rewardMode"]): Promise<readonly (number | null)[]> {
    const { episodeId } = await start({ rewardMode });
    const answers = [];
    for (const line of SOLUTION) {
      answers.push((await say(episodeId, line)).answer.reward);
    }
    answers.push((await say(episodeId, "", { decide: "deny" })).answer.reward);
    return answers;
  }

  it("sum to the final reward as deltas and at the end alone", async () => {
    const cumulative = await rewards("cumulative");
    const final = cumulative.at(-1) ?? 0;
    const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
    expect(final).toBeGreaterThan(0.5);
    expect(sum(await rewards("delta"))).toBeCloseTo(final, 12);
    expect(await rewards("terminal")).toEqual([0, 0, 0, 0, final]);
  });

  it.each(["cumulative", "delta", "terminal"] as const)(
    "add up to the reward of the episode once it is over (%s)",
    async (rewardMode) => {
      const { episodeId } = await start({ rewardMode });
      expect(await readEpisode(world.ports, CALLER, episodeId)).toMatchObject({ reward: null, scores: null });
      await say(episodeId, "Where does it hurt?");
      const { cumulativeReward, scores } = (await say(episodeId, "Have you been injured before?")).answer;
      expect(cumulativeReward).toBeGreaterThan(0);
      expect(await readEpisode(world.ports, CALLER, episodeId)).toMatchObject({ reward: null, scores: null });
      expect(await endEpisode(world.ports, CALLER, episodeId)).toMatchObject({ reward: cumulativeReward, scores });
      expect(await readEpisode(world.restart(), CALLER, episodeId)).toMatchObject({ reward: cumulativeReward, scores });
    },
  );

  it("come with the last turn that a cap allows, also at the end alone", async () => {
    const { episodeId } = await start({ rewardMode: "terminal", maxTurns: 1 });
    const { answer } = await say(episodeId, "Where does it hurt?");
    expect(answer).toMatchObject({ episodeComplete: true, reward: answer.cumulativeReward });
    expect(answer.reward).toBeGreaterThan(0);
    expect(await readEpisode(world.ports, CALLER, episodeId)).toMatchObject({ reward: answer.reward, scores: answer.scores });
  });

  it("are null, never 0, where turns are not scored", async () => {
    const { episodeId } = await start({ scoreTurns: false });
    expect((await say(episodeId, "Where does it hurt?")).answer).toMatchObject({ reward: null, rewardDelta: null, scores: null });
    expect(await endEpisode(world.ports, CALLER, episodeId)).toMatchObject({ reward: null, scores: null });
  });

  it("are null for an episode that ended before its first turn", async () => {
    const { episodeId } = await start();
    expect(await endEpisode(world.ports, CALLER, episodeId)).toMatchObject({ reward: null, scores: null });
  });

  it("refuse weights that leave nothing to score", async () => {
    const { episodeId } = await start();
    const messages = [{ role: "", content: "Hello.", toolCalls: [] }];
    const rewardConfig = { qualityWeights: { output_similarity: 1 }, skipSafetyGate: false };
    await expect(playTurn(world.ports, CALLER, episodeId, { messages, turn: null, rewardConfig })).rejects.toMatchObject({
      code: "invalid_request",
    });
    expect((await readEpisode(world.ports, CALLER, episodeId)).turn).toBe(0);
  });
});

describe("starts", () => {
  it("are equal for equal seeds and for a group", async () => {
    const group = await Promise.all([start({ seed: null, groupId: "g1" }), start({ seed: null, groupId: "g1" })]);
    expect(group[0]?.seed).toBe(group[1]?.seed);
    expect(group[0]?.stateHash).toBe(group[1]?.stateHash);
    expect((await start({ seed: null, groupId: "g2" })).seed).not.toBe(group[0]?.seed);
  });

  it("refuse unknown slugs and a cap above the scenario's", async () => {
    await expect(start({ collectionSlug: "nope" })).rejects.toMatchObject({ code: "not_found" });
    await expect(start({ scenarioSlug: "nope" })).rejects.toMatchObject({ code: "not_found" });
    await expect(start({ maxTurns: 9 })).rejects.toMatchObject({
      code: "invalid_request",
      errors: [{ pointer: "/config/max_turns" }],
    });
  });

  it("may have a lower cap", async () => {
    const { episodeId } = await start({ maxTurns: 1 });
    expect((await say(episodeId, "Hello.")).answer).toMatchObject({ episodeComplete: true, terminalReason: "max_turns_reached" });
  });
});

describe("a scenario that changes under a running episode", () => {
  it("leaves the episode on its version, also after a restart", async () => {
    const { episodeId } = await start();
    const facts = fixtureScenario().private.facts.map((fact) =>
      fact.id === "back" ? { ...fact, say: ["It is my knee now."] } : fact,
    );
    world.catalog.scenario = { ...fixtureScenario({ private: { facts } }), digest: "0".repeat(64) };
    expect((await say(episodeId, "Where does it hurt?", { ports: world.restart() })).answer.observation.content).toBe(
      "It is my lower back.",
    );
    const { episodeId: fresh } = await start();
    expect((await say(fresh, "Where does it hurt?")).answer.observation.content).toBe("It is my knee now.");
  });

  it("refuses an episode whose version is gone", async () => {
    const { episodeId } = await start();
    world.catalog.scenario = { ...fixtureScenario(), digest: "0".repeat(64) };
    const ports = { ...world.restart(), scenarioVersions: { ...world.ports.scenarioVersions, findVersion: async () => null } };
    await expect(say(episodeId, "Where does it hurt?", { ports })).rejects.toMatchObject({ code: "version_conflict" });
  });
});

describe("forks", () => {
  it("go their own ways from the same past", async () => {
    const { episodeId } = await start();
    await say(episodeId, "Where does it hurt?");
    await say(episodeId, "When did it start?");
    const [a, b] = await forkEpisode(world.ports, CALLER, episodeId, { atTurn: 1, count: 2 });
    expect(a).toMatchObject({ turn: 1, parentEpisodeId: episodeId, episodeComplete: false });
    await say(a?.episodeId ?? "", "When did it start?");
    await say(b?.episodeId ?? "", "Do you have any allergies?");
    expect((await readEpisode(world.ports, CALLER, a?.episodeId ?? "")).stateHash).toBe(
      (await readEpisode(world.ports, CALLER, episodeId)).stateHash,
    );
    expect((await verifyEpisode(world.ports, CALLER, b?.episodeId ?? "")).verified).toBe(true);
  });

  it("open an episode that is over, before its end", async () => {
    const { episodeId } = await start({ maxTurns: 2 });
    await say(episodeId, "Hello.");
    await say(episodeId, "Where does it hurt?");
    const [fork] = await forkEpisode(world.ports, CALLER, episodeId, { atTurn: 1, count: 1 });
    expect((await say(fork?.episodeId ?? "", "When did it start?")).answer.turn).toBe(2);
    await expect(forkEpisode(world.ports, CALLER, episodeId, { atTurn: 2, count: 1 })).rejects.toMatchObject({
      code: "invalid_request",
      errors: [{ pointer: "/at_turn" }],
    });
  });

  it("are counted", async () => {
    const { episodeId } = await start();
    await expect(forkEpisode(world.ports, CALLER, episodeId, { atTurn: 0, count: 5 })).rejects.toMatchObject({
      errors: [{ pointer: "/n" }],
    });
  });
});

describe("the end of an episode", () => {
  it("may come from the client, once", async () => {
    const { episodeId } = await start();
    await say(episodeId, "Where does it hurt?");
    expect(await endEpisode(world.ports, CALLER, episodeId)).toMatchObject({
      episodeComplete: true,
      terminalReason: "client_terminated",
      outcome: "client",
    });
    expect(await endEpisode(world.ports, CALLER, episodeId)).toMatchObject({ terminalReason: "client_terminated" });
    await expect(say(episodeId, "When did it start?")).rejects.toMatchObject({ code: "episode_complete" });
  });

  it("comes by itself after idle hours: 410, later 404", async () => {
    const { episodeId } = await start();
    world.clock.time += 3_600_001;
    await expect(say(episodeId, "Hello.")).rejects.toMatchObject({ code: "episode_expired" });
    await sweepStorage(world.ports);
    await expect(readEpisode(world.restart(), CALLER, episodeId)).rejects.toMatchObject({ code: "episode_expired" });
    world.clock.time += 3_600_001;
    await sweepStorage(world.ports);
    await expect(readEpisode(world.restart(), CALLER, episodeId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not come while turns are played", async () => {
    const { episodeId } = await start();
    for (const line of ["Hello.", "Where does it hurt?", "When did it start?"]) {
      world.clock.time += 3_000_000;
      await sweepStorage(world.ports);
      await say(episodeId, line);
    }
    expect((await readEpisode(world.ports, CALLER, episodeId)).turn).toBe(3);
  });
});

describe("verification", () => {
  it("agrees with what was stored", async () => {
    const { episodeId } = await start();
    await say(episodeId, "Where does it hurt?");
    expect(await verifyEpisode(world.ports, CALLER, episodeId)).toMatchObject({
      verified: true,
      turns: 1,
      firstDifferentTurn: null,
    });
  });

  it("finds the first turn that does not refold", async () => {
    const { episodeId } = await start();
    await say(episodeId, "Where does it hurt?");
    await say(episodeId, "When did it start?");
    const found = await world.ports.episodes.findEpisode("default", episodeId);
    const turns = found?.turns.map((turn) => (turn.turn === 2 ? { ...turn, observation: "I never said that." } : turn)) ?? [];
    const episodes = { ...world.ports.episodes, findEpisode: async () => (found ? { ...found, turns } : null) };
    expect(await verifyEpisode({ ...world.ports, episodes }, CALLER, episodeId)).toMatchObject({
      verified: false,
      firstDifferentTurn: 2,
    });
  });
});
