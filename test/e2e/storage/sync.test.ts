import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const CHILD = fileURLToPath(new URL("./append-turns.ts", import.meta.url));
const canTrace = spawnSync("strace", ["-f", "-o", "/dev/null", "true"]).status === 0;

// Skipped where strace is missing or may not trace.
describe.skipIf(!canTrace)("a commit", () => {
  const folder = mkdtempSync(join(tmpdir(), "folkmoot-sync-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ["alone", 1, 40],
    ["of many writers", 64, 20],
  ])("%s is synced to the disk before it is acknowledged", (name, episodes, turns) => {
    const trace = join(folder, `${name}.trace`);
    const child = [
      process.execPath,
      "--import",
      "tsx",
      CHILD,
      join(folder, `${name}.db`),
      "run",
      String(episodes),
      String(turns),
    ];
    const traced = spawnSync("strace", ["-f", "-e", "trace=fsync,fdatasync", "-o", trace, ...child], { encoding: "utf8" });
    expect(traced.status, traced.stderr).toBe(0);
    const [, commits = Number.NaN, operations] = (traced.stdout.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
    const syncs = readFileSync(trace, "utf8").match(/(fsync|fdatasync)\(/g)?.length ?? 0;
    console.log(`${operations} writes in ${commits} commits with ${syncs} syncs`);
    expect(operations).toBe(episodes * (turns + 1));
    expect(syncs).toBeGreaterThanOrEqual(commits);
  });
});
