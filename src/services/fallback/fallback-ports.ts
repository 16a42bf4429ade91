import type { OpenCallQueue } from "../../ports/call-queue.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { SourceEvent } from "./source-event.ts";

/** What the fallback needs of the world. */
export interface FallbackPorts extends Pick<ServicePorts, "clock" | "deadlines" | "random" | "sha256Hex"> {
  readonly openCallQueue: OpenCallQueue;
  /** Tells the log. Never throws. */
  readonly report: (event: SourceEvent) => void;
}
