import { describe, expect, it } from "vitest";
import { readPreferredWait } from "./read-preferred-wait.ts";

describe("readPreferredWait", () => {
  it.each([
    ["wait=10", 10_000],
    ["Wait=10", 10_000],
    ['wait="10"', 10_000],
    ["wait = 10", 10_000],
    ["respond-async, wait=3", 3000],
    ["wait=3; foo=bar, return=minimal", 3000],
    ["return=minimal; wait=9, wait=2", 2000],
    ['handling="a, wait=9", wait=2', 2000],
    ['handling="a \\", wait=9", wait=2', 2000],
    ["wait=5, wait=60", 5000],
    ["§§§, wait=4", 4000],
  ])("reads %j as %i ms", (header, ms) => {
    expect(readPreferredWait(header)).toBe(ms);
  });

  it.each([
    undefined,
    "",
    "wait",
    "wait=",
    "wait=0",
    "wait=-1",
    "wait=1.5",
    "wait=soon",
    "wait=9999999999",
    "await=5",
    'x="wait=5"',
    'wait="5',
    ",,;;==",
  ])("finds no seconds in %j", (header) => {
    expect(readPreferredWait(header)).toBeNull();
  });
});
