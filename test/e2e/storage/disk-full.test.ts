import { spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { episodeOf, turnOf } from "../../conformance/storage/records.ts";

const disk = mkdtempSync(join(tmpdir(), "folkmoot-disk-"));
const canMount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]).status === 0;

// Skipped where this user may not mount a file system.
describe.skipIf(!canMount)("a full disk", () => {
  afterAll(() => spawnSync("umount", [disk]));

  it("refuses writes as storage_full, keeps what was acknowledged, goes on reading, and recovers with space", async () => {
    const ballast = join(disk, "ballast");
    writeFileSync(ballast, Buffer.alloc(3 * 1024 * 1024));
    const open = () => openStorage(`sqlite:${join(disk, "folkmoot.db")}`, { exclusive: true });
    const storage = await open();
    const append = (turn: number) =>
      storage.episodes.appendTurn("acme", turnOf({ turn, answer: `${turn} `.repeat(50_000) }), null);
    const turnsOf = async (opened: typeof storage) => (await opened.episodes.findEpisode("acme", "episode-1"))?.turns.length;

    await storage.episodes.insertEpisode(episodeOf(), []);
    let acknowledged = 0;
    const failure = await (async () => {
      while (acknowledged < 1_000) {
        await append(acknowledged + 1);
        acknowledged += 1;
      }
    })().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "storage_full", isRetryable: true });
    expect(acknowledged).toBeGreaterThan(0);
    expect(await turnsOf(storage)).toBe(acknowledged);
    await expect(append(acknowledged + 1)).rejects.toMatchObject({ code: "storage_full" });

    rmSync(ballast);
    await storage.probe();
    expect(await append(acknowledged + 1)).toBe("appended");
    await storage.close();
    const reopened = await open();
    expect(await turnsOf(reopened)).toBe(acknowledged + 1);
    await reopened.close();
  });
});

afterAll(() => rmdirSync(disk));
