import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { ApiClient } from "./api-client.ts";
import {
  type ProgramEnd,
  type ProgramOptions,
  type RunningServer,
  runProgram,
  type ServerOptions,
  startServer,
} from "./program.ts";
import { writeTeaHouse } from "./tea-house.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** The tea house as it is written before every test. */
export const FIRST_EDITION = {
  version: 1,
  opening: "Good evening.",
  favourite: "The first leaves.",
  closing: "At the first hour.",
};

/** A folder with a database and the tea house's scenarios, and the programs that a test runs on it. */
export interface ProgramWorld {
  readonly folder: string;
  /** Path of the database file. */
  readonly database: string;
  readonly scenarios: string;
  start(options?: Partial<ServerOptions>): Promise<RunningServer>;
  connect(server: { readonly url: string }, apiKey?: string): ApiClient;
  /** `folkmoot serve` with words that should not do. */
  serve(words: readonly string[], options?: ProgramOptions): Promise<ProgramEnd>;
  /** Ends this server with the test, however that goes. */
  adopt(server: RunningServer): RunningServer;
}

/** Gives every test of the file a new world, and ends all that was started in it. */
export function useProgramWorld(): ProgramWorld {
  let temporary: ReturnType<typeof makeTemporaryFolder>;
  const servers: RunningServer[] = [];
  const clients: ApiClient[] = [];
  const world: ProgramWorld = {
    get folder() {
      return temporary.path;
    },
    get database() {
      return join(temporary.path, "folkmoot.db");
    },
    get scenarios() {
      return join(temporary.path, "scenarios");
    },
    start: async (options = {}) =>
      world.adopt(await startServer({ database: world.database, scenarios: world.scenarios, ...options })),
    connect: (server, apiKey) => {
      const client = new ApiClient(server.url, apiKey === undefined ? {} : { apiKey });
      clients.push(client);
      return client;
    },
    serve: (words, options = {}) =>
      runProgram(["serve", "--port", "0", "--database", `sqlite:${world.database}`, "--scenarios", world.scenarios, ...words], {
        folder: world.folder,
        ...options,
      }),
    adopt: (server) => {
      servers.push(server);
      return server;
    },
  };
  beforeEach(() => {
    temporary = makeTemporaryFolder();
    writeTeaHouse(world.scenarios, FIRST_EDITION);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      client.close();
    }
    await Promise.all(servers.splice(0).map((server) => server.kill()));
    temporary.remove();
  });
  return world;
}
