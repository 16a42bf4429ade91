import type { CliWorld } from "../cli-world.ts";
import { LostConnection, VotingRefusal } from "./voting-client.ts";

const FIRST_PAUSE_MS = 100;
const PAUSE_MS_MAX = 2000;

/**
 * Does a request again and again, with growing pauses, while the server is away or busy: until it is answered, refused for good, or the signal aborts. Rejects with the
 * last failure then.
 * @param onAgain told before each further try.
 */
export async function persist<T>(
  world: Pick<CliWorld, "pause">,
  signal: AbortSignal,
  request: () => Promise<T>,
  onAgain: () => void = () => undefined,
): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(PAUSE_MS_MAX, 2 * pauseMs)) {
    try {
      return await request();
    } catch (error) {
      const mayPass = error instanceof LostConnection || (error instanceof VotingRefusal && error.isPassing);
      if (!mayPass || signal.aborted) {
        throw error;
      }
      const wantedMs = error instanceof VotingRefusal ? error.retryAfterMs : null;
      await world.pause(wantedMs ?? pauseMs, signal);
      if (signal.aborted) {
        throw error;
      }
      onAgain();
    }
  }
}
