import { describe, expect, it } from "vitest";
import { assignKey, DEFAULT_KEYS, findAction, KEY_ACTIONS } from "./key-action.ts";

describe("keys", () => {
  it("each stand for one action", () => {
    const all = KEY_ACTIONS.flatMap((action) => DEFAULT_KEYS[action]);
    expect(new Set(all).size).toBe(all.length);
    expect(findAction(DEFAULT_KEYS, "Shift+ArrowLeft")).toBe("left_much");
    expect(findAction(DEFAULT_KEYS, "x")).toBeNull();
  });

  it("move to the action that they are given to", () => {
    const keys = assignKey(DEFAULT_KEYS, "tie", "b");
    expect(findAction(keys, "b")).toBe("tie");
    expect(keys.both_bad).toEqual([]);
    expect(findAction(keys, "ArrowDown")).toBeNull();
  });
});
