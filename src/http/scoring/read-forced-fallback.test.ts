import { describe, expect, it } from "vitest";
import { readForcedFallback } from "./read-forced-fallback.ts";

describe("readForcedFallback", () => {
  it("keeps nobody from answering where the header is not there", () => {
    expect(readForcedFallback(undefined, ["trainer"])).toEqual([]);
  });

  it("names the sources, and all models by a star", () => {
    expect(readForcedFallback("skywork, local", ["admin"])).toEqual(["skywork", "local"]);
    expect(readForcedFallback("*", ["admin"])).toEqual(["*"]);
  });

  it("is for admins alone, and names the scope", () => {
    expect(() => readForcedFallback("*", ["trainer"])).toThrow(/scope admin/);
  });

  it.each(["", "skywork,", Array.from({ length: 65 }, (_value, index) => `s${index}`).join(",")])(
    "refuses what names nothing, or too much: %j",
    (header) => {
      expect(() => readForcedFallback(header, ["admin"])).toThrow(/1 to 64 sources/);
    },
  );
});
