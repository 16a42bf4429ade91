import { describe, expect, it } from "vitest";
import { readForcedFallback } from "./read-forced-fallback.ts";

const KNOWN = ["skywork", "local", "rubric"];

describe("readForcedFallback", () => {
  it("keeps nobody from answering where the header is not there", () => {
    expect(readForcedFallback(undefined, ["trainer"], KNOWN)).toEqual([]);
  });

  it("names the sources, and all models by a star", () => {
    expect(readForcedFallback("skywork, local", ["admin"], KNOWN)).toEqual(["skywork", "local"]);
    expect(readForcedFallback("*", ["admin"], KNOWN)).toEqual(["*"]);
  });

  it("is for admins alone, and names the scope", () => {
    expect(() => readForcedFallback("*", ["trainer"], KNOWN)).toThrow(/scope admin/);
  });

  it.each(["", "skywork,", Array.from({ length: 65 }, (_value, index) => `s${index}`).join(",")])(
    "refuses what names nothing, or too much: %j",
    (header) => {
      expect(() => readForcedFallback(header, ["admin"], KNOWN)).toThrow(/1 to 64 sources/);
    },
  );

  it("refuses a name that no source has, and says which there are", () => {
    expect(() => readForcedFallback("skywork, god", ["admin"], KNOWN)).toThrow(
      /names "god"; the sources are skywork, local, rubric/,
    );
  });
});
