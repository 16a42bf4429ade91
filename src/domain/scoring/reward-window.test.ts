import { describe, expect, it } from "vitest";
import { parseRewardWindow } from "./reward-window.ts";

const DAY_MS = 86_400_000;

describe("a window of rewards", () => {
  it.each([
    ["1d", DAY_MS],
    ["7d", 7 * DAY_MS],
    ["2w", 14 * DAY_MS],
    ["3m", 90 * DAY_MS],
    ["3650d", 3650 * DAY_MS],
  ])("reads %s as a time", (text, durationMs) => {
    expect(parseRewardWindow(text)).toEqual({ kind: "time", durationMs });
  });

  it("reads 500n as the latest 500", () => {
    expect(parseRewardWindow("500n")).toEqual({ kind: "latest", count: 500 });
    expect(parseRewardWindow("1000000n")).toEqual({ kind: "latest", count: 1_000_000 });
  });

  it.each([
    "",
    "7",
    "d",
    "0d",
    "0n",
    "-1d",
    "1.5d",
    "7D",
    " 7d",
    "7d ",
    "7days",
    "1y",
    "3651d",
    "522w",
    "122m",
    "1000001n",
    "9999999999n",
  ])("does not read %j", (text) => {
    expect(parseRewardWindow(text)).toBeNull();
  });
});
