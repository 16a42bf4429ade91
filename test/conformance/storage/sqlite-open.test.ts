import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStorage } from "../../../src/storage/open-storage.ts";

describe("openStorage", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "folkmoot-open-"));
    file = join(folder, "folkmoot.db");
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = (exclusive: boolean, path = file) => openStorage(`sqlite:${path}`, { exclusive, clock: { now: () => 1_234 } });

  it.each([
    ["postgres://user:secret@host/db", 'the scheme "postgres:"'],
    ["./folkmoot.db", "has no scheme"],
    ["sqlite:", "names no file"],
  ])("refuses the location %s", async (location, message) => {
    const refused = openStorage(location, { exclusive: true });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow("sqlite:./folkmoot.db");
    await expect(refused).rejects.not.toThrow("secret");
  });

  it("makes the file for its owner alone and dates the migrations by the clock it was given", async () => {
    await (await open(true)).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const database = new SqliteDatabase(file, { readonly: true });
    expect(database.prepare("SELECT DISTINCT applied_at FROM schema_migrations").pluck().all()).toEqual([1_234]);
    database.close();
  });

  it("leaves no write-ahead log behind a close", async () => {
    const storage = await open(true);
    expect((await storage.measure()).walBytes).toBeGreaterThan(0);
    await storage.close();
    expect(readdirSync(folder).sort()).toEqual(["folkmoot.db", "folkmoot.db.lock"]);
  });

  it("refuses a second server on one file, under another name too, until the first one closes", async () => {
    const first = await open(true);
    await expect(open(true)).rejects.toThrow(`${file} is in use by another server`);
    symlinkSync(file, join(folder, "alias.db"));
    await expect(open(true, join(folder, "alias.db"))).rejects.toThrow("Stop that server first");
    await first.close();
    await (await open(true)).close();
  });

  it("lets a command write beside a running server", async () => {
    const server = await open(true);
    const command = await open(false);
    await command.probe();
    await command.scenarioVersions.keepVersions([{ digest: "a", definition: "{}", createdAt: 1 }]);
    await command.close();
    expect(await server.scenarioVersions.findVersion("a")).not.toBeNull();
    await server.probe();
    await server.close();
  });

  it("does not let a command change the schema under a running server", async () => {
    const server = await open(true);
    const database = new SqliteDatabase(file);
    database.exec("DELETE FROM schema_migrations");
    database.close();
    await expect(open(false)).rejects.toThrow("in use by another server");
    await server.close();
  });

  it("names a folder that does not exist", async () => {
    await expect(open(true, join(folder, "missing", "a.db"))).rejects.toThrow("Check that its folder exists");
  });

  it("does not make a file for a command that only works on what is there", async () => {
    const find = () => openStorage(`sqlite:${file}`, { exclusive: false, mustExist: true });
    await expect(find()).rejects.toThrow(`There is no database ${file}`);
    expect(readdirSync(folder)).toEqual([]);
    await (await open(true)).close();
    await (await find()).close();
  });

  it("refuses a file that is no database", async () => {
    writeFileSync(file, "This is a shopping list, not a database. ".repeat(100));
    await expect(open(true)).rejects.toThrow("is not a SQLite database");
  });

  it("refuses a backup that was put back beside the log of the file before it, and leaves both as they are", async () => {
    const versionsOf = (name: string) =>
      Array.from({ length: 40 }, (_, index) => ({ digest: `${name} ${index}`, definition: "x".repeat(3000), createdAt: 1 }));
    const backup = join(folder, "backup.db");
    const restored = join(folder, "restored.db");
    const storage = await open(true);
    await storage.scenarioVersions.keepVersions(versionsOf("before"));
    const database = new SqliteDatabase(file);
    await database.backup(backup);
    await storage.scenarioVersions.keepVersions(versionsOf("after"));
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    await storage.scenarioVersions.keepVersions(versionsOf("last"));
    // As a killed server leaves it.
    copyFileSync(`${file}-wal`, `${restored}-wal`);
    copyFileSync(backup, restored);
    await storage.close();
    const before = [readFileSync(restored), readFileSync(`${restored}-wal`)];

    const refused = open(true, restored);
    await expect(refused).rejects.toThrow(`The database ${restored} is damaged`);
    await expect(refused).rejects.toThrow("docs/guides/operations.md, Restoring");
    expect([readFileSync(restored), readFileSync(`${restored}-wal`)]).toEqual(before);

    rmSync(`${restored}-wal`);
    rmSync(`${restored}-shm`);
    const again = await open(true, restored);
    expect(await again.scenarioVersions.findVersion("before 1")).not.toBeNull();
    expect(await again.scenarioVersions.findVersion("last 1")).toBeNull();
    await again.close();
  });

  it("refuses another program's database", async () => {
    const database = new SqliteDatabase(file);
    database.exec("CREATE TABLE recipes (name TEXT)");
    database.close();
    await expect(open(true)).rejects.toThrow('a database of another program (it has a table "recipes")');
  });
});
