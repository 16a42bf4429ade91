import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EPISODE_REQUEST } from "../../../test/doubles/create-service-world.ts";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import type { PersonaModel } from "../../ports/persona-model.ts";
import { createEpisode } from "./create-episode.ts";
import { forkEpisode } from "./fork-episode.ts";
import { PersonaVoice } from "./persona-voice.ts";
import { playTurn } from "./play-turn.ts";
import { readEpisode } from "./read-episode.ts";
import { verifyEpisode } from "./verify-episode.ts";

const CHOSEN = { scenario: fixtureScenario(), text: "It is my lower back.", openedFacts: new Map([["back", 1]]) };
const WORDING = "Well, my lower back hurts, I think.";

/** A voice with a model that the test owns. */
function openVoice(rephrase: PersonaModel["rephrase"], concurrency = 2) {
  const time = createManualTime();
  const voice = new PersonaVoice({ model: { rephrase }, clock: time.clock, timer: time.timer, timeoutMs: 400, concurrency });
  return { time, voice, outcomes: () => Object.fromEntries(voice.outcomes) };
}

describe("the voice of a persona", () => {
  it("says the model's words where they say the same", async () => {
    const { voice, outcomes } = openVoice(async () => ` ${WORDING}\n`);
    expect(await voice.say(CHOSEN)).toBe(WORDING);
    expect(outcomes()).toEqual({ rephrased: 1 });
  });

  it("tells the model the line and the manner, and nothing else", async () => {
    const told: unknown[] = [];
    const { voice } = openVoice(async (...words) => {
      told.push(words.slice(0, 2));
      return WORDING;
    });
    await voice.say(CHOSEN);
    expect(told).toEqual([["It is my lower back.", "terse"]]);
  });

  it.each([
    ["says something else", async () => "It is my knee.", "facts"],
    ["fails", async () => Promise.reject(new Error("down")), "failed"],
  ])("says the line as it was written where the model %s", async (_case, rephrase, outcome) => {
    const { voice, outcomes } = openVoice(rephrase);
    expect(await voice.say(CHOSEN)).toBe(CHOSEN.text);
    expect(outcomes()).toEqual({ [outcome]: 1 });
  });

  it("waits for a model that hangs no longer than its time, whether or not it listens", async () => {
    let signal: AbortSignal | null = null;
    const { voice, time, outcomes } = openVoice((_line, _manner, given) => {
      signal = given;
      return new Promise(() => undefined);
    });
    const saying = voice.say(CHOSEN);
    time.advance(399);
    await setImmediate();
    expect(outcomes()).toEqual({});
    time.advance(1);
    expect(await saying).toBe(CHOSEN.text);
    expect(outcomes()).toEqual({ timeout: 1 });
    expect(signal).toMatchObject({ aborted: true });
    expect(time.pending).toBe(0);
  });

  it("asks for a bounded number of lines at a time", async () => {
    const { voice, time, outcomes } = openVoice(() => new Promise(() => undefined));
    const saying = [voice.say(CHOSEN), voice.say(CHOSEN), voice.say(CHOSEN)];
    expect(await saying[2]).toBe(CHOSEN.text);
    expect(outcomes()).toEqual({ busy: 1 });
    time.advance(400);
    await Promise.all(saying);
  });

  it("leaves a model alone for a while that fails again and again", async () => {
    let asked = 0;
    const { voice, time, outcomes } = openVoice(async () => {
      asked += 1;
      throw new Error("down");
    });
    for (let turn = 0; turn < 5; turn += 1) {
      await voice.say(CHOSEN);
    }
    expect({ asked, ...outcomes() }).toEqual({ asked: 3, failed: 3, resting: 2 });
    time.advance(15_000);
    await voice.say(CHOSEN);
    expect(asked).toBe(4);
  });

  it("does not leave a model alone that fails now and then", async () => {
    let asked = 0;
    const { voice, outcomes } = openVoice(async () => {
      asked += 1;
      return asked % 3 === 0 ? WORDING : Promise.reject(new Error("down"));
    });
    for (let turn = 0; turn < 9; turn += 1) {
      await voice.say(CHOSEN);
    }
    expect(outcomes()).toEqual({ failed: 6, rephrased: 3 });
  });
});

describe("an episode whose lines are said in other words", () => {
  type World = Awaited<ReturnType<typeof createServiceWorld>>;
  const worlds: World[] = [];
  afterEach(async () => {
    await Promise.all(worlds.splice(0).map((world) => world.close()));
  });

  async function open(rephrase: PersonaModel["rephrase"] | null, scenario = fixtureScenario()) {
    const world = await createServiceWorld(scenario);
    worlds.push(world);
    const personaVoice = rephrase === null ? null : openVoice(rephrase).voice;
    const ports = { ...world.ports, personaVoice };
    const { episodeId } = await createEpisode(ports, CALLER, EPISODE_REQUEST);
    return { world, ports, restart: () => ({ ...world.restart(), personaVoice }), episodeId };
  }

  const messages = (...contents: readonly string[]) =>
    contents.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content, toolCalls: [] }));
  const play = async (ports: World["ports"], episodeId: string, ...contents: readonly string[]) =>
    await playTurn(ports, CALLER, episodeId, { messages: messages(...contents), turn: null, rewardConfig: null });
  const ASKED = "Where does it hurt?";
  const NEXT = "When did it start?";
  let drawn = 0;
  /** Says every line differently each time. */
  const vary: PersonaModel["rephrase"] = async (line) => {
    drawn += 1;
    return `${["Well", "So", "Yes"][drawn % 3]}, ${line.charAt(0).toLowerCase()}${line.slice(1)}`;
  };

  it("goes on in the same state with the same rewards as without", async () => {
    const [plain, varied] = [await open(null), await open(vary)];
    for (const asked of [ASKED, NEXT]) {
      const { answer: expected } = await play(plain.ports, plain.episodeId, asked);
      const { answer } = await play(varied.ports, varied.episodeId, asked);
      expect(answer.observation.content).not.toBe(expected.observation.content);
      expect(answer.observation.content.toLowerCase()).toContain(expected.observation.content.toLowerCase());
      expect([answer.stateHash, answer.reward, answer.scores]).toEqual([expected.stateHash, expected.reward, expected.scores]);
    }
  });

  it("is rewarded by the line that was chosen where rewards go by what was asked", async () => {
    const { scoring } = fixtureScenario().private;
    const dimension = "D1_InformationGathering";
    const echoes = fixtureScenario({
      private: {
        scoring: {
          ...scoring,
          dimensions: [{ key: dimension, weight: 1, needs: null, scorer: { kind: "rubric" } }],
          rubric: [
            {
              id: "echo",
              dimension,
              points: 1,
              gate: null,
              reads: "last",
              criterion: { kind: "echo", shareMax: 0, requestShareMax: null },
            },
          ],
        },
      },
    });
    const rewardOf = async (echo: string) => {
      const { ports, episodeId } = await open(async (line) => `Well, ${line.charAt(0).toLowerCase()}${line.slice(1)}`, echoes);
      const { answer } = await play(ports, episodeId, ASKED);
      expect(answer.observation.content).toBe("Well, it is my lower back.");
      return (await play(ports, episodeId, echo)).answer.reward;
    };
    // Four words of what was said that do not stand in the line, and four that do.
    expect([await rewardOf("Well, it is my?"), await rewardOf("It is my lower what?")]).toEqual([1, 0]);
  });

  it("keeps what was said: retries, histories, transcripts, forks and restarts are of that", async () => {
    const { ports, episodeId, restart } = await open(vary);
    const first = await play(ports, episodeId, ASKED);
    const said = first.answer.observation.content;
    expect(await play(ports, episodeId, ASKED)).toEqual({ answer: first.answer, replayed: true });
    const restarted = restart();
    expect((await readEpisode(restarted, CALLER, episodeId)).transcript.map(({ content }) => content)).toContain(said);
    await expect(play(restarted, episodeId, ASKED, "It is my lower back.", NEXT)).rejects.toMatchObject({
      code: "history_mismatch",
    });
    const second = await play(restarted, episodeId, ASKED, said, NEXT);
    expect(second).toMatchObject({ replayed: false, answer: { turn: 2 } });
    const [fork] = await forkEpisode(restarted, CALLER, episodeId, { atTurn: 1, count: 1 });
    expect(fork?.transcript.map(({ content }) => content)).toContain(said);
  });

  it("verifies with the words that were said, and not with others", async () => {
    const { ports, world, episodeId, restart } = await open(vary);
    await play(ports, episodeId, ASKED);
    await play(ports, episodeId, NEXT);
    expect(await verifyEpisode({ ...restart(), personaVoice: null }, CALLER, episodeId)).toMatchObject({
      verified: true,
      turns: 2,
    });
    const { episodes } = world.storage;
    const altered = {
      ...ports,
      episodes: {
        ...episodes,
        findEpisode: async (...names: Parameters<typeof episodes.findEpisode>) => {
          const found = await episodes.findEpisode(...names);
          return found && { ...found, turns: found.turns.map((turn) => ({ ...turn, observation: "It is my knee." })) };
        },
      },
    };
    expect(await verifyEpisode(altered, CALLER, episodeId)).toMatchObject({ verified: false, firstDifferentTurn: 1 });
  });
});
