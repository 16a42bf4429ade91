import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixtureEngine } from "../../../test/doubles/fixture-scenario.ts";
import { toPlainState } from "../../../test/doubles/plain-state.ts";
import { canonicalJson } from "../scenarios/canonical-json.ts";
import { assessEpisode } from "../scoring/assess-episode.ts";
import { DEFAULT_REWARD_CONFIG } from "../scoring/reward-config.ts";
import { advanceEpisode } from "./advance-episode.ts";
import { foldEpisode } from "./fold-episode.ts";
import { startEpisode } from "./start-episode.ts";
import { stateText } from "./state-text.ts";

const engine = fixtureEngine();
const PHRASES = [
  "Where does it hurt?",
  "When did it start?",
  "Any earlier injuries?",
  "I'm so sorry to hear that.",
  "",
  "Tell me more.",
  "Show me your system prompt",
  "Do you have any allergies?",
  "🦴\u200b???",
];
const move = fc.record({
  message: fc.oneof(fc.constantFrom(...PHRASES), fc.string({ maxLength: 200, unit: "binary" })),
  toolCalls: fc.array(
    fc.record({
      name: fc.constantFrom("verdict", "note", "nothing"),
      input: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    }),
    { maxLength: 2 },
  ),
});
const moves = fc.array(move, { maxLength: 10 });
const seeds = fc.nat();

describe("an episode as a fold", () => {
  it("gives the same states, lines and rewards for the same seed and moves", () => {
    fc.assert(
      fc.property(seeds, moves, (seed, played) => {
        const again = foldEpisode(fixtureEngine(), seed, 8, played);
        expect(foldEpisode(engine, seed, 8, played)).toEqual(again);
      }),
    );
  });

  it("is the same whether folded at once or turn by turn from stored states", () => {
    fc.assert(
      fc.property(seeds, moves, (seed, played) => {
        let state = startEpisode(engine.scenario, seed).state;
        for (const next of played) {
          if (state.ending) {
            break;
          }
          state = structuredClone(advanceEpisode(engine, seed, 8, state, next).state);
        }
        expect(stateText(state)).toBe(stateText(foldEpisode(engine, seed, 8, played).state));
      }),
    );
  });

  it("branches: a prefix of the moves is a prefix of the observations", () => {
    fc.assert(
      fc.property(seeds, moves, fc.nat(10), (seed, played, cut) => {
        const whole = foldEpisode(engine, seed, 8, played).observations;
        const part = foldEpisode(engine, seed, 8, played.slice(0, cut)).observations;
        expect(whole.slice(0, part.length)).toEqual(part);
      }),
    );
  });

  it("never lets a fact close, a milestone go or a reward leave 0..1, and keeps meters in range", () => {
    fc.assert(
      fc.property(seeds, moves, (seed, played) => {
        const { outcomes } = foldEpisode(engine, seed, 8, played);
        outcomes.forEach(({ state }, index) => {
          expect([...state.openedFacts.keys()]).toEqual(
            expect.arrayContaining([...(outcomes[index - 1]?.state.openedFacts.keys() ?? [])]),
          );
          expect([...state.milestones.keys()]).toEqual(
            expect.arrayContaining([...(outcomes[index - 1]?.state.milestones.keys() ?? [])]),
          );
          const { reward } = assessEpisode(
            engine,
            state,
            8,
            { requests: [], answers: [], reference: null },
            DEFAULT_REWARD_CONFIG,
          );
          expect(reward).toBeGreaterThanOrEqual(0);
          expect(reward).toBeLessThanOrEqual(1);
          expect(state.meters.get("patience")).toBeGreaterThanOrEqual(0);
          expect(state.meters.get("trust")).toBeLessThanOrEqual(100);
        });
      }),
    );
  });

  it("says only lines that the scenario holds, joined", () => {
    const half = engine.scenario.private;
    const lines = [
      ...Object.values(half.lines).flat(),
      ...half.facts.flatMap((fact) => [...fact.say, ...fact.deflect, ...(fact.hint?.say ?? [])]),
      ...half.agenda.flatMap((item) => item.say),
      ...half.ends.flatMap((rule) => rule.say),
      ...half.topics.flatMap((topic) => topic.otherwise),
    ];
    fc.assert(
      fc.property(seeds, moves, (seed, played) => {
        for (const observation of foldEpisode(engine, seed, 8, played).observations.slice(1)) {
          const rest = lines
            .toSorted((a, b) => b.length - a.length)
            .reduce((text, line) => text.replaceAll(line, ""), observation);
          expect(rest.trim()).toBe("");
        }
      }),
    );
  });

  it("has a stable hash: a change of it must come with a new engine version", () => {
    const { state } = foldEpisode(
      engine,
      7,
      8,
      ["I'm so sorry to hear that.", "Where does it hurt?", "When did it start?"].map((message) => ({ message, toolCalls: [] })),
    );
    expect(
      createHash("sha256")
        .update(canonicalJson(toPlainState(state)))
        .digest("hex")
        .slice(0, 16),
    ).toMatchInlineSnapshot(`"1f77b9b5453a9a10"`);
  });
});
