import type { Alarms } from "../../src/services/monitors/alarms.ts";

/** Nobody is told. */
export const NO_ALARMS: Alarms = { raise: () => undefined, end: () => undefined };
