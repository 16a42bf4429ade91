import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { assertInvariant } from "../../domain/assert.ts";

/** One step of the schema. */
export interface Migration {
  /** 1 for the first; no gaps. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** Lower-case hex SHA-256 of the text, line ends as `\n`. */
  readonly checksum: string;
}

/** The migrations that ship with this program, in order: `migrations/0001-name.sql` and so on, beside this file. */
export function readMigrations(folder: URL = new URL("./migrations/", import.meta.url)): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  return files.sort().map((file, index) => {
    const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? [];
    assertInvariant(Number(number) === index + 1 && name !== undefined, `The migration ${file} is not number ${index + 1}.`);
    // A checkout on another system may have other line ends; that is no change.
    const sql = readFileSync(new URL(file, folder), "utf8").replaceAll("\r\n", "\n");
    return { number: index + 1, name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}
