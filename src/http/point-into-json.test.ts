import { describe, expect, it } from "vitest";
import { pointIntoJson } from "./point-into-json.ts";

describe("pointIntoJson", () => {
  it.each([
    ['{"items": [{"reward": 1}, {"reward": NaN}]}', "/items/1/reward"],
    ['{"items": [[1, 2], [Infinity]]}', "/items/1/0"],
    ["[1, 2, -]", "/2"],
    ["[01]", "/0"],
    ["[1 2]", "/0"],
    ["[1,]", "/1"],
    ['{"a": 1,}', ""],
    ['{"a": {"b": 1 "c": 2}}', "/a/b"],
    ['{"a" 1}', "/a"],
    ["{a: 1}", ""],
    ['{"a": {b: 1}}', "/a"],
    ['{"a": [1, 2}', "/a/1"],
    ['{"a": "a\nline"}', "/a"],
    ['{"a": "\\x"}', "/a"],
    ['{"a": truest}', "/a"],
    ['{"a": 1} x', ""],
    ['{"a": {}, "b": [], "c": [{}, NaN]}', "/c/1"],
    ['{"a/b": {"~": NaN}}', "/a~1b/~0"],
    ["", ""],
    ["NaN", ""],
  ])("names where %j stops being JSON", (text, pointer) => {
    expect(pointIntoJson(text)).toBe(pointer);
  });

  it.each([
    ['{"messages": [{"role": "user"}, {"content": "it brea', "/messages/1/content"],
    ['{"messages": [{"role": "user"}, ', "/messages/1"],
    ['{"messages": [{"role": "user"}, {"con', "/messages/1"],
    ['{"messages"', "/messages"],
  ])("names what %j broke off in", (text, pointer) => {
    expect(pointIntoJson(text)).toBe(pointer);
  });

  it("reads no further than it is told to", () => {
    const text = '{"a": [[[1]], NaN]}';
    expect(pointIntoJson(text, text.indexOf("1"))).toBe("/a/0/0/0");
  });

  it("names the value around one whose pointer would be too long", () => {
    expect(pointIntoJson(`{"a": {"${"x".repeat(1_000)}": [NaN]}}`)).toBe("/a");
  });

  it("names the whole where it would have to read too far", () => {
    expect(pointIntoJson(`["${"x".repeat(4_000_000)}", NaN]`)).toBe("");
  });

  it.each([
    ["nesting", "[".repeat(100_000)],
    ["quotes without end", `["${'\\"'.repeat(100_000)}`],
    ["short texts", `[${'"a", '.repeat(200_000)}NaN]`],
  ])("takes time in proportion to the text: %s", (_case, text) => {
    expect(pointIntoJson(text)).toMatch(/^\//);
  });
});
