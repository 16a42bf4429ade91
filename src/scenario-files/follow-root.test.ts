import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createManualTime } from "../../test/doubles/manual-time.ts";
import { followRoot, type RootFollower } from "./follow-root.ts";

/** Longer than between two looks. */
const A_WHILE_MS = 5000;

let parent: string;
let told: string[];
let follower: RootFollower;
let time: ReturnType<typeof createManualTime>;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "folkmoot-root-"));
  told = [];
  time = createManualTime();
});
afterEach(async () => {
  await follower.close();
  rmSync(parent, { recursive: true });
});

const at = (...names: string[]) => join(parent, ...names);

function makeRoot(name: string): void {
  mkdirSync(at(name, "tea"), { recursive: true });
  writeFileSync(at(name, "tea", "collection.yaml"), name);
}

async function follow(name: string): Promise<void> {
  follower = followRoot(at(name), time.timer, {
    onChange: (folder) => told.push(`changed ${folder.slice(parent.length + 1)}`),
    onGone: () => told.push("gone"),
    onReplaced: () => told.push("replaced"),
    onFault: (fault) => told.push(`fault ${fault}`),
  });
  await follower.ready;
}

/** Lets the loop turn so often. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Looks again and again, as hours pass, until it was told. */
async function hear(news: string): Promise<void> {
  await vi.waitFor(() => {
    time.advance(A_WHILE_MS);
    expect(told).toContain(news);
  }, 10_000);
}

describe("following a folder of collections", () => {
  it("tells of a change in it", async () => {
    makeRoot("root");
    await follow("root");
    writeFileSync(at("root", "tea", "collection.yaml"), "other");
    await hear("changed root/tea");
    expect(told).not.toContain("replaced");
  });

  it("says once that it is gone, keeps still about what was in it, and follows it when it is back", async () => {
    makeRoot("root");
    await follow("root");
    renameSync(at("root"), at("away"));
    await hear("gone");
    time.advance(A_WHILE_MS);
    renameSync(at("away"), at("root"));
    await hear("replaced");
    expect(told).toEqual(["gone", "replaced"]);
    writeFileSync(at("root", "tea", "collection.yaml"), "other");
    await hear("changed root/tea");
  });

  it("goes on with it although it was away between two looks only", async () => {
    makeRoot("root");
    await follow("root");
    renameSync(at("root"), at("away"));
    await turns(50);
    renameSync(at("away"), at("root"));
    const change = () => {
      time.advance(A_WHILE_MS);
      writeFileSync(at("root", "tea", "collection.yaml"), `edition ${time.clock.now()}`);
      expect(told.some((news) => news === "replaced" || news === "changed root/tea")).toBe(true);
    };
    // Where the watch has not noticed that it was away, changes are told once they have been quiet for a moment.
    await vi.waitFor(change, { timeout: 10_000, interval: 500 });
    expect(told).not.toContain("gone");
  });

  it("follows a link to where it is set", async () => {
    makeRoot("v1");
    makeRoot("v2");
    symlinkSync("v1", at("current"));
    await follow("current");
    symlinkSync("v2", at("next"));
    renameSync(at("next"), at("current"));
    await hear("replaced");
    writeFileSync(at("v2", "tea", "collection.yaml"), "other");
    await hear("changed current/tea");
  });
});
