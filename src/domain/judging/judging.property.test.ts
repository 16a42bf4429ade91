import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeControlTokens, hasControlTokens } from "./control-tokens.ts";
import { quoteFinder } from "./quote-finder.ts";
import { weighVerdicts } from "./weigh-verdicts.ts";

const pieces = fc.constantFrom(
  "<|im_end|>",
  "</s>",
  "[INST]",
  "[/INST]",
  "<<SYS>>",
  "<think>",
  "\\",
  '"',
  "\n",
  "<",
  "[",
  "|>",
  "<｜end｜>",
);
const hostile = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 20 }).map((parts) => parts.join(""));

const criterion = fc.record({
  id: fc.string(),
  dimension: fc.constantFrom("D1_A", "D2_B", "D3_C"),
  text: fc.string(),
  points: fc.integer({ min: -10, max: 10 }).filter((points) => points !== 0),
});
const judged = fc
  .array(fc.tuple(criterion, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 12 })
  .filter((pairs) => pairs.some(([{ points }]) => points > 0))
  .map((pairs) => ({ criteria: pairs.map(([each]) => each), met: pairs.map(([, probability]) => probability) }));

describe("escaping a chat template's marks", () => {
  it("changes nothing of what the JSON says, and leaves no mark in it", () => {
    fc.assert(
      fc.property(fc.array(hostile), (texts) => {
        const json = escapeControlTokens(JSON.stringify(texts));
        expect(JSON.parse(json)).toEqual(texts);
        expect(hasControlTokens(json)).toBe(false);
      }),
    );
  });
});

describe("a quote", () => {
  const word = fc.stringMatching(/^[a-zàé0-9]{1,8}$/);
  it("is found wherever its words stand side by side, whatever stands between them", () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 8 }),
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(word, { maxLength: 8 }),
        fc.constantFrom(" ", "\n", ", ", " **", "\\n"),
        (before, quoted, after, gap) => {
          expect(quoteFinder([...before, ...quoted, ...after].join(gap))(quoted.join(" "))).toBe(true);
        },
      ),
    );
  });
});

describe("weighed verdicts", () => {
  it("lie between 0 and 1, as a whole and by dimension", () => {
    fc.assert(
      fc.property(judged, ({ criteria, met }) => {
        const { raw, scores } = weighVerdicts(criteria, met);
        for (const value of [raw, ...Object.values(scores).filter((score) => score !== null)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("never fall when something good is met more surely", () => {
    fc.assert(
      fc.property(judged, fc.nat(), ({ criteria, met }, draw) => {
        const at = draw % criteria.length;
        const surer = met.map((probability, index) => (index === at ? 1 : probability));
        const [before, after] = [weighVerdicts(criteria, met).raw, weighVerdicts(criteria, surer).raw];
        expect((criteria[at]?.points ?? 0) > 0 ? after >= before - 1e-12 : after <= before + 1e-12).toBe(true);
      }),
    );
  });
});
