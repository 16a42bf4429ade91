import type { MonitorTally } from "../../domain/monitors/monitor-tally.ts";
import type { ObservedGroup } from "./monitors.ts";

/** Groups of one source and scenario, added up. Plain data: it may come from another thread. */
export interface ObservedTally extends Omit<ObservedGroup, "source" | "answers"> {
  readonly source: Pick<ObservedGroup["source"], "kind" | "id" | "revision">;
  readonly tally: MonitorTally;
}
