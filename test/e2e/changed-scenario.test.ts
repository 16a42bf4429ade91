import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ApiClient } from "./support/api-client.ts";
import { FIRST_EDITION, useProgramWorld } from "./support/program-world.ts";
import { TEA_HOUSE, TEA_SCENARIO, teaScenarioFile, writeTeaHouse } from "./support/tea-house.ts";
import { waitUntil } from "./support/wait-until.ts";
import type { WireEpisode, WireEpisodeStart, WireTurnAnswer, WireVerification } from "./support/wire.ts";

const SECOND_EDITION = { version: 2, opening: "Good morning.", favourite: "The second leaves.", closing: "At the second hour." };

const world = useProgramWorld();

describe("a changed scenario file", () => {
  const startEpisode = (client: ApiClient) =>
    client.json<WireEpisodeStart>(201, "POST", "/api/v1/episodes", { collection_slug: TEA_HOUSE, scenario_slug: TEA_SCENARIO });
  const play = async (client: ApiClient, episodeId: string, content: string) =>
    (await client.json<WireTurnAnswer>(200, "POST", `/api/v1/episodes/${episodeId}/turns`, { messages: [{ content }] }))
      .observation.content;
  const versionOf = async (client: ApiClient) =>
    (await client.json<{ version: number }>(200, "GET", `/api/v1/collections/${TEA_HOUSE}/scenarios/${TEA_SCENARIO}`)).version;
  const digestOf = async (client: ApiClient, episodeId: string) =>
    (await client.json<WireEpisode>(200, "GET", `/api/v1/episodes/${episodeId}`)).versions.scenario;

  it("is live for new episodes at once, while a running one keeps its version, also after a restart", async () => {
    const first = await world.start();
    const before = world.connect(first);
    const running = await startEpisode(before);
    const digest = await digestOf(before, running.episode_id);
    expect(running.observation.content).toBe(FIRST_EDITION.opening);

    writeTeaHouse(world.scenarios, SECOND_EDITION);
    await waitUntil("the new edition is live", async () => (await versionOf(before)) === 2);
    const fresh = await startEpisode(before);
    expect(fresh.observation.content).toBe(SECOND_EDITION.opening);
    expect(await play(before, fresh.episode_id, "What about your favourite tea?")).toBe(SECOND_EDITION.favourite);
    expect(await play(before, running.episode_id, "What about your favourite tea?")).toBe(FIRST_EDITION.favourite);
    expect(await first.stop()).toMatchObject({ exitCode: 0 });

    const after = world.connect(await world.start());
    expect(await versionOf(after)).toBe(2);
    expect(await play(after, running.episode_id, "What about closing time?")).toBe(FIRST_EDITION.closing);
    expect(await digestOf(after, running.episode_id)).toBe(digest);
    for (const [{ episode_id }, turns] of [
      [running, 2],
      [fresh, 1],
    ] as const) {
      expect(await after.json<WireVerification>(200, "POST", `/api/v1/episodes/${episode_id}/verify`)).toMatchObject({
        verified: true,
        turns,
      });
    }
  });

  it("that is not good is refused with a line in the log, and the old version stays", async () => {
    const server = await world.start();
    const client = world.connect(server);
    const running = await startEpisode(client);
    writeFileSync(
      teaScenarioFile(world.scenarios),
      readFileSync(teaScenarioFile(world.scenarios), "utf8").replace('"version": 1', '"version": "one"'),
    );
    await waitUntil("the refusal is logged", () => server.stderr().includes("collection refused"));
    expect(await versionOf(client)).toBe(1);
    expect((await startEpisode(client)).observation.content).toBe(FIRST_EDITION.opening);
    expect(await play(client, running.episode_id, "What about your favourite tea?")).toBe(FIRST_EDITION.favourite);
    writeTeaHouse(world.scenarios, SECOND_EDITION);
    await waitUntil("the mended file is live", async () => (await versionOf(client)) === 2);
  });
});
