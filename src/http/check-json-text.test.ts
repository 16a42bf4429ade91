import { describe, expect, it } from "vitest";
import { checkJsonText } from "./check-json-text.ts";

describe("checkJsonText", () => {
  it("counts nesting outside of texts alone", () => {
    expect(() => checkJsonText('[["[[[[", {"a": "{{{"}]]', 3)).not.toThrow();
    expect(() => checkJsonText('[[[["a"]]]]', 3)).toThrow("3 levels");
    expect(() => checkJsonText("[[1],[2],[3]]", 2)).not.toThrow();
  });

  it("reads escapes as JSON does", () => {
    expect(() => checkJsonText('["\\"[[[[", "\\\\", "[[[\\\\\\""]', 1)).not.toThrow();
    expect(() => checkJsonText('["\\\\", [[]]]', 2)).toThrow("2 levels");
  });

  it.each([
    '{"__proto__":1}',
    '{"a":{"__proto__"\n :1}}',
    '{"\\u005f\\u005fproto\\u005f\\u005f":1}',
    '["x",{"\\u005F_proto__":1}]',
  ])("refuses the member name in %s", (text) => {
    expect(() => checkJsonText(text, 9)).toThrow("__proto__");
  });

  it.each(['["__proto__"]', '{"a":"__proto__"}', '{"__proto":1}', '{"a":"\\"__proto__\\":1"}', '{"constructor":1}'])(
    "allows %s",
    (text) => {
      expect(() => checkJsonText(text, 9)).not.toThrow();
    },
  );

  it("says which text holds half a surrogate pair", () => {
    const body = '{"items": [{"content": "fine"}, {"a/b": ["x", "half \\ud83d"], "later": "\\ud83d"}]}';
    expect(() => checkJsonText(body, 9)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: "/items/1/a~1b/1" })] }),
    );
    expect(() => checkJsonText('{"\\ud83d": 1}', 9)).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: "" })] }),
    );
  });

  it("refuses half a surrogate pair, but no pair and no escaped backslash", () => {
    expect(() => checkJsonText('["\\ud83d"]', 9)).toThrow("surrogate");
    expect(() => checkJsonText('["ok", "\\n", "\\uDE00x"]', 9)).toThrow("surrogate");
    expect(() => checkJsonText('["\\ud83d\\ude00"]', 9)).not.toThrow();
    expect(() => checkJsonText('["\\\\ud83d"]', 9)).not.toThrow();
  });

  it("leaves malformed text to the parser", () => {
    for (const text of ['"', '{"a', "]]]]", '"\\', "", '{"__proto_\\x":1}']) {
      expect(() => checkJsonText(text, 9)).not.toThrow();
    }
  });

  it.each([
    ["many short texts before one escape", `[${'"aaaaaaaaa",'.repeat(200_000)}"\\n"]`],
    ["many short texts without any", `[${'"aaaaaaaaa",'.repeat(200_000)}1]`],
    ["backslashes without end", `["${"\\\\".repeat(1_000_000)}"]`],
    ["quotes without end", '\\"'.repeat(1_000_000)],
  ])("takes time in proportion to the text: %s", (_case, text) => {
    // A quadratic scan of these would take minutes: the test's own time limit is the measure.
    expect(() => checkJsonText(text, 9)).not.toThrow();
  });
});
