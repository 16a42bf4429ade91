import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinJsonMembers, splitJsonMembers } from "./split-json-members.ts";

const object = fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue());

describe("the members of an object's text", () => {
  it.each([undefined, 1, "\t"])("are the text of each value (spaces: %j)", (space) => {
    fc.assert(
      fc.property(object, (value) => {
        const members = splitJsonMembers(JSON.stringify(value, null, space));
        expect([...members.keys()]).toEqual(Object.keys(JSON.parse(JSON.stringify(value)) as object));
        expect(JSON.parse(joinJsonMembers(members))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("stay as they were written", () => {
    const text = ' { "a" : 1.0 , "b\\u0022":[1e2, {"}":"]\\""}] , "n":12345678901234567890 , "a":2.50 } ';
    expect([...splitJsonMembers(text)]).toEqual([
      ["a", "2.50"],
      ['b"', '[1e2, {"}":"]\\""}]'],
      ["n", "12345678901234567890"],
    ]);
    expect([...splitJsonMembers("{}")]).toEqual([]);
  });
});
