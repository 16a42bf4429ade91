import { describe, expect, it } from "vitest";
import { findNearNames } from "./find-near-names.ts";

const NAMES = ["host", "port", "ors_port", "database", "log_level", "score_cache_bytes", "score_cache_entries"];

describe("names near a misspelt one", () => {
  it.each([
    ["prot", ["port"]],
    ["por", ["port"]],
    ["hosts", ["host"]],
    ["databse", ["database"]],
    ["log-level", ["log_level"]],
    ["loglevel", ["log_level"]],
    ["score_cache_byte", ["score_cache_bytes"]],
    ["post", ["host", "port"]],
  ])("of %s are %j", (misspelt, near) => {
    expect(findNearNames(misspelt, NAMES)).toEqual(near);
  });

  it.each(["", "xyz", "workers", "postgres", "pt"])("are none for %j", (misspelt) => {
    expect(findNearNames(misspelt, NAMES)).toEqual([]);
  });
});
