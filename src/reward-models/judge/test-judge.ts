import { mean } from "../../domain/numerics/mean.ts";
import type { ModelQuestion, ModelVerdict, SelfTestReport } from "../../ports/reward-model.ts";
import { SELF_TEST_CASES, type SelfTestCase } from "../self-test-cases.ts";

/** Share of points by which a good answer must be ahead of a bad one. */
const GAP_MIN = 0.25;
const CRITERIA: ModelQuestion["criteria"] = [
  { id: "answers", dimension: "self_test", text: "The assistant answers what the user asked.", points: 1 },
  {
    id: "right",
    dimension: "self_test",
    text: "What the assistant says is right, and helps the user with the request.",
    points: 2,
  },
];

/**
 * Has a judge score a good and a bad answer to each of a few prompts: good ones must be ahead of bad ones, on average and each for itself. The report's numbers are means. Rejects as `judge`.
 */
export async function testJudge(
  judge: (question: ModelQuestion, signal: AbortSignal) => Promise<ModelVerdict>,
  signal: AbortSignal,
): Promise<SelfTestReport> {
  const scored = await Promise.all(
    SELF_TEST_CASES.map(async (tested) => {
      const [good, bad] = await Promise.all([
        judge(toQuestion(tested, tested.good), signal),
        judge(toQuestion(tested, tested.bad), signal),
      ]);
      return { good: good.raw, bad: bad.raw };
    }),
  );
  const good = mean(scored.map((tested) => tested.good));
  const bad = mean(scored.map((tested) => tested.bad));
  return { good, bad, fault: faultOf(good, bad, scored.filter((tested) => tested.good > tested.bad).length) };
}

function toQuestion({ prompt }: SelfTestCase, content: string): ModelQuestion {
  return {
    messages: [
      { role: "user", content: prompt },
      { role: "assistant", content },
    ],
    reference: null,
    criteria: CRITERIA,
  };
}

function faultOf(good: number, bad: number, aheadCount: number): string | null {
  const told = `Good answers got ${good.toFixed(2)} of 1, bad ones ${bad.toFixed(2)}`;
  if (good - bad >= GAP_MIN && aheadCount * 2 > SELF_TEST_CASES.length) {
    return null;
  }
  if (bad - good >= GAP_MIN) {
    return `${told}: the verdicts are the wrong way round. The model may be no instruction-tuned one; try another, or structured: json_schema.`;
  }
  if (good < GAP_MIN) {
    return `${told}: it takes next to nothing for met. It may not see the conversation (does the server hand on both messages?), or quote words that do not stand in it; try a larger model.`;
  }
  if (bad > 1 - GAP_MIN) {
    return `${told}: it takes everything for met. Try a larger model, criteria_per_call: 1, or logprobs: never, so that it gives its reasons first.`;
  }
  return `${told}: it does not tell them apart. Try a larger model, or criteria_per_call: 1.`;
}
