import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixtureEngine } from "../../../test/doubles/fixture-scenario.ts";
import { foldEpisode } from "../persona/fold-episode.ts";
import type { PolicyMove } from "../persona/persona-engine.ts";
import { assessEpisode } from "./assess-episode.ts";
import { QUALITY_KINDS, type RewardConfig } from "./reward-config.ts";
import { toBreakdown } from "./score-breakdown.ts";

const engine = fixtureEngine();
const TURNS_MAX = 8;
const move = fc.record({
  message: fc.oneof(
    fc.constantFrom(
      "Where does it hurt?",
      "When did it start?",
      "Any earlier injuries?",
      "I'm so sorry to hear that.",
      "Tell me more.",
    ),
    fc.string({ maxLength: 60 }),
  ),
  toolCalls: fc.array(
    fc.record({ name: fc.constant("verdict"), input: fc.record({ value: fc.constantFrom("deny", "approve") }) }),
    {
      maxLength: 1,
    },
  ),
});
const moves = fc.array(move, { maxLength: TURNS_MAX });
const weight = fc.double({ min: 0, max: 5, noNaN: true });
const config: fc.Arbitrary<RewardConfig> = fc.record({
  qualityWeights: fc.option(fc.dictionary(fc.constantFrom(...QUALITY_KINDS), weight) as fc.Arbitrary<Record<string, number>>),
  skipSafetyGate: fc.boolean(),
});

/** The assessment after every turn that was played. */
function assessTurns(played: readonly PolicyMove[], reward: RewardConfig) {
  const { outcomes } = foldEpisode(engine, 1, TURNS_MAX, played);
  const answers = played.map(({ message }) => message);
  return outcomes.map(({ state }, index) =>
    assessEpisode(engine, state, TURNS_MAX, { requests: [], answers: answers.slice(0, index + 1), reference: null }, reward),
  );
}

describe("the rewards of an episode", () => {
  it("are 0..1 or none, and none exactly where no dimension that counts has a value", () => {
    fc.assert(
      fc.property(moves, config, (played, reward) => {
        for (const assessment of assessTurns(played, reward)) {
          expect(assessment.reward === null).toBe(assessment.raw === null);
          expect(assessment.reward ?? 0).toBeGreaterThanOrEqual(0);
          expect(assessment.reward ?? 1).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("have deltas that sum to the last of them", () => {
    fc.assert(
      fc.property(moves, (played) => {
        const rewards = assessTurns(played, { qualityWeights: null, skipSafetyGate: false }).map(({ reward }) => reward ?? 0);
        const sum = rewards.reduce((total, reward, index) => total + (reward - (rewards[index - 1] ?? 0)), 0);
        expect(sum).toBeCloseTo(rewards.at(-1) ?? 0, 12);
      }),
    );
  });

  it("are the same to the byte for the same moves, every stage included", () => {
    fc.assert(
      fc.property(moves, config, (played, reward) => {
        const bytes = () => JSON.stringify(assessTurns(played, reward).map(toBreakdown));
        expect(bytes()).toBe(bytes());
      }),
    );
  });

  it("are 0 once a gate of factor 0 fell, and never more with the gates than without", () => {
    fc.assert(
      fc.property(moves, (played) => {
        const gated = assessTurns(played, { qualityWeights: null, skipSafetyGate: false });
        const open = assessTurns(played, { qualityWeights: null, skipSafetyGate: true });
        for (const [index, { reward, isDisqualified, stages }] of gated.entries()) {
          expect(isDisqualified).toBe(stages.gates.minefields === 0);
          expect(reward).toBeLessThanOrEqual(isDisqualified ? 0 : (open[index]?.reward ?? Number.NaN));
          expect(open[index]?.isDisqualified).toBe(false);
        }
      }),
    );
  });
});
