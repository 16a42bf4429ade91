import { describe, expect, it } from "vitest";
import { type AnnotatorCharacter, drawAnswer, drawThinkingMs } from "./draw-answer.ts";
import type { WireQuestion } from "./voting-wire.ts";

const QUESTIONS = 4000;
/** Of a share of half of the questions: three of them are what chance alone moves it by. */
const STANDARD_ERROR = 0.5 / Math.sqrt(QUESTIONS);

const PERFECT: AnnotatorCharacter = { judge: "quality", skill: 1, leftBias: 0, tieShare: 0, speedMs: 6000, seed: 1 };
const shown = (content: string) => ({ messages: [{ role: "assistant", content }] });
const pair = (questionId: string, left: string, right: string): WireQuestion => ({
  question_id: questionId,
  kind: "compare",
  left: shown(left),
  right: shown(right),
  dimensions: [],
});

/** Answers to many questions of which every other one has the better answer left. */
function answerMany(character: AnnotatorCharacter, seenBy = 0) {
  return Array.from({ length: QUESTIONS }, (_, index) => {
    const [left, right] = index % 2 === 0 ? ["quality=0.9", "quality=0.1"] : ["quality=0.1", "quality=0.9"];
    return drawAnswer(character, seenBy, pair(`q_${index}`, left ?? "", right ?? ""));
  });
}

function shareOf<T>(values: readonly T[], holds: (value: T) => boolean): number {
  return values.filter(holds).length / values.length;
}

describe("a simulated annotator's answer", () => {
  it("names the better answer always, where skill is 1 and nothing else moves it", () => {
    expect(shareOf(answerMany(PERFECT), ({ isRight }) => isRight === true)).toBe(1);
  });

  it("is right by skill, and half of the time without", () => {
    const right = shareOf(answerMany({ ...PERFECT, skill: 0.6 }), ({ isRight }) => isRight === true);
    expect(Math.abs(right - 0.8)).toBeLessThan(3 * STANDARD_ERROR);
  });

  it("goes left by bias, whatever stands there", () => {
    const left = shareOf(
      answerMany({ ...PERFECT, leftBias: 0.4 }),
      ({ answer }) => "choice" in answer && answer.choice === "left",
    );
    expect(Math.abs(left - 0.7)).toBeLessThan(3 * STANDARD_ERROR);
  });

  it("is a tie by its share, and for equal answers", () => {
    const ties = answerMany({ ...PERFECT, tieShare: 0.25 }).filter(({ isRight }) => isRight === null);
    expect(Math.abs(ties.length / QUESTIONS - 0.25)).toBeLessThan(3 * STANDARD_ERROR);
    expect(drawAnswer(PERFECT, 0, pair("q", "quality=0.5", "quality=0.5"))).toEqual({ answer: { choice: "tie" }, isRight: null });
  });

  it("is the same for the same seed, annotator and question, and another for another", () => {
    const character = { ...PERFECT, skill: 0 };
    expect(answerMany(character, 3)).toEqual(answerMany(character, 3));
    expect(answerMany(character, 3)).not.toEqual(answerMany(character, 4));
    expect(answerMany(character, 3)).not.toEqual(answerMany({ ...character, seed: 2 }, 3));
  });

  it("rates every dimension and the whole from 1 to 7 by the item's quality", () => {
    const question: WireQuestion = {
      question_id: "q",
      kind: "rate",
      item: shown("quality=1"),
      dimensions: [{ key: "D1_Accuracy" }, { key: "D2_Tone" }],
    };
    expect(drawAnswer(PERFECT, 0, question)).toEqual({
      answer: { ratings: { D1_Accuracy: 7, D2_Tone: 7, overall: 7 } },
      isRight: null,
    });
    const atRandom = Array.from({ length: 200 }, (_, index) => drawAnswer({ ...PERFECT, skill: 0 }, index, question).answer);
    const ratings = atRandom.flatMap((answer) => ("ratings" in answer ? Object.values(answer.ratings) : []));
    expect(new Set(ratings)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  });

  it("judges by length or by a quality drawn from the text where asked to", () => {
    const long = pair("q", "short", "a much longer answer");
    expect(drawAnswer({ ...PERFECT, judge: "length" }, 0, long).answer).toEqual({ choice: "right" });
    const drawn = (seed: number) =>
      Array.from({ length: 64 }, (_, index) => drawAnswer({ ...PERFECT, judge: "seeded", seed }, 0, pair("q", `${index}`, "b")));
    expect(drawn(1)).toEqual(drawn(1));
    expect(drawn(1)).not.toEqual(drawn(2));
  });
});

describe("the time of a simulated vote", () => {
  it("has the speed for its median and is never longer than five times that", () => {
    const times = Array.from({ length: QUESTIONS }, (_, index) => drawThinkingMs(PERFECT, 0, `q_${index}`));
    expect(Math.abs(shareOf(times, (time) => time < 6000) - 0.5)).toBeLessThan(3 * STANDARD_ERROR);
    expect(Math.max(...times)).toBeLessThanOrEqual(30_000);
    expect(Math.min(...times)).toBeGreaterThan(0);
  });
});
