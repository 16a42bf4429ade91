import { BlockList, isIP } from "node:net";

/** Places where no receiver lives: what a machine asks about itself (link-local, the clouds' metadata services), everybody at once, and nobody. */
const DENIED = createDenied();

/**
 * Whether events must not be sent to that IP address, whichever way it is written; what is none is not denied. Loopback and private networks are not: a trainer beside
 * the server is the usual receiver.
 */
export function isDeniedAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && DENIED.check(address, family === 6 ? "ipv6" : "ipv4");
}

function createDenied(): BlockList {
  const denied = new BlockList();
  denied.addSubnet("0.0.0.0", 8, "ipv4");
  denied.addSubnet("169.254.0.0", 16, "ipv4");
  denied.addSubnet("224.0.0.0", 3, "ipv4");
  denied.addAddress("100.100.100.200", "ipv4");
  denied.addAddress("192.0.0.192", "ipv4");
  denied.addAddress("::", "ipv6");
  denied.addAddress("fd00:ec2::254", "ipv6");
  denied.addSubnet("fe80::", 10, "ipv6");
  denied.addSubnet("ff00::", 8, "ipv6");
  return denied;
}
