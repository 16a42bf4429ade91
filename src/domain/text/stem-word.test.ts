import { describe, expect, it } from "vitest";
import { stemWord } from "./stem-word.ts";

describe("stemWord", () => {
  it.each([
    "hurt hurts hurting",
    "begin began begun begins beginning",
    "feel felt feels feeling",
    "take took taken takes taking",
    "allergy allergies",
    "medicine medicines",
    "worry worries worried worrying",
    "stop stopped stopping stops",
    "swell swollen swelling swells",
    "smoke smokes smoking smoked",
    "sudden suddenly",
    "numb numbness",
    "dizzy dizzily",
    "watch watches watched watching",
    "box boxes",
    "happen happens happened happening",
    "tooth teeth",
    "charge charged charges charging",
    "pass passes passed passing",
    "write wrote written writing",
  ])("gives one stem to: %s", (forms) => {
    expect(new Set(forms.split(" ").map(stemWord)).size).toBe(1);
  });

  it.each([
    ["early", "ear"],
    ["news", "new"],
    ["thing", "th"],
    ["need", "ne"],
    ["this", "thi"],
    ["bus", "bu"],
    ["string", "str"],
    ["diabetes", "diabete"],
    ["business", "busi"],
  ])("keeps %s apart from %s", (word, other) => {
    expect(stemWord(word)).not.toBe(stemWord(other));
  });

  it("leaves numbers and words of other scripts as they are", () => {
    expect(stemWord("7.5")).toBe("7.5");
    expect(stemWord("cafés")).toBe("cafés");
    expect(stemWord("")).toBe("");
  });
});
