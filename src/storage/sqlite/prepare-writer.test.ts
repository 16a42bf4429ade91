import SqliteDatabase from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { prepareWriter } from "./prepare-writer.ts";

describe("prepareWriter", () => {
  const database = new SqliteDatabase(":memory:");
  database.exec("CREATE TABLE lines (place INTEGER, text TEXT, again TEXT)");
  const insert = prepareWriter(database, "INSERT INTO lines (text, place, again) VALUES (@text, @place + 1, @text)");

  it("binds each parameter to the member of its name, however often and in whatever order they come", () => {
    expect(insert({ place: 1, text: "first", other: "left out" }).changes).toBe(1);
    expect(database.prepare("SELECT * FROM lines").all()).toEqual([{ place: 2, text: "first", again: "first" }]);
  });

  it("throws where the row has no such member, and writes nothing", () => {
    expect(() => insert({ text: "second" })).toThrow("A row to be written has no place.");
    expect(database.prepare("SELECT count(*) FROM lines").pluck().get()).toBe(1);
  });
});
