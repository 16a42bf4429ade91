// The learned model on votes of people. Skipped where the data is absent. `npm run measure:learned` prints the whole table.
import { beforeAll, describe, expect, it } from "vitest";
import { gainLowerBound } from "../../src/domain/learned/prompt-evidence.ts";
import { measureFold } from "../../src/domain/learned/served-model.ts";
import type { VoteExample } from "../../src/domain/learned/vote-example.ts";
import { createFoldState, type FoldState, VoteFold } from "../../src/domain/learned/vote-fold.ts";
import { hasLlmfao, readLlmfaoVotes, shuffled, withShuffledLabels } from "./support/llmfao-votes.ts";

/** Few prompts are all there are: the gate's rule of 50 would keep any model out, so that nothing would be shown of its test. */
const RULE = { minVotes: 200, minPrompts: 10 };
const SEEDS = 20;
const SHUFFLED_VOTES = 1500;

function learned(votes: readonly VoteExample[], rule = RULE): FoldState {
  const state = createFoldState();
  const fold = new VoteFold(state, rule);
  for (const vote of votes) {
    fold.learn(vote);
  }
  return state;
}

describe.skipIf(!hasLlmfao)("the learned model on LLMFAO, on prompts that it has not seen", { timeout: 600_000 }, () => {
  let votes: readonly VoteExample[] = [];
  beforeAll(() => {
    votes = readLlmfaoVotes();
  });

  it("reads all votes, about as many for either side", () => {
    expect(votes).toHaveLength(8931);
    expect(new Set(votes.map(({ promptHash }) => promptHash)).size).toBe(13);
    expect(votes.filter(({ target }) => target === 0.5)).toHaveLength(3471);
  });

  it("predicts better than length alone and than nothing, and is calibrated", () => {
    const state = learned(shuffled(votes, "real").slice(0, 4000));
    const { overall } = measureFold(state);
    expect(overall.accuracy).toBeGreaterThan(0.6);
    expect(overall.accuracy).toBeGreaterThan((overall.lengthAccuracy ?? 1) + 0.02);
    expect(overall.logLoss).toBeLessThan((overall.lengthLogLoss ?? 0) - 0.01);
    expect(overall.logLoss).toBeLessThan(overall.constantLogLoss - 0.01);
    expect(overall.calibrationError).toBeLessThan(0.05);
    const evidence = state.scenarios.get("llmfao/crowd")?.gate.evidence ?? new Map();
    expect(gainLowerBound(evidence, 0.95)).toBeGreaterThan(0);
  });

  it("stays inactive on so few prompts by the rule that ships", () => {
    const state = learned(shuffled(votes, "real").slice(0, 1000), { minVotes: 200, minPrompts: 50 });
    expect(measureFold(state).scenarios).toMatchObject([{ state: "inactive", prompts: 13 }]);
  });

  it("stays inactive on shuffled labels, for all of 20 seeds", () => {
    const states = Array.from({ length: SEEDS }, (_value, seed) => {
      const dealt = withShuffledLabels(shuffled(votes, `order ${seed}`).slice(0, SHUFFLED_VOTES), `${seed}`);
      return measureFold(learned(dealt)).scenarios[0]?.state;
    });
    expect(states).toEqual(new Array(SEEDS).fill("inactive"));
  });
});
