import { BlockList, isIP } from "node:net";

/** First address and length of each block, IPv4: nobody and this machine (0/8), link-local with the metadata services, everybody (multicast, reserved), and the metadata services of clouds that chose another place. */
const DENIED_V4 = [
  ["0.0.0.0", 8],
  ["169.254.0.0", 16],
  ["224.0.0.0", 3],
  ["100.100.100.200", 32],
  ["192.0.0.192", 32],
  ["168.63.129.16", 32],
] as const;
const DENIED_V6 = [
  ["::", 128],
  ["fd00:ec2::", 32],
  ["fd20:ce::254", 128],
  ["fe80::", 10],
  ["ff00::", 8],
] as const;
/** Ways in which IPv6 carries an IPv4 address in its last 32 bits: translated (RFC 2765), NAT64 (RFC 6052). Mapped ones the block list knows by itself. */
const CARRIERS_OF_V4 = ["::ffff:0:", "64:ff9b::", "64:ff9b:1::"];

/** Places where no receiver lives: what a machine asks about itself (link-local, the clouds' metadata services), everybody at once, and nobody. */
const DENIED = createDenied();

/**
 * Whether nothing may be sent to that IP address, whichever way it is written; what is none is not denied. Loopback and private networks are not: a trainer or a model beside
 * the server is usual.
 */
export function isDeniedAddress(address: string): boolean {
  const [bare = ""] = address.split("%");
  const family = isIP(bare);
  return family !== 0 && DENIED.check(bare, family === 6 ? "ipv6" : "ipv4");
}

function createDenied(): BlockList {
  const denied = new BlockList();
  for (const [first, length] of DENIED_V4) {
    denied.addSubnet(first, length, "ipv4");
    for (const carrier of CARRIERS_OF_V4) {
      denied.addSubnet(`${carrier}${first}`, 96 + length, "ipv6");
    }
    denied.addSubnet(`2002:${groupsOf(first)}::`, 16 + length, "ipv6");
    // In the first eighth of the old compatible form stand :: and ::1, which is loopback.
    if (first !== "0.0.0.0") {
      denied.addSubnet(`::${first}`, 96 + length, "ipv6");
    }
  }
  for (const [first, length] of DENIED_V6) {
    denied.addSubnet(first, length, "ipv6");
  }
  return denied;
}

/** An IPv4 address as the two groups that 6to4 (RFC 3056) writes it in. */
function groupsOf(address: string): string {
  const bytes = address.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
  return `${bytes.slice(0, 2).join("")}:${bytes.slice(2).join("")}`;
}
