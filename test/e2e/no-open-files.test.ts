import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useProgramWorld } from "./support/program-world.ts";
import { TEA_HOUSE } from "./support/tea-house.ts";
import { waitUntil } from "./support/wait-until.ts";

const OTHER_HOUSE = "other-house";
const FEWER_THAN_ARE_OPEN = 10;
const ENOUGH = 1024;

const canLimit = spawnSync("prlimit", ["--version"]).status === 0;
const world = useProgramWorld();

function limitOpenFiles(pid: number, soft: number): void {
  expect(spawnSync("prlimit", [`--pid=${pid}`, `--nofile=${soft}:`]).status).toBe(0);
}

describe.skipIf(!canLimit)("a server that may open no more files", () => {
  it("lives on, and reads changed scenarios when it may open files again", async () => {
    const server = await world.start();
    limitOpenFiles(server.pid, FEWER_THAN_ARE_OPEN);
    cpSync(join(world.scenarios, TEA_HOUSE), join(world.scenarios, OTHER_HOUSE), { recursive: true });
    const file = join(world.scenarios, OTHER_HOUSE, "collection.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replaceAll(TEA_HOUSE, OTHER_HOUSE));
    await waitUntil("the log tells of it", async () => server.stderr().includes("cannot be followed"));

    limitOpenFiles(server.pid, ENOUGH);
    await waitUntil("the new collection is there", async () => {
      const { status } = await fetch(`${server.url}/api/v1/collections/${OTHER_HOUSE}`);
      return status === 200;
    });
    expect(await server.stop()).toMatchObject({ exitCode: 0 });
  });
});
