import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLER, createServiceWorld, EPISODE_REQUEST } from "../../../test/doubles/create-service-world.ts";
import type { ServicePorts } from "../service-ports.ts";
import { createEpisode } from "./create-episode.ts";
import { endEpisode } from "./end-episode.ts";
import { findLiveEpisode } from "./find-live-episode.ts";
import { playTurn } from "./play-turn.ts";
import { readEpisode } from "./read-episode.ts";

const ROUNDS = 50;

let world: Awaited<ReturnType<typeof createServiceWorld>>;
beforeEach(async () => {
  world = await createServiceWorld();
});
afterEach(async () => {
  await world.close();
});

const say = (ports: ServicePorts, episodeId: string, content: string) =>
  playTurn(ports, CALLER, episodeId, { messages: [{ role: "user", content, toolCalls: [] }], turn: null, rewardConfig: null });

/** An episode after a restart, being read: the reader's rows are found and are long on their way, and whatever is asked meanwhile has had its chance to overtake it. */
async function readBeside(act: (ports: ServicePorts, episodeId: string) => Promise<unknown>) {
  const { episodeId } = await createEpisode(world.ports, CALLER, EPISODE_REQUEST);
  const restarted = world.restart();
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let lookUps = 0;
  const findEpisode: ServicePorts["episodes"]["findEpisode"] = async (tenantId, wanted) => {
    lookUps += 1;
    const isFirst = lookUps === 1;
    const found = await restarted.episodes.findEpisode(tenantId, wanted);
    await (isFirst ? arrived : undefined);
    return found;
  };
  const ports = { ...restarted, episodes: { ...restarted.episodes, findEpisode } } as ServicePorts;
  const reading = findLiveEpisode(ports, CALLER.tenantId, episodeId);
  await letRun();
  const acting = act(ports, episodeId);
  await letRun();
  arrive();
  await Promise.all([reading, acting]);
  return { ports, episodeId };
}

async function letRun(): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await setImmediate();
  }
}

describe("an episode that is read while it is played", () => {
  it("goes on where the turn left it", async () => {
    const { ports, episodeId } = await readBeside((all, id) => say(all, id, "Where does it hurt?"));
    const { answer } = await say(ports, episodeId, "Have you been injured before?");
    expect(answer.turn).toBe(2);
  });

  it("replays the turn for a retry", async () => {
    const { ports, episodeId } = await readBeside((all, id) => say(all, id, "Where does it hurt?"));
    expect((await say(ports, episodeId, "Where does it hurt?")).replayed).toBe(true);
  });

  it("stays ended", async () => {
    const { ports, episodeId } = await readBeside((all, id) => endEpisode(all, CALLER, id));
    expect((await readEpisode(ports, CALLER, episodeId)).episodeComplete).toBe(true);
  });
});
