import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { ExclusiveLock } from "../../../src/storage/sqlite/exclusive-lock.ts";
import { StorageOpenError } from "../../../src/storage/storage-open-error.ts";

const NOBODY = 65_534;

describe("the lock of a database", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "folkmoot-lock-"));
    file = join(folder, "folkmoot.db");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Does it as a user who may not write everything. */
  function withoutPrivileges(work: () => void): void {
    const isRoot = process.geteuid?.() === 0;
    chmodSync(folder, 0o777);
    if (isRoot) {
      process.seteuid?.(NOBODY);
    }
    try {
      work();
    } finally {
      if (isRoot) {
        process.seteuid?.(0);
      }
    }
  }

  it("is a file for its owner alone, empty, with nothing beside it while it is held", () => {
    const lock = ExclusiveLock.acquire(file);
    expect(readdirSync(folder)).toEqual(["folkmoot.db.lock"]);
    expect(statSync(`${file}.lock`)).toMatchObject({ size: 0 });
    expect(statSync(`${file}.lock`).mode & 0o777).toBe(0o600);
    expect(() => ExclusiveLock.acquire(file)).toThrow("in use by another server");
    lock.release();
    ExclusiveLock.acquire(file).release();
  });

  it("is refused where its file cannot be written: it would keep nobody out", () => {
    writeFileSync(`${file}.lock`, "");
    chmodSync(`${file}.lock`, 0o444);
    withoutPrivileges(() => {
      expect(() => ExclusiveLock.acquire(file)).toThrow(StorageOpenError);
      expect(() => ExclusiveLock.acquire(file)).toThrow(`${file}.lock may not be written by the user that this server runs as`);
    });
  });

  it("is refused with the folder's name where its file cannot be opened, by the store thread too", async () => {
    mkdirSync(`${file}.lock`);
    expect(() => ExclusiveLock.acquire(file)).toThrow(`Check that the folder ${folder} may be written`);
    await expect(openStorage(`sqlite:${file}`, { exclusive: true })).rejects.toThrow(`${file}.lock cannot be made or opened`);
  });
});
