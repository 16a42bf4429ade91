import type { ServicePorts } from "../service-ports.ts";

/** What voting needs of the world. */
export type VotingPorts = Pick<ServicePorts, "clock" | "deadlines" | "random" | "sha256Hex" | "questions" | "board" | "pool">;
