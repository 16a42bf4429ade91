import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logLoss } from "../numerics/log-loss.ts";
import {
  createLinearModels,
  type FeatureDifference,
  type LinearModels,
  learnDifference,
  MODELS,
  marginsOf,
  STRIDE,
} from "./linear-models.ts";

const SLOTS = 6;
const RATE = { step: 0.02, squaresStart: 0.01, decay: 0.01 };

const values = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: SLOTS, maxLength: SLOTS });
const weights = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: SLOTS * MODELS, maxLength: SLOTS * MODELS });
const target = fc.constantFrom(0, 0.5, 1);

function differenceOf(entries: readonly number[]): FeatureDifference {
  return { slots: Int32Array.from(entries.keys()), values: Float64Array.from(entries), count: entries.length };
}

function modelsOf(given: readonly number[]): LinearModels {
  const models = createLinearModels(SLOTS);
  for (const [index, weight] of given.entries()) {
    models.numbers[Math.floor(index / MODELS) * STRIDE + (index % MODELS)] = weight;
  }
  return models;
}

describe("learnDifference", () => {
  it("goes down the gradient of log loss and L2, as finite differences have it, for every model and weight", () => {
    fc.assert(
      fc.property(values, weights, target, fc.double({ min: 1, max: 10, noNaN: true }), (entries, given, share, weight) => {
        const difference = differenceOf(entries);
        const before = modelsOf(given);
        const after = modelsOf(given);
        learnDifference(after, difference, { target: share, weight }, -1, RATE);
        for (let slot = 0; slot < SLOTS; slot += 1) {
          const place = slot * STRIDE;
          const known = before.numbers[place] ?? 0;
          const moved = (after.numbers[place] ?? 0) - known;
          // AdaGrad's first step is step · g / √(start + g²): its square of g is kept, its sign is that of the move.
          const gradient = -Math.sign(moved) * Math.sqrt(after.numbers[place + MODELS] ?? 0);
          const marginAt = (shift: number) => (marginsOf(before, difference)[0] ?? 0) + shift * (entries[slot] ?? 0);
          const lossAt = (shift: number) => weight * logLoss(marginAt(shift), share) + (RATE.decay / 2) * (known + shift) ** 2;
          const numeric = (lossAt(1e-4) - lossAt(-1e-4)) / 2e-4;
          expect(Math.abs(gradient - numeric)).toBeLessThan(1e-3 * Math.max(1, Math.abs(numeric)));
        }
      }),
    );
  });

  it("leaves the model that is held out as it was, and moves all others alike", () => {
    fc.assert(
      fc.property(values, weights, target, fc.integer({ min: 0, max: MODELS - 1 }), (entries, given, share, heldOut) => {
        const difference = differenceOf(entries);
        const all = modelsOf(given);
        const but = modelsOf(given);
        learnDifference(all, difference, { target: share, weight: 1 }, -1, RATE);
        learnDifference(but, difference, { target: share, weight: 1 }, heldOut, RATE);
        for (let place = 0; place < SLOTS * STRIDE; place += 1) {
          const isOfHeldOut = place % STRIDE === heldOut || place % STRIDE === MODELS + heldOut;
          expect(but.numbers[place]).toBe((isOfHeldOut ? modelsOf(given) : all).numbers[place]);
        }
      }),
    );
  });

  it("makes nothing infinite of the surest of mistakes", () => {
    const models = createLinearModels(1);
    const difference = differenceOf([1e6]);
    for (let vote = 0; vote < 100; vote += 1) {
      learnDifference(models, difference, { target: vote % 2, weight: 10 }, -1, RATE);
    }
    expect([...models.numbers].every(Number.isFinite)).toBe(true);
    expect(Number.isFinite(logLoss(marginsOf(models, difference)[0] ?? 0, 0))).toBe(true);
  });
});
