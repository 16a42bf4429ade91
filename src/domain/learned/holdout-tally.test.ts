import { describe, expect, it } from "vitest";
import { addPrediction, createTally, measureTally } from "./holdout-tally.ts";

const prediction = { logOdds: 0, lengthLogOdds: 0, lengthDifference: 0, target: 1, weight: 1 };

describe("what predictions were worth", () => {
  it("is null before there are any, never 0", () => {
    expect(measureTally(createTally())).toMatchObject({
      votes: 0,
      accuracy: null,
      logLoss: null,
      calibrationError: null,
      lengthCoefficient: null,
    });
  });

  it("counts hits of decisive votes by weight, a prediction of one half as half a hit", () => {
    const tally = createTally();
    addPrediction(tally, { ...prediction, logOdds: 2, target: 1, weight: 3 });
    addPrediction(tally, { ...prediction, logOdds: 2, target: 0 });
    addPrediction(tally, { ...prediction, logOdds: 2, target: 0.5, weight: 10 });
    const { accuracy, lengthAccuracy, votes } = measureTally(tally);
    expect([votes, accuracy, lengthAccuracy]).toEqual([3, 0.75, 0.5]);
  });

  it("knows that saying one half costs ln 2, and a calibrated model less with no error", () => {
    const tally = createTally();
    const logOdds = Math.log(0.8 / 0.2);
    for (let vote = 0; vote < 10; vote += 1) {
      addPrediction(tally, { ...prediction, logOdds, target: vote < 8 ? 1 : 0 });
    }
    const { logLoss, lengthLogLoss, calibrationError } = measureTally(tally);
    expect(lengthLogLoss).toBeCloseTo(Math.LN2, 12);
    expect(logLoss).toBeCloseTo(-(0.8 * Math.log(0.8) + 0.2 * Math.log(0.2)), 12);
    expect(calibrationError).toBeCloseTo(0, 12);
  });

  it("shows how much a model goes by length", () => {
    const tally = createTally();
    for (const lengthDifference of [-2, -1, 0.5, 3]) {
      addPrediction(tally, { ...prediction, logOdds: 0.7 * lengthDifference, lengthDifference });
    }
    expect(measureTally(tally).lengthCoefficient).toBeCloseTo(0.7, 12);
  });
});
