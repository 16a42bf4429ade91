import type { CliWorld, DemoFiles, RunningServer } from "../cli-world.ts";

/** A server for a demo: on a port and a database file of its own, which takes of a preference row as much as its settings allow, since rows are of whoever's making. */
export function startDemoServer(
  world: CliWorld,
  files: DemoFiles,
  logLevel: "error" | "silent",
  configFile: string | undefined,
): Promise<RunningServer> {
  const flags = {
    port: "0",
    host: "127.0.0.1",
    database: `sqlite:${files.database}`,
    scenarios: files.scenarios,
    log_level: logLevel,
    message_characters_max: "1000000",
    transcript_messages_max: "10000",
  };
  return world.startServer(flags, configFile);
}
