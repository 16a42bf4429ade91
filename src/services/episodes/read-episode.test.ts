import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EPISODE_REQUEST } from "../../../test/doubles/create-service-world.ts";
import type { EpisodeRecord } from "../../ports/episode-store.ts";
import type { ServicePorts } from "../service-ports.ts";
import { createEpisode } from "./create-episode.ts";
import { endEpisode } from "./end-episode.ts";
import { forkEpisode } from "./fork-episode.ts";
import { playTurn } from "./play-turn.ts";
import { readEpisode } from "./read-episode.ts";
import { verifyEpisode } from "./verify-episode.ts";

const EARLIER = { engineVersion: "persona-0" };
const MOVE = { messages: [{ role: "user", content: "Where does it hurt?", toolCalls: [] }], turn: null, rewardConfig: null };

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

/** A server started anew, whose store has the episodes with these changes. */
function restartWith(changes: Partial<EpisodeRecord>): ServicePorts {
  const ports = world.restart();
  const findEpisode: ServicePorts["episodes"]["findEpisode"] = async (tenantId, episodeId) => {
    const found = await ports.episodes.findEpisode(tenantId, episodeId);
    return found && { ...found, episode: { ...found.episode, ...changes } };
  };
  return { ...ports, episodes: { ...ports.episodes, findEpisode } };
}

/** An episode with a turn, and what its reader sees before the server is started anew. */
async function playOne() {
  const { episodeId } = await createEpisode(world.ports, CALLER, EPISODE_REQUEST);
  await playTurn(world.ports, CALLER, episodeId, MOVE);
  return { episodeId, before: await readEpisode(world.ports, CALLER, episodeId) };
}

describe("an episode after a restart", () => {
  it("reads as before", async () => {
    const { episodeId, before } = await playOne();
    expect(await readEpisode(world.restart(), CALLER, episodeId)).toEqual(before);
  });

  it("reads as before if its opening was not kept, from its moves", async () => {
    const { episodeId, before } = await playOne();
    expect(await readEpisode(restartWith({ opening: null }), CALLER, episodeId)).toEqual(before);
  });
});

describe("an episode that was played on an earlier engine", () => {
  it("is read as it was said and scored", async () => {
    const { episodeId, before } = await playOne();
    expect(await readEpisode(restartWith(EARLIER), CALLER, episodeId)).toEqual({
      ...before,
      versions: { ...before.versions, engine: "persona-0" },
    });
  });

  it("is read before its first move", async () => {
    const { episodeId, observation, stateHash } = await createEpisode(world.ports, CALLER, EPISODE_REQUEST);
    expect(await readEpisode(restartWith(EARLIER), CALLER, episodeId)).toMatchObject({
      turn: 0,
      transcript: [{ speaker: "persona", turn: 0, content: observation.content }],
      stateHash,
      lastAnswer: null,
    });
  });

  it("can be ended, and is then worth what its turns came to", async () => {
    const { episodeId, before } = await playOne();
    expect(await endEpisode(restartWith(EARLIER), CALLER, episodeId)).toMatchObject({
      episodeComplete: true,
      terminalReason: "client_terminated",
      reward: before.lastAnswer?.reward,
    });
  });

  it.each([
    ["a turn", (ports: ServicePorts, id: string) => playTurn(ports, CALLER, id, MOVE)],
    ["a fork", (ports: ServicePorts, id: string) => forkEpisode(ports, CALLER, id, { atTurn: 0, count: 1 })],
    ["a check of its hashes", (ports: ServicePorts, id: string) => verifyEpisode(ports, CALLER, id)],
    ["reading it, if its opening was not kept", (ports: ServicePorts, id: string) => readEpisode(ports, CALLER, id), null],
  ] as const)("refuses %s, with the versions", async (_what, act, ...opening) => {
    const { episodeId } = await playOne();
    const ports = restartWith({ ...EARLIER, ...(opening.length > 0 && { opening: null }) });
    await expect(act(ports, episodeId)).rejects.toMatchObject({
      code: "version_conflict",
      message: expect.stringMatching(/engine persona-0; this server runs persona-\d+/),
    });
  });
});
