import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync } from "node:fs";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { PROGRAM } from "./support/program.ts";

const FULL_DEVICE = "/dev/full";

describe("output that nobody can read", () => {
  it.each([
    ["help", ["serve", "--help"]],
    ["a schema", ["scenarios", "schema"]],
  ])("ends %s quietly where the reader has gone, as SIGPIPE would", async (_name, words) => {
    const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 141 });
  });

  it("ends quietly where nobody reads what went wrong", async () => {
    const child = spawn(process.execPath, [PROGRAM, "serve", "--prot"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stderr.destroy();
    const [stdout, [exitCode]] = await Promise.all([text(child.stdout), once(child, "close")]);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 141 });
  });

  it.skipIf(!existsSync(FULL_DEVICE))("says in one line that the disk is full", async () => {
    const full = openSync(FULL_DEVICE, "w");
    const child = spawn(process.execPath, [PROGRAM, "scenarios", "schema"], { stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    const [stderr, [exitCode]] = await Promise.all([text(child.stderr as NodeJS.ReadableStream), once(child, "close")]);
    expect(stderr).toMatch(/^Standard output cannot be written: ENOSPC[^\n]*\n$/);
    expect(exitCode).toBe(1);
  });

  it.skipIf(!existsSync(FULL_DEVICE))("serves, and ends at SIGTERM, where the disk of its log is full", async () => {
    const full = openSync(FULL_DEVICE, "w");
    const words = ["serve", "--port", "0", "--database", "sqlite::memory:"];
    const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ["ignore", "pipe", full] });
    closeSync(full);
    const [first] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    const url = first.toString().replace("listening on ", "").trim();
    // More than the log holds back before it writes.
    for (let request = 0; request < 100; request += 1) {
      expect((await fetch(`${url}/api/v1/collections`)).status).toBe(200);
    }
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([0, null]);
  });
});
