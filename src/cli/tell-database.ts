import type { CliWorld, UsedDatabase } from "./cli-world.ts";

/** Says which database a command has put something into, and that the server may have another where there was none before. @param made such as "these links". */
export function tellDatabase(world: Pick<CliWorld, "warn">, { location, isNew }: UsedDatabase, made: string): void {
  world.warn(`Database: ${location}.`);
  if (isNew) {
    world.warn(
      `It was not there and has just been made: a server on another database does not know ${made}. Name the server's with --database.`,
    );
  }
}
