import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EPISODE_REQUEST } from "../../../test/doubles/create-service-world.ts";
import type { EpisodeStore } from "../../ports/episode-store.ts";
import type { ServicePorts } from "../service-ports.ts";
import { createEpisode } from "./create-episode.ts";
import { endEpisode } from "./end-episode.ts";
import { forkEpisode } from "./fork-episode.ts";
import { playTurn } from "./play-turn.ts";

const MOVE = { messages: [{ role: "user", content: "Where does it hurt?", toolCalls: [] }], turn: null, rewardConfig: null };
const FULL = "The disk is full.";

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

/** The ports with a store whose method keeps nothing. */
function failing(method: keyof EpisodeStore): ServicePorts {
  return { ...world.ports, episodes: { ...world.ports.episodes, [method]: () => Promise.reject(new Error(FULL)) } };
}

describe("what the store does not keep is told to nobody", () => {
  it("a new episode, and the version of its scenario", async () => {
    const versions = { ...world.ports.scenarioVersions, keepVersions: () => Promise.reject(new Error(FULL)) };
    await expect(createEpisode({ ...world.ports, scenarioVersions: versions }, CALLER, EPISODE_REQUEST)).rejects.toThrow(FULL);
    await expect(createEpisode(failing("insertEpisode"), CALLER, EPISODE_REQUEST)).rejects.toThrow(FULL);
  });

  it.each([
    ["a turn", "appendTurn", (ports: ServicePorts, id: string) => playTurn(ports, CALLER, id, MOVE)],
    ["an end", "endEpisode", (ports: ServicePorts, id: string) => endEpisode(ports, CALLER, id)],
    ["a fork", "insertEpisode", (ports: ServicePorts, id: string) => forkEpisode(ports, CALLER, id, { atTurn: 0, count: 2 })],
  ] as const)("%s, and it can be tried again", async (_what, method, act) => {
    const { episodeId } = await createEpisode(world.ports, CALLER, EPISODE_REQUEST);
    await expect(act(failing(method), episodeId)).rejects.toThrow(FULL);
    await expect(act(world.ports, episodeId)).resolves.toMatchObject({});
  });
});
