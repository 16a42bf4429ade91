import type { Database, RunResult } from "better-sqlite3";
import { InvariantError } from "../../domain/assert.ts";

/** Runs a statement with the members of a row. Throws InvariantError where one that it names is missing. */
export type RowWriter = (row: object) => RunResult;

/**
 * Prepares a statement that writes, whose parameters are the row's members, `@name`. They are bound by place: the library looks for every name anew at every run, which takes as long as inserting a turn.
 */
export function prepareWriter(database: Database, sql: string): RowWriter {
  const names: string[] = [];
  const placed = sql.replaceAll(/@(\w+)/g, (_parameter, name: string) => {
    names.push(name);
    return "?";
  });
  const statement = database.prepare(placed);
  return (row) => {
    const members = row as Readonly<Record<string, unknown>>;
    const values = names.map((name) => {
      const value = members[name];
      // It would be bound as NULL.
      if (value === undefined) {
        throw new InvariantError(`A row to be written has no ${name}.`);
      }
      return value;
    });
    return statement.run(values);
  };
}
