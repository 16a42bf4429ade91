import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** Takes over connections that change from HTTP to another protocol. */
export interface UpgradeHandler {
  /** True where the connection is its own from now on; false: the request is to be answered like any other, as it is by servers that know no other protocol. */
  handle(incoming: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}
