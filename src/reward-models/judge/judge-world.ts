import type { UpstreamOptions } from "../../outbound/upstream-options.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Random } from "../../ports/random.ts";
import type { Timer } from "../../ports/timer.ts";

/** One POST: JSON there, the answer's JSON back, of any shape. Rejects with ModelCallError, as `timeout` once the signal aborts. The path is added to the base URL's. */
export type PostJson = (path: string, body: unknown, signal: AbortSignal) => Promise<unknown>;

/** A judge's server. */
export interface JudgeUpstream {
  readonly post: PostJson;
  /** Lets go of connections. */
  close(): void;
}

/** What a judge needs of the world; tests hand in others. */
export interface JudgeWorld {
  readonly clock: Clock;
  /** Milliseconds that have passed since some moment; no setting of the clock moves it. */
  readonly stopwatch: () => number;
  readonly random: Random;
  readonly timer: Timer;
  /** Such as `openUpstream`. */
  readonly connect: (options: UpstreamOptions) => JudgeUpstream;
}
