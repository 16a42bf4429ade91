import { copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareDatabaseFile } from "./database-file.ts";
import { StoreEngine } from "./store-engine.ts";

const MOVED = { failure: { code: "SQLITE_READONLY_DBMOVED", message: expect.any(String) } };

let folder: string;
let file: string;
let engine: StoreEngine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-engine-"));
  file = prepareDatabaseFile(join(folder, "a.db"), false);
  engine = StoreEngine.open({ file, exclusive: true, openedAt: 0 });
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const probe = () => engine.run([[["write", "probes", "probe", []]]])[0]?.outcomes[0];

describe("a database file that is moved while it is open", () => {
  it("keeps nothing more, until it is back", () => {
    expect(probe()).toEqual({ value: undefined });
    renameSync(file, join(folder, "away.db"));
    expect(probe()).toEqual(MOVED);
    renameSync(join(folder, "away.db"), file);
    expect(probe()).toEqual({ value: undefined });
  });

  it("keeps nothing where another file stands in its place", () => {
    copyFileSync(file, join(folder, "copy.db"));
    renameSync(join(folder, "copy.db"), file);
    expect(probe()).toEqual(MOVED);
  });
});
