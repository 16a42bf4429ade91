import type { ServicePorts } from "../service-ports.ts";

/** What scoring needs of the world: few enough that a thread of its own can be given them. */
export type ScoringPorts = Pick<
  ServicePorts,
  | "scenarios"
  | "engines"
  | "clock"
  | "random"
  | "sha256Hex"
  | "scoreCache"
  | "scoreHistory"
  | "people"
  | "rewardSource"
  | "opinions"
  | "monitors"
  | "audit"
  | "timer"
  | "limits"
  | "reportFault"
>;
