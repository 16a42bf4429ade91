import type { LookupFunction } from "node:net";
import { UpstreamError } from "./upstream-error.ts";

/** Why nothing is sent. It does not say where to: the address may be a secret of the network's. */
export const DENIED_MESSAGE = "The address is one to which nothing is sent (link-local, metadata, multicast or nobody's).";

/** A look-up of names that fails as `denied` where any of a name's addresses is denied, so that not even a connection is attempted. */
export function guardLookup(lookup: LookupFunction, isDenied: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
      if (error === null && addresses.some(isDenied)) {
        callback(new UpstreamError("denied", DENIED_MESSAGE), found, family);
        return;
      }
      callback(error, found, family);
    });
}
