import type { CliWorld, Flags } from "./cli-world.ts";

/** `folkmoot serve`: prints a line for each port that it listens on, the API's first, and drains at SIGTERM or SIGINT. */
export async function serve(world: CliWorld, flags: Flags, configFile: string | undefined): Promise<number> {
  // Heard from the first moment: whoever reads that it listens may stop it at once.
  const stopSignal = world.stopSignal();
  const server = await world.startServer(flags, configFile);
  world.print(`listening on ${server.url}`);
  if (server.orsUrl !== null) {
    world.print(`ORS on ${server.orsUrl}`);
  }
  await stopSignal;
  await server.stop();
  return 0;
}
