import { describe, expect, it } from "vitest";
import { readJsonPointer } from "./read-json-pointer.ts";

const VALUE = { data: [{ s: [1, 2] }, { s: [3] }, {}], "a/b": { "~": 4 }, "": 5 };

describe("a JSON pointer", () => {
  it.each([
    ["/data/0/s/1", [2]],
    ["/data/*/s/0", [1, 3]],
    ["/data/*/s/*", [1, 2, 3]],
    ["/a~1b/~0", [4]],
    ["/", [5]],
    ["", [VALUE]],
    ["/data/3", []],
    ["/data/00", []],
    ["/data/length", []],
    ["/toString", []],
    ["/__proto__", []],
    ["/a~1b/*", []],
  ])("leads from %s to %j", (pointer, found) => {
    expect(readJsonPointer(VALUE, pointer)).toEqual(found);
  });
});
