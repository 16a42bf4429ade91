import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

describe("the address that a request comes from", () => {
  it.each([
    ["is the connection's without a proxy, whatever a header says", 0, "192.0.2.1", "10.0.0.1"],
    ["is what the proxy was asked from", 1, "192.0.2.1", "192.0.2.1"],
    ["is not what a client wrote before it", 1, "203.0.113.9, 192.0.2.1", "192.0.2.1"],
    ["is what the first of two proxies was asked from", 2, "203.0.113.9, 192.0.2.1,198.51.100.7", "192.0.2.1"],
    ["is the connection's where a request came past the proxies", 2, "192.0.2.1", "10.0.0.1"],
    ["is the connection's where nothing is told", 1, undefined, "10.0.0.1"],
    ["is the connection's where what is told is empty", 1, "203.0.113.9, ", "10.0.0.1"],
  ])("%s", (_case, proxyCount, forwardedFor, address) => {
    expect(clientAddress("10.0.0.1", forwardedFor, proxyCount)).toBe(address);
  });
});
