import { describe, expect, it } from "vitest";
import { DEFAULT_KEYS } from "../keys/key-action.ts";
import { parseSettings } from "./settings.ts";

const FRESH = {
  theme: "auto",
  keys: DEFAULT_KEYS,
  asksStrength: false,
  scrollsTogether: false,
  showsAll: false,
  hidesContext: false,
  showsQualities: false,
  hasSound: false,
  hasNotification: false,
};

describe("kept settings", () => {
  it("are those of a new visitor where there are none, or none that can be read", () => {
    for (const text of [null, "", "not json", "null", "7", "[]", '{"theme":"pink","keys":[],"hasSound":"yes"}']) {
      expect(parseSettings(text)).toEqual(FRESH);
    }
  });

  it("come back as they were kept, with new actions' keys beside old ones", () => {
    const kept = {
      ...FRESH,
      theme: "dark",
      asksStrength: true,
      showsAll: true,
      hidesContext: true,
      showsQualities: true,
      keys: { tie: ["t"], both_bad: [], gone: ["x"] },
    };
    expect(parseSettings(JSON.stringify(kept))).toEqual({
      ...FRESH,
      theme: "dark",
      asksStrength: true,
      showsAll: true,
      hidesContext: true,
      showsQualities: true,
      keys: { ...DEFAULT_KEYS, tie: ["t"], both_bad: [] },
    });
  });
});
