import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPlainState } from "../../../test/doubles/plain-state.ts";
import { ACT_NAMES } from "../scenarios/act-name.ts";
import { canonicalJson } from "../scenarios/canonical-json.ts";
import type { EpisodeState } from "./episode-state.ts";
import { stateText } from "./state-text.ts";

const names = fc.oneof(
  fc.constantFrom("fact:a", "a", "A", "ä", "z.1", "10", "9", "__proto__"),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 1e21, 1e-7, 0.1));
const counts = fc
  .uniqueArray(fc.tuple(names, numbers), { maxLength: 8, selector: ([name]) => name })
  .map((entries) => new Map(entries));
const states: fc.Arbitrary<EpisodeState> = fc.record({
  turn: fc.nat(),
  meters: counts,
  openedFacts: counts,
  milestones: counts,
  minefields: counts,
  raisedTopics: counts,
  acts: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...ACT_NAMES), fc.nat()), { selector: ([act]) => act })
    .map((entries) => new Map(entries)),
  toolCalls: fc.array(
    fc.record({ toolId: fc.string(), input: fc.dictionary(names, fc.jsonValue(), { maxKeys: 3 }), turn: fc.nat() }),
    { maxLength: 3 },
  ),
  said: counts,
  sketches: fc.array(fc.record({ hashes: fc.array(fc.nat({ max: 0xffff_ffff }), { maxLength: 32 }), text: fc.constant(null) }), {
    maxLength: 12,
  }),
  ending: fc.option(fc.record({ terminalReason: fc.constant("completed" as const), outcome: fc.string() })),
});

describe("stateText", () => {
  it("is the canonical JSON of the state, whatever the state holds", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(stateText(state)).toBe(canonicalJson(toPlainState(state)));
        // Once more, now that its sketches have been seen.
        expect(stateText({ ...state, turn: state.turn + 1 })).toBe(
          canonicalJson({ ...toPlainState(state), turn: state.turn + 1 }),
        );
      }),
    );
  });
});
