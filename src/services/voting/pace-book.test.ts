import { describe, expect, it } from "vitest";
import { fitVotePace, USUAL_PACE } from "../../domain/dispatch/vote-pace.ts";
import { PaceBook } from "./pace-book.ts";

const NOMINAL_SECONDS = 10;
/** Seconds of votes that all differ, quick and slow ones among each other. */
const SECONDS = Array.from({ length: 300 }, (_, index) => 5 + ((index * 379) % 307) / 10);
const multiplesOf = (seconds: readonly number[]) => seconds.map((each) => each / NOMINAL_SECONDS);

function bookOf(votes: readonly (readonly [annotatorId: string, seconds: number])[]): PaceBook {
  const book = new PaceBook();
  for (const [annotatorId, seconds] of votes) {
    book.voted(annotatorId, seconds, NOMINAL_SECONDS);
  }
  return book;
}

describe("the pace of an annotator", () => {
  it("is the usual one before anybody has voted, and the pool's before they have", () => {
    expect(bookOf([]).of("ann")).toEqual(USUAL_PACE);
    const book = bookOf([["bob", 40]]);
    expect(book.of("ann")).toEqual(book.pool());
    expect(book.pool()).toEqual(fitVotePace([4], USUAL_PACE));
  });

  it("is that of their last 32 votes, drawn towards the pool's", () => {
    const own = SECONDS.slice(0, 40);
    const book = bookOf([...own.map((seconds) => ["ann", seconds] as const), ["bob", 100]]);
    expect(book.of("ann")).toEqual(fitVotePace(multiplesOf(own.slice(-32)), book.pool()));
  });

  it("is read anew once a sixteenth of the votes is new", () => {
    const book = bookOf(SECONDS.slice(0, 32).map((seconds) => ["ann", seconds]));
    const before = book.of("ann");
    book.voted("ann", 100, NOMINAL_SECONDS);
    expect(book.of("ann")).toBe(before);
    book.voted("ann", 100, NOMINAL_SECONDS);
    const after = book.of("ann");
    expect(after.median).toBeGreaterThan(before.median);
    book.voted("ann", 100, NOMINAL_SECONDS);
    expect(book.of("ann")).toBe(after);
  });

  it("takes no vote for quicker than a twentieth of a second, so that there is a pace", () => {
    expect(bookOf([["ann", 0]]).pool()).toEqual(fitVotePace([0.05 / NOMINAL_SECONDS], USUAL_PACE));
  });
});

describe("the pace of all", () => {
  it("is that of the last 256 votes, and so is how long a vote takes in the middle", () => {
    const book = bookOf(SECONDS.map((seconds, index) => [`an_${index}`, seconds]));
    const last = SECONDS.slice(-256);
    expect(book.pool()).toEqual(fitVotePace(multiplesOf(last), USUAL_PACE));
    const [below, above] = last.toSorted((one, other) => one - other).slice(127, 129);
    expect(book.medianSeconds()).toBe(((below ?? 0) + (above ?? 0)) / 2);
  });

  it("has no middle before anybody has voted", () => {
    expect(bookOf([]).medianSeconds()).toBeNull();
    expect(bookOf([["ann", 7]]).medianSeconds()).toBe(7);
    expect(
      bookOf([
        ["ann", 7],
        ["bob", 30],
      ]).medianSeconds(),
    ).toBe(18.5);
  });
});
