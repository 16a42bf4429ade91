import type { BatchResult } from "../../services/scoring/batch-evaluation.ts";
import { evaluateBatch } from "../../services/scoring/evaluate-batch.ts";
import type { EvaluateRequest } from "../../services/scoring/evaluation.ts";
import { failureClassesOf } from "../../services/scoring/failure-classes.ts";
import { isScored } from "../../services/scoring/is-scored.ts";
import { type SampleValue, toSampleValue } from "../../services/scoring/sample-value.ts";
import { hooksOf, type ReadOperation } from "./scoring-call.ts";

/** What the main thread sends: requests that it has read and found valid. */
export interface GatheredBody {
  readonly requests: readonly EvaluateRequest[];
}

/** A line of what it gets back. */
export interface GatheredLine {
  readonly index: number;
  readonly value: SampleValue;
}

/** Conversations that came one by one, scored together away from the thread that took them in. Written by this very program: there is nothing to validate. */
export const readGathered: ReadOperation = (body) => {
  const items = (body as GatheredBody).requests.map((request) => ({ id: null, groupId: null, request }));
  return {
    latencyBudgetMs: null,
    answer: async (call) => {
      const request = { items, rewardMode: "absolute", deadlineAt: call.deadlineAt } as const;
      const toLine = (result: BatchResult) => ({ value: toSampleValue(result) });
      const { results } = await evaluateBatch(call.ports, call.caller, request, hooksOf(call, toLine));
      return {
        body: {},
        items: results.length,
        failureClasses: failureClassesOf(results),
        sources: results.map((result) => (isScored(result) ? result.evaluation.source : null)),
      };
    },
  };
};
