import type { CliWorld, Flags } from "./cli-world.ts";

/** `folkmoot serve`: prints one line when it listens, and drains at SIGTERM or SIGINT. */
export async function serve(world: CliWorld, flags: Flags, configFile: string | undefined): Promise<number> {
  // Heard from the first moment: whoever reads that it listens may stop it at once.
  const stopSignal = world.stopSignal();
  const server = await world.startServer(flags, configFile);
  world.print(`listening on ${server.url}`);
  await stopSignal;
  await server.stop();
  return 0;
}
