import { describe, expect, it } from "vitest";
import { leftOutSince } from "./left-out-since.ts";

const at = (revision: number) => ({ recordedAt: revision * 100, voteId: `vote of ${revision}` });
/** Newest first; a minus says that it was withdrawn. */
const list = (...revisions: readonly number[]) =>
  revisions.map((signed) => ({
    revision: Math.abs(signed),
    isWithdrawn: signed < 0,
    learnedUpTo: at(Math.abs(signed)),
  }));

describe("what is left out of the log", () => {
  it("is nothing where nothing was withdrawn, or only what the snapshot in use knows of itself", () => {
    expect(leftOutSince(2, list(2, 1))).toEqual([]);
    expect(leftOutSince(3, list(3, -2, 1))).toEqual([]);
    expect(leftOutSince(0, [])).toEqual([]);
  });

  it("is all from the snapshot gone back to, up to the end of the newest withdrawn", () => {
    expect(leftOutSince(1, list(-3, -2, 1))).toEqual([{ after: at(1), upTo: at(3) }]);
    expect(leftOutSince(0, list(-2, -1))).toEqual([{ after: null, upTo: at(2) }]);
  });

  it("is what each going back left out, where learning begins before several", () => {
    expect(leftOutSince(1, list(-6, 5, -4, -3, 2, 1))).toEqual([
      { after: at(5), upTo: at(6) },
      { after: at(2), upTo: at(4) },
    ]);
  });
});
