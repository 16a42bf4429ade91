import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, it } from "vitest";
import { compilePatterns } from "./compile-patterns.ts";

/** Some that are read together, some apart. */
const SOURCES = [
  "a",
  "^b",
  "c$",
  "\\bab\\b",
  "a[^\\n]{3}b",
  "a[^\\n]{0,12}c",
  "(\\w+ ){9}",
  "(?m)^[^c]{10}",
  "^([^a]b?){9}",
  "^[^a]{9}|b",
  "^.{0,9}$",
  "\\p{Lu}b",
  "[A-Z]{2}",
  "(?i)B A",
];

const patternSource = fc.record({ pattern: fc.constantFrom(...SOURCES), ignoreCase: fc.boolean() });
const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", "B", "É", " ", "\n", "😀"), maxLength: 60 });

describe("compilePatterns", () => {
  it("finds in a text what each of its patterns finds by itself", () => {
    fc.assert(
      fc.property(fc.array(patternSource, { maxLength: 12 }), text, (patterns, read) => {
        const alone = patterns.map(({ pattern, ignoreCase }) =>
          RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
            .matcher(read)
            .find(),
        );
        expect(compilePatterns(patterns)(read)).toEqual(alone);
      }),
    );
  });
});
