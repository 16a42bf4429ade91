// Calibration on real judges and real votes. Skipped where the data is absent.
import { describe, expect, it } from "vitest";
import { fitWorthVotes } from "../../src/domain/calibration/fit-worth-votes.ts";
import { readCalibration, readWorthVotes } from "../../src/domain/calibration/read-calibration.ts";
import { COIN_LOG_LOSS } from "../../src/domain/numerics/log-loss.ts";
import { foldVotes } from "./fold-votes.ts";
import { hasLlmbar, hasLlmfao, readRatedPairs, readVerdicts, shuffled } from "./read-judged-votes.ts";

const ORDERS = [1, 2, 3, 4, 5];

describe.skipIf(!hasLlmbar)("ratings of LLMBar's answers, calibrated on its gold preferences", () => {
  const fold = (judge: "chatgpt" | "gpt4", subset: "Natural" | "Adversarial") =>
    ORDERS.map((order) => foldVotes(shuffled(readRatedPairs(judge, subset), order), 1));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it.each([
    ["chatgpt", "Natural", 0.5465, 0.5542],
    ["chatgpt", "Adversarial", 1.183, 0.705],
    ["gpt4", "Natural", 0.2126, 0.232],
    ["gpt4", "Adversarial", 0.5574, 0.446],
  ] as const)("%s, %s: %f nats a vote by its own scale, %f by the learned one", (judge, subset, raw, learned) => {
    const folds = fold(judge, subset);
    expect(folds[0]?.lossRaw).toBeCloseTo(raw, 3);
    expect(mean(folds.map(({ loss }) => loss))).toBeCloseTo(learned, 2);
  });

  it("ChatGPT's word is worth nothing on adversarial pairs, in whatever order they come", () => {
    for (const { evidence, distrusted } of fold("chatgpt", "Adversarial")) {
      expect(readCalibration(evidence, 0)).toMatchObject({ isDistrusted: true });
      expect(readWorthVotes(evidence)).toBe(0);
      expect(distrusted).toBeGreaterThan(0.95);
    }
  });

  it("ChatGPT is believed on natural pairs, and no more once adversarial ones come", () => {
    const natural = readRatedPairs("chatgpt", "Natural");
    expect(foldVotes(natural, 1).evidence.isDistrusted).toBe(false);
    const turned = foldVotes([...natural, ...readRatedPairs("chatgpt", "Adversarial").slice(0, 100)], 1);
    expect(turned.evidence.isDistrusted).toBe(true);
    expect(turned.loss).toBeLessThan(turned.lossRaw - 0.15);
  });

  it("GPT-4 is believed on both", () => {
    const folds = [...fold("gpt4", "Natural"), ...fold("gpt4", "Adversarial")];
    expect(folds.map(({ distrusted }) => distrusted || 0)).toEqual(folds.map(() => 0));
    expect(folds.every(({ evidence }) => readCalibration(evidence, 0).kappaLow > 0.2)).toBe(true);
  });
});

describe.skipIf(!hasLlmfao)("GPT-4's verdicts on LLMFAO, calibrated on people's votes", () => {
  it("predict votes better than a coin, which they do not by their own scale", () => {
    const { loss, lossRaw, distrusted } = foldVotes(readVerdicts("gpt4"), 1);
    expect(lossRaw).toBeGreaterThan(COIN_LOG_LOSS);
    expect(loss).toBeLessThan(COIN_LOG_LOSS - 0.015);
    expect(distrusted).toBeLessThan(0.05);
  });

  it("are worth 2.34 votes, over all pairs that they took a side on", () => {
    const tallies = new Map<string, { forFirst: number; votes: number }>();
    for (const { pairKey, choice, rawA, rawB } of readVerdicts("gpt4")) {
      if (choice !== "tie" && rawA !== rawB) {
        const tally = tallies.get(pairKey) ?? { forFirst: 0, votes: 0 };
        const isForStated = (choice === "a") === rawA > rawB;
        tallies.set(pairKey, { forFirst: tally.forFirst + Number(isForStated), votes: tally.votes + 1 });
      }
    }
    const pairs = [...tallies.values()].map((tally) => ({ ...tally, probability: 0.643, weight: 1 }));
    expect(fitWorthVotes(pairs)).toBeCloseTo(2.34, 1);
  });

  it("are worth about that by the latest two hundred pairs too", () => {
    const worth = readWorthVotes(foldVotes(readVerdicts("gpt4"), 1).evidence);
    expect(worth).toBeGreaterThan(1);
    expect(worth).toBeLessThan(4);
  });
});
