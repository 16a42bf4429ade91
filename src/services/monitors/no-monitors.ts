import type { MonitorReader } from "./monitor-readings.ts";
import type { Monitors } from "./monitors.ts";

/** Nobody watches. */
export const NO_MONITORS: Monitors = { observe: () => undefined };

/** Nothing was seen. */
export const NO_READINGS: MonitorReader = { read: () => ({ alarms: [], readings: [], isTruncated: false }) };
