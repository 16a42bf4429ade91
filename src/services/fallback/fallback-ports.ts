import type { OpenCallQueue } from "../../ports/call-queue.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { SourceEvent } from "./source-event.ts";

/** What the fallback needs of the world. */
export interface FallbackPorts extends Pick<ServicePorts, "clock" | "deadlines" | "random" | "sha256Hex"> {
  /** Milliseconds that have passed since some moment: how long calls take, breakers and pauses go by it. No setting of the clock moves it. */
  readonly stopwatch: () => number;
  readonly openCallQueue: OpenCallQueue;
  /** Tells the log. Never throws. */
  readonly report: (event: SourceEvent) => void;
}
