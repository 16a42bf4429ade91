import { describe, expect, it } from "vitest";
import { describeKey, type PressedKey, toKeyCap } from "./describe-key.ts";

const press = (key: string, code: string, held: Partial<PressedKey> = {}) =>
  describeKey({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe("the name of a key", () => {
  it("is what it writes, whether or not capitals are on", () => {
    expect(press("b", "KeyB")).toBe("b");
    expect(press("B", "KeyB")).toBe("b");
    expect(press("ArrowLeft", "ArrowLeft", { shiftKey: true })).toBe("Shift+ArrowLeft");
  });

  it("is a digit by its place, on the keyboards that write digits with Shift too", () => {
    expect(press("&", "Digit1")).toBe("1");
    expect(press("1", "Digit1", { shiftKey: true })).toBe("Shift+1");
    expect(press("2", "Numpad2")).toBe("2");
  });

  it("is what it does on a number pad that is switched to arrows", () => {
    expect([press("ArrowLeft", "Numpad4"), press("End", "Numpad1"), press("Insert", "Numpad0")]).toEqual([
      "ArrowLeft",
      "End",
      "Insert",
    ]);
  });

  it("is a letter by its place where another script is written", () => {
    const [cyrillic, greek, arabic, hebrew] = [press("и", "KeyB"), press("Υ", "KeyY"), press("ﻻ", "KeyB"), press("ד", "KeyS")];
    expect([cyrillic, greek, arabic, hebrew]).toEqual(["b", "y", "b", "s"]);
    expect(press("لا", "KeyB")).toBe("b");
    expect(press("я", "KeyZ", { ctrlKey: true })).toBe("Ctrl+z");
    expect([press("б", "Comma"), press("ю", "Period")]).toEqual([",", "."]);
    expect([press("ф", "KeyA", { shiftKey: true }), press("х", "BracketLeft")]).toEqual(["Shift+a", "х"]);
    expect([press("é", "Digit2"), press("ö", "Semicolon"), press("z", "KeyY")]).toEqual(["2", "ö", "z"]);
  });

  it("is a letter by its place where that writes a mark on letters, as vowels are in Thai and Hindi", () => {
    expect([press("ี", "KeyU"), press("ิ", "KeyB"), press("े", "KeyS"), press("क्ष", "KeyF")]).toEqual(["u", "b", "s", "f"]);
  });

  it("is a question mark in every script, also at the place of a digit, as on Russian keyboards", () => {
    expect(press("?", "Digit7", { shiftKey: true })).toBe("?");
    expect([press("؟", "Slash", { shiftKey: true }), press("？", "Slash", { shiftKey: true })]).toEqual(["?", "?"]);
  });

  it("is a sign whichever way the sign is written", () => {
    expect(press("?", "Slash", { shiftKey: true })).toBe("?");
    expect(press("?", "Comma")).toBe("?");
  });

  it("takes the Mac's command key for Ctrl", () => {
    expect(press("z", "KeyZ", { metaKey: true })).toBe("Ctrl+z");
    expect(press("z", "KeyZ", { ctrlKey: true })).toBe("Ctrl+z");
  });

  it("is none for modifiers and for what goes with Alt", () => {
    expect(press("Shift", "ShiftLeft", { shiftKey: true })).toBeNull();
    expect(press("ArrowLeft", "ArrowLeft", { altKey: true })).toBeNull();
  });
});

describe("a key's cap", () => {
  it("shows arrows and capitals", () => {
    expect(["ArrowLeft", "Shift+ArrowRight", "b", "Ctrl+z", "?", "+"].map(toKeyCap)).toEqual([
      "←",
      "Shift →",
      "B",
      "Ctrl Z",
      "?",
      "+",
    ]);
  });
});
