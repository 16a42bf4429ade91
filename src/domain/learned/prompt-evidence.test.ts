import { describe, expect, it } from "vitest";
import { studentQuantile } from "../numerics/student-quantile.ts";
import { addGain, fadeEvidence, gainLowerBound, type PromptEvidence } from "./prompt-evidence.ts";

const GAINS = [0.1, 0.2, 0.05, 0.15, 0.3, -0.1];

function evidenceOf(gains: readonly number[], votes = 1): PromptEvidence {
  const evidence: PromptEvidence = new Map();
  for (const [prompt, gain] of gains.entries()) {
    for (let vote = 0; vote < votes; vote += 1) {
      addGain(evidence, prompt, { weight: 1, overConstant: gain, overLength: gain + 1 });
    }
  }
  return evidence;
}

describe("the lower bound of the gain", () => {
  it("is Student's for the means of prompts that weigh the same", () => {
    const mean = GAINS.reduce((sum, gain) => sum + gain, 0) / GAINS.length;
    const variance = GAINS.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (GAINS.length - 1);
    const bound = mean - studentQuantile(0.95, GAINS.length - 1) * Math.sqrt(variance / GAINS.length);
    expect(gainLowerBound(evidenceOf(GAINS), 0.95)).toBeCloseTo(bound, 12);
  });

  it("does not grow with more votes on the same prompts, nor with what all of them count", () => {
    const bound = gainLowerBound(evidenceOf(GAINS), 0.95);
    expect(gainLowerBound(evidenceOf(GAINS, 50), 0.95)).toBeCloseTo(bound, 12);
    const faded = evidenceOf(GAINS);
    fadeEvidence(faded, 0.5);
    expect(gainLowerBound(faded, 0.95)).toBeCloseTo(bound, 12);
  });

  it("is that of the worse baseline", () => {
    const evidence = evidenceOf(GAINS);
    for (const gain of evidence.values()) {
      gain.overLength = -1;
    }
    expect(gainLowerBound(evidence, 0.95)).toBeCloseTo(-1, 12);
  });

  it("says nothing of one prompt, nor of none", () => {
    expect(gainLowerBound(evidenceOf([0.5], 1000), 0.95)).toBe(Number.NEGATIVE_INFINITY);
    expect(gainLowerBound(new Map(), 0.95)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("keeps a bounded number of prompts, and loses no vote", () => {
    const evidence: PromptEvidence = new Map();
    for (let prompt = 0; prompt < 3000; prompt += 1) {
      addGain(evidence, prompt * 7919, { weight: 1, overConstant: 0.1, overLength: 0.1 });
    }
    expect(evidence.size).toBe(1024);
    expect([...evidence.values()].reduce((sum, { weight }) => sum + weight, 0)).toBe(3000);
  });
});
