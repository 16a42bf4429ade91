import type { ServicePorts } from "../../../services/service-ports.ts";
import type { OrsCalls } from "./ors-calls.ts";
import type { OrsSessions } from "./ors-sessions.ts";

/** What the routes of the protocol share. */
export interface OrsDoor {
  readonly ports: ServicePorts;
  readonly sessions: OrsSessions;
  readonly calls: OrsCalls;
}
