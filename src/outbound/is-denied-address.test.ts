import { describe, expect, it } from "vitest";
import { isDeniedAddress } from "./is-denied-address.ts";

describe("an address to which nothing is sent", () => {
  it.each([
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "0.0.0.0",
    "0.1.2.3",
    "::",
    "::ffff:0.0.0.0",
    "100.100.100.200",
    "192.0.0.192",
    "fd00:ec2::254",
    "fe80::1",
    "224.0.0.1",
    "255.255.255.255",
    "ff02::1",
  ])("is %s", (address) => {
    expect(isDeniedAddress(address)).toBe(true);
  });

  it.each(["127.0.0.1", "::1", "10.0.0.7", "192.168.1.2", "93.184.216.34", "2001:db8::1", "example.org", ""])(
    "is not %s",
    (address) => {
      expect(isDeniedAddress(address)).toBe(false);
    },
  );
});
