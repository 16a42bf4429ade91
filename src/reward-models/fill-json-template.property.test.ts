import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillJsonTemplate } from "./fill-json-template.ts";

const NAMES = ["prompt", "response", "text", "messages", "reference"] as const;
const hostile = fc.oneof(fc.string(), fc.constantFrom(...NAMES.map((name) => `{{${name}}}`), "$&", "$1", '"', "\\", "{{"));
const values = fc.record({
  prompt: hostile,
  response: hostile,
  text: hostile,
  messages: fc.array(fc.record({ role: fc.constant("user"), content: hostile })),
  reference: fc.option(hostile),
});

describe("a filled template", () => {
  it("holds each value as it is, whatever it says", () => {
    fc.assert(
      fc.property(values, (value) => {
        const template = Object.fromEntries(NAMES.map((name) => [name, `{{${name}}}`]));
        expect(fillJsonTemplate(template, [value])).toEqual(value);
        expect(fillJsonTemplate("<{{prompt}}|{{response}}>", [value])).toBe(`<${value.prompt}|${value.response}>`);
        expect(fillJsonTemplate({ a: { b: ["x {{reference}}", 1, null] } }, [value])).toEqual({
          a: { b: [`x ${value.reference ?? ""}`, 1, null] },
        });
      }),
    );
  });

  it("has as many members as there are conversations where a list has one", () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 5 }), (all) => {
        expect(fillJsonTemplate({ list: [{ q: "{{prompt}}", other: [1] }], fixed: [2] }, all)).toEqual({
          list: all.map(({ prompt }) => ({ q: prompt, other: [1] })),
          fixed: [2],
        });
      }),
    );
  });
});
