import { ModelCallError, type ModelQuestion, type PairVerdict, type RewardModel } from "../../ports/reward-model.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import type { SourceParts } from "./guarded-calls.ts";
import type { KeepingRule } from "./kept-answers.ts";
import { openVoice, type Voice } from "./source-voice.ts";
import type { AskedCandidates } from "./source-word.ts";

type QuestionPair = readonly [ModelQuestion, ModelQuestion];

/** Ends the revision of a model that holds two against each other: what it says then is another scale than what it says of each. */
export const PAIR_SCALE = "/pair";

/**
 * Asks a model to hold two candidates against each other. They are put in an order that follows from their content, so that the same two give the same answer whichever comes first. The raw scores are half the log-odds each
 * way: their difference is the log-odds that the one is better.
 */
export function openPairwiseVoice(
  ports: FallbackPorts,
  parts: SourceParts,
  rule: KeepingRule,
  model: Pick<RewardModel, "revision">,
  compare: NonNullable<RewardModel["compare"]>,
): Voice {
  const revision = `${model.revision}${PAIR_SCALE}`;
  return openVoice<QuestionPair, PairVerdict>(ports, parts, rule, {
    revision,
    isRelative: true,
    batchMax: () => 1,
    call: async ([pair], signal) => {
      if (pair === undefined) {
        throw new ModelCallError("bad_answer", "nothing was asked");
      }
      return [await compare(pair[0], pair[1], signal)];
    },
    isSound: ({ probabilityFirst }) => probabilityFirst > 0 && probabilityFirst < 1,
    isHedged: false,
    itemsOf: (asked) => {
      const [first, second] = asked.questions;
      const [one = "", other = ""] = asked.digests;
      if (first === undefined || second === undefined) {
        return [];
      }
      return isTurned(asked)
        ? [{ key: `${other} ${one}`, question: [second, first] }]
        : [{ key: `${one} ${other}`, question: [first, second] }];
    },
    toWord: (asked, [verdict]) => {
      const probability = verdict?.probabilityFirst ?? 1 / 2;
      const half = Math.log(probability / (1 - probability)) / 2;
      const [first, second] = verdict?.flags ?? [[], []];
      return {
        revision,
        raws: isTurned(asked) ? [-half, half] : [half, -half],
        isReward: false,
        isRelative: true,
        scores: [null, null],
        flags: isTurned(asked) ? [second, first] : [first, second],
      };
    },
  });
}

/** Whether the second candidate goes first. */
function isTurned({ digests: [one = "", other = ""] }: AskedCandidates): boolean {
  return one > other;
}
