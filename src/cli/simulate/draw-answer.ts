import { normalQuantile } from "../../domain/numerics/normal-quantile.ts";
import { toFraction } from "../../domain/numerics/to-fraction.ts";
import { draw } from "../../domain/persona/draw.ts";
import { type Judge, judgeQuality } from "./judge-quality.ts";
import type { WireAnswer, WireMessages, WireQuestion } from "./voting-wire.ts";

/** How simulated annotators vote. */
export interface AnnotatorCharacter {
  readonly judge: Judge;
  /** 0..1: the chance of voting by judgement instead of at random. */
  readonly skill: number;
  /** 0..1: the chance of voting for what stands left, whatever it is. */
  readonly leftBias: number;
  /** 0..1: the chance of calling it a tie, whatever stands there. */
  readonly tieShare: number;
  /** Median of the time that a vote takes. */
  readonly speedMs: number;
  /** The same seed, annotator, question and order give the same answer after the same time. */
  readonly seed: number;
}

/** An answer, and whether it names the better one; null where neither is named or neither is better. */
export interface DrawnAnswer {
  readonly answer: WireAnswer;
  readonly isRight: boolean | null;
}

/** Standard deviation of the logarithm of the time: a tenth of the votes take more than 1.67 times the median. */
const SPEED_SPREAD = 0.4;
/** Nobody takes longer than so many medians. */
const SLOWEST = 5;
const RATING_MIN = 1;
const RATING_MAX = 7;
/** The rating of the whole, beside those by dimension. */
const OVERALL = "overall";

/** Milliseconds the annotator looks at the question: log-normal around the speed. */
export function drawThinkingMs({ seed, speedMs }: AnnotatorCharacter, annotator: number, questionId: string): number {
  const normal = normalQuantile(uniform(seed, annotator, questionId, "speed"));
  return speedMs * Math.min(SLOWEST, Math.exp(SPEED_SPREAD * normal));
}

/** What the annotator answers: by left bias, else a tie, else by judgement (equal quality is a tie), else by a coin. @param annotator its number in the simulation. */
export function drawAnswer(character: AnnotatorCharacter, annotator: number, question: WireQuestion): DrawnAnswer {
  const next = (what: string) => uniform(character.seed, annotator, question.question_id, what);
  if (question.kind === "rate") {
    return { answer: { ratings: drawRatings(character, question, next) }, isRight: null };
  }
  const lead = qualityOf(character, question.left) - qualityOf(character, question.right);
  const choice = drawChoice(character, lead, next);
  return { answer: { choice }, isRight: choice === "tie" || lead === 0 ? null : (choice === "left") === lead > 0 };
}

function drawChoice(
  { skill, leftBias, tieShare }: AnnotatorCharacter,
  lead: number,
  next: (what: string) => number,
): "left" | "right" | "tie" {
  if (next("bias") < leftBias) {
    return "left";
  }
  if (next("tie") < tieShare) {
    return "tie";
  }
  if (next("skill") < skill) {
    return lead === 0 ? "tie" : lead > 0 ? "left" : "right";
  }
  return next("coin") < 0.5 ? "left" : "right";
}

function drawRatings(
  character: AnnotatorCharacter,
  question: WireQuestion,
  next: (what: string) => number,
): Readonly<Record<string, number>> {
  const quality = qualityOf(character, question.item);
  const rate = (key: string) => {
    const value = next(`skill ${key}`) < character.skill ? quality : next(`coin ${key}`);
    return RATING_MIN + Math.round(value * (RATING_MAX - RATING_MIN));
  };
  return Object.fromEntries([...question.dimensions.map(({ key }) => key), OVERALL].map((key) => [key, rate(key)]));
}

function qualityOf({ judge, seed }: AnnotatorCharacter, shown: WireMessages | undefined): number {
  return judgeQuality(judge, (shown?.messages ?? []).map(({ content }) => content).join("\n"), seed);
}

/** Strictly between 0 and 1. */
function uniform(seed: number, annotator: number, questionId: string, what: string): number {
  return toFraction(draw(`${what}|${seed}|${annotator}|${questionId}`) + 0.5);
}
