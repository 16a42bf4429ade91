import type { ModelQuestion, ModelResult, SelfTestReport } from "../ports/reward-model.ts";
import { SELF_TEST_CASES, type SelfTestCase } from "./self-test-cases.ts";

/** Scores as near to 0 or 1 as that, all of them within 0 and 1, have been squashed until nothing was left of them. */
const SATURATION = 0.001;

interface TestedCase {
  readonly good: number;
  readonly bad: number;
}

/**
 * Scores a good and a bad answer to each of a few prompts: most of the good ones must score higher. The report's numbers are of the first prompt that shows what its fault says, or of the first that passes. Rejects as `score`.
 * @param batchMax questions that one call of `score` takes.
 */
export async function runSelfTest(
  score: (questions: readonly ModelQuestion[], signal: AbortSignal) => Promise<readonly ModelResult[]>,
  batchMax: number,
  signal: AbortSignal,
): Promise<SelfTestReport> {
  const questions = SELF_TEST_CASES.flatMap((tested) => [questionOf(tested, tested.good), questionOf(tested, tested.bad)]);
  const raws: number[] = [];
  for (let first = 0; first < questions.length; first += batchMax) {
    for (const result of await score(questions.slice(first, first + batchMax), signal)) {
      if (result instanceof Error) {
        throw result;
      }
      raws.push(result.raw);
    }
  }
  return reportOn(
    SELF_TEST_CASES.map((_, index) => ({ good: raws[2 * index] ?? Number.NaN, bad: raws[2 * index + 1] ?? Number.NaN })),
  );
}

function questionOf({ prompt, reference }: SelfTestCase, content: string): ModelQuestion {
  return {
    messages: [
      { role: "user", content: prompt },
      { role: "assistant", content },
    ],
    reference,
    criteria: [{ id: "right", dimension: "right", text: "The answer is right and helps.", points: 1 }],
  };
}

function reportOn(cases: readonly TestedCase[]): SelfTestReport {
  const [first = { good: Number.NaN, bad: Number.NaN }] = cases;
  const isMost = (some: readonly TestedCase[]) => some.length * 2 > cases.length;
  const equal = cases.filter(({ good, bad }) => good === bad);
  const inverted = cases.filter(({ good, bad }) => good < bad);
  const all = cases.flatMap(({ good, bad }) => [good, bad]);
  if (isMost(equal)) {
    return { ...(equal[0] ?? first), fault: faultOfEqual(all) };
  }
  if (isSaturated(all)) {
    return { ...first, fault: `${all.map(format).join(", ")}: ${SATURATED}` };
  }
  if (isMost(inverted)) {
    const pair = inverted[0] ?? first;
    return { ...pair, fault: `A good answer got ${format(pair.good)}, a bad one ${format(pair.bad)}: ${INVERTED}` };
  }
  const ahead = cases.filter(({ good, bad }) => good > bad);
  if (!isMost(ahead)) {
    return { ...first, fault: `Of ${cases.length} good answers most did not score higher than a bad one: ${UNTELLING}` };
  }
  return { ...(ahead[0] ?? first), fault: null };
}

const SATURATED =
  "a sigmoid saturates. The server squashes scores until nothing is left of them. Have it send raw ones (extra_body may hold its own word for that), or say activation: sigmoid so that it is undone.";
const INVERTED = "the score may be inverted, or the label wrong (pick).";
const UNTELLING = "the template may be another than the model was trained with, or the model no reward model.";

function faultOfEqual(all: readonly number[]): string {
  const told = `A good and a bad answer both got ${format(all[0] ?? Number.NaN)}`;
  if (all.every((raw) => raw === 1)) {
    return `${told}, always: a softmax of one label makes 1 of every score (SGLang's /v1/classify does; its /classify does not), or a ${SATURATED.slice(2)}`;
  }
  if (isSaturated(all)) {
    return `${told}: ${SATURATED}`;
  }
  return `${told}: the model does not see the answer (template), or pick names a number that does not depend on it.`;
}

function isSaturated(all: readonly number[]): boolean {
  return (
    all.every((raw) => raw >= 0 && raw <= 1) &&
    (all.every((raw) => raw >= 1 - SATURATION) || all.every((raw) => raw <= SATURATION))
  );
}

function format(raw: number): string {
  return raw.toFixed(3);
}
