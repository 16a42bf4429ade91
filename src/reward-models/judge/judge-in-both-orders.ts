import { screenConversation } from "../../domain/judging/screen-conversation.ts";
import { mean } from "../../domain/numerics/mean.ts";
import { splitContext } from "../../domain/questions/split-context.ts";
import type { ModelFlag, ModelQuestion, PairVerdict } from "../../ports/reward-model.ts";
import { allOrNone } from "./all-or-none.ts";
import { atLeastHalf } from "./at-least-half.ts";
import type { Interviewer } from "./interviewer.ts";
import type { JudgeOptions } from "./judge-options.ts";
import type { PairReading } from "./read-pair.ts";

/** No judge is surer than that of a pair. */
const SUREST = 0.999;

/**
 * Which of two conversations is the better one: asked in both orders and averaged. Where verdicts are not weighed they are counted, with half a verdict for either side added (Jeffreys' prior), so that two answers are no certainty.
 * Rejects with ModelCallError, as the interviewer does, where fewer than half of an order's samples could be read.
 */
export async function judgeInBothOrders(
  interviewer: Interviewer,
  options: Pick<JudgeOptions, "samples" | "gateJunk">,
  first: ModelQuestion,
  second: ModelQuestion,
  signal: AbortSignal,
): Promise<PairVerdict> {
  const screened = [screenConversation(first.messages), screenConversation(second.messages)] as const;
  const isJunk = screened.map((found) => found.includes("junk"));
  if (options.gateJunk && (isJunk[0] || isJunk[1])) {
    return gated(isJunk[0] === true, isJunk[1] === true, screened);
  }
  const isWeighed = await interviewer.weighsVerdicts(signal);
  const sampleCount = isWeighed ? 1 : options.samples;
  const order = (one: ModelQuestion, other: ModelQuestion) => (either: AbortSignal) =>
    atLeastHalf(Array.from({ length: sampleCount }, () => interviewer.askPair(toAsk(one, other), either)));
  const [forward = [], backward = []] = await allOrNone([order(first, second), order(second, first)], signal);
  const speaks = [addresses(forward, backward, "A", "B"), addresses(forward, backward, "B", "A")] as const;
  const flags = [flagsOf(screened[0], speaks[0]), flagsOf(screened[1], speaks[1])] as const;
  if (options.gateJunk && (speaks[0] || speaks[1])) {
    return gated(speaks[0], speaks[1], flags);
  }
  const shareForward = shareOf(forward);
  const shareBackward = 1 - shareOf(backward);
  const share = (shareForward + shareBackward) / 2;
  const readings = [...forward, ...backward];
  const counted = (share * readings.length + 0.5) / (readings.length + 1);
  const probability = readings.every(({ isDistribution }) => isDistribution) ? share : counted;
  return {
    probabilityFirst: Math.min(SUREST, Math.max(1 - SUREST, probability)),
    flags,
  };
}

/** What one side shows to whoever looks at its letters, and to the judge. */
function flagsOf(screened: readonly ModelFlag[], speaksToJudge: boolean): readonly ModelFlag[] {
  return speaksToJudge ? [...new Set<ModelFlag>([...screened, "injection_suspected"])] : screened;
}

/** One that is gated loses against one that is not. */
function gated(isFirst: boolean, isSecond: boolean, flags: PairVerdict["flags"]): PairVerdict {
  const surest = isFirst ? 1 - SUREST : SUREST;
  return { probabilityFirst: isFirst === isSecond ? 0.5 : surest, flags };
}

function toAsk(one: ModelQuestion, other: ModelQuestion) {
  const { context, a, b } = splitContext(one.messages, other.messages);
  const { criteria, reference } = one;
  return {
    context,
    a,
    b,
    reference,
    good: criteria.filter(({ points }) => points > 0).map(({ text }) => text),
    bad: criteria.filter(({ points }) => points < 0).map(({ text }) => text),
  };
}

function shareOf(readings: readonly PairReading[]): number {
  return mean(readings.map(({ shareA }) => shareA));
}

/** Whether most say that one side speaks to its judge. @param inForward, inBackward the letter that the side had in either order. */
function addresses(
  forward: readonly PairReading[],
  backward: readonly PairReading[],
  inForward: "A" | "B",
  inBackward: "A" | "B",
): boolean {
  const saying = (readings: readonly PairReading[], side: "A" | "B") =>
    readings.filter((reading) => reading.addresses === side || reading.addresses === "both").length;
  return (saying(forward, inForward) + saying(backward, inBackward)) * 2 > forward.length + backward.length;
}
