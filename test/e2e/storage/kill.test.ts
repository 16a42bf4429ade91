import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import SqliteDatabase from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";

/** Set KILL_CYCLES for more. */
const CYCLES = Number(process.env["KILL_CYCLES"] ?? 30);
const EPISODES = 16;
/** A process is killed somewhere within its first so many acknowledgements. */
const ACKNOWLEDGEMENTS_MAX = 500;
const CHILD = fileURLToPath(new URL("./append-turns.ts", import.meta.url));

describe("a server that is killed", () => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-kill-"));
  const file = join(folder, "folkmoot.db");
  afterAll(() => rmSync(folder, { recursive: true }));

  it(`has every acknowledged turn on disk once, over ${CYCLES} kills`, { timeout: 10_000 + CYCLES * 5_000 }, async () => {
    const acknowledged: string[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      // Each cycle opens the file that the last one left, so the lock must have gone with its holder.
      const acknowledgedNow = await playUntilKilled(file, `cycle${cycle}`, 1 + Math.floor(Math.random() * ACKNOWLEDGEMENTS_MAX));
      acknowledged.push(...acknowledgedNow);
      expect(checkDatabase(file, acknowledged)).toEqual({ integrity: "ok", lost: [], doubled: 0, torn: 0 });
    }
    console.log(`${CYCLES} kills, ${acknowledged.length} turns acknowledged, none lost`);
    expect(acknowledged.length).toBeGreaterThanOrEqual(CYCLES);
  });
});

/** Runs a process that plays turns, kills it at an acknowledgement, and gives all that it acknowledged. */
async function playUntilKilled(file: string, run: string, killAt: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, file, run, String(EPISODES), "1000000"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === killAt) {
      child.kill("SIGKILL");
    }
  }
  const [, signal] = await exited;
  expect(signal, `the process ended by itself after ${lines.length} turns`).toBe("SIGKILL");
  return lines;
}

function checkDatabase(file: string, acknowledged: readonly string[]) {
  const database = new SqliteDatabase(file);
  try {
    const pluck = (sql: string) => database.prepare(sql).pluck().all();
    const turns = pluck("SELECT episode_id || ' ' || turn FROM turns");
    const present = new Set(turns);
    return {
      integrity: pluck("PRAGMA integrity_check")[0],
      lost: acknowledged.filter((turn) => !present.has(turn)),
      doubled: turns.length - present.size,
      // Episodes whose row and turns do not tell the same.
      torn: pluck(`SELECT episode_id FROM episodes e
        WHERE turn_count <> (SELECT count(*) FROM turns t WHERE t.tenant_id = e.tenant_id AND t.episode_id = e.episode_id)`)
        .length,
    };
  } finally {
    database.close();
  }
}
