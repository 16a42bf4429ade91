import { describe, expect, it } from "vitest";
import { annotatorNamed } from "../../../test/doubles/create-voting-world.ts";
import { WaitingLine } from "./waiting-line.ts";

const NEVER = Number.POSITIVE_INFINITY;
const anybody = () => true;

/** A line of those named, who note that they were told, and the busy among them. */
function lineOf(...names: readonly string[]) {
  const busy = new Set<string>();
  const told: string[] = [];
  const line = new WaitingLine((annotatorId) => busy.has(annotatorId));
  const join = (name: string, tenantId = "default") =>
    line.join(annotatorNamed(name, "global", tenantId), () => void told.push(name));
  const leave = new Map(names.map((name) => [name, join(name)]));
  /** Who is told of that many places. */
  const wake = (count: number, now = 0, toldSince = NEVER, mayTake: (name: string) => boolean = anybody) => {
    told.length = 0;
    line.wake("default", count, now, toldSince, ({ annotatorId }) => mayTake(annotatorId));
    return [...told];
  };
  return { line, busy, told, join, wake, leave: (name: string) => leave.get(name)?.() };
}

describe("those who wait for a question", () => {
  it("are told in turn, as many as are wanted", () => {
    const { wake, line } = lineOf("a", "b", "c");
    expect(wake(0)).toEqual([]);
    expect(wake(2)).toEqual(["a", "b"]);
    expect(wake(2)).toEqual(["c", "a"]);
    expect(wake(9)).toEqual(["b", "c", "a"]);
    expect(line.size).toBe(3);
  });

  it("are passed over where the question is not for them, and keep their place", () => {
    const { wake } = lineOf("a", "b", "c");
    expect(wake(1, 0, NEVER, (name) => name !== "a")).toEqual(["b"]);
    expect(wake(3)).toEqual(["a", "c", "b"]);
  });

  it("are not told again who were told at an instant or later", () => {
    const { wake, line } = lineOf("a", "b");
    expect(wake(1, 1000, 1000)).toEqual(["a"]);
    expect(wake(2, 2000, 1000)).toEqual(["b"]);
    expect(line.hasFree(1000)).toBe(false);
    expect(line.hasFree(1001)).toBe(true);
    expect(wake(2, 2500, 2000)).toEqual(["a"]);
  });

  it("are told of their own tenant's questions", () => {
    const { wake, join, told, line } = lineOf("a");
    join("b", "other");
    expect(wake(2)).toEqual(["a"]);
    line.wake("other", 1, 0, NEVER, anybody);
    expect(told).toEqual(["a", "b"]);
    line.wake("nobody's", 1, 0, NEVER, anybody);
    expect(told).toEqual(["a", "b"]);
  });

  it("are not told once they left, which they may do twice", () => {
    const { wake, leave, line } = lineOf("a", "b");
    leave("a");
    leave("a");
    expect(line.size).toBe(1);
    expect(wake(2)).toEqual(["b"]);
    leave("b");
    expect(line.size).toBe(0);
    expect(wake(2)).toEqual([]);
    expect(line.hasFree(NEVER)).toBe(false);
  });

  it("are not told where another's being told ended their waiting", () => {
    const { line, wake, join } = lineOf();
    const ends = new Map<string, () => void>();
    line.join(annotatorNamed("a"), () => ends.get("b")?.());
    ends.set("b", join("b"));
    join("c");
    expect(wake(3)).toEqual(["c"]);
    expect(line.size).toBe(2);
  });
});

describe("those in the line who turn out to be busy", () => {
  it("step aside, and stand at its end when they are free", () => {
    const { wake, busy, line } = lineOf("a", "b", "c");
    busy.add("a");
    expect(wake(1)).toEqual(["b"]);
    expect(line.size).toBe(2);
    busy.delete("a");
    expect(wake(9)).toEqual(["c", "b"]);
    line.release("a");
    line.release("nobody");
    expect(line.size).toBe(3);
    expect(wake(9)).toEqual(["c", "b", "a"]);
  });

  it("step aside with all they wait with, when somebody free is looked for too", () => {
    const { wake, busy, line, join } = lineOf("a");
    join("a");
    busy.add("a");
    expect(line.hasFree(NEVER)).toBe(false);
    expect(line.size).toBe(0);
    busy.clear();
    line.release("a");
    expect(line.hasFree(NEVER)).toBe(true);
    expect(wake(9)).toEqual(["a", "a"]);
    line.release("a");
    expect(line.size).toBe(2);
  });

  it("do not come back where they left meanwhile", () => {
    const { wake, busy, line, join, leave } = lineOf("a");
    join("a");
    busy.add("a");
    expect(wake(1)).toEqual([]);
    leave("a");
    busy.clear();
    line.release("a");
    expect(line.size).toBe(1);
    expect(wake(9)).toEqual(["a"]);
  });
});
