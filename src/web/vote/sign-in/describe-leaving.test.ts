import { expect, it } from "vitest";
import { describeLeaving } from "./describe-leaving.ts";

it.each([
  [0, false, "A link works once: to come back you need a new one, and begin as somebody new."],
  [2, false, "begin as somebody new. 2 votes have not reached the server yet, and will not: they are lost."],
  [0, true, "To come back, open the study's page again."],
  [1, true, "page again. 1 vote has not reached the server yet: kept on this device, sent when you are back."],
] as const)("says truly what becomes of %s unsent votes (from a crowd: %s)", (unsentCount, isFromCrowd, text) => {
  expect(describeLeaving(unsentCount, isFromCrowd)).toContain(text);
});
