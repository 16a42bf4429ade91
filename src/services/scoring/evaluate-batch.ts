import { FolkmootError } from "../../domain/errors.ts";
import { ENGINE_VERSION } from "../../domain/persona/engine-version.ts";
import { SHAPING_VERSION } from "../../domain/scoring/assess-episode.ts";
import type { Caller } from "../caller.ts";
import type { ServicePorts } from "../service-ports.ts";
import { type EvaluateRequest, type Evaluation, evaluateTranscript, type ScoringFailure } from "./evaluate-transcript.ts";

/** An item as the door hands it in: a request, or why it is none. */
export type BatchItem =
  | { readonly id: string | null; readonly request: EvaluateRequest }
  | { readonly id: string | null; readonly invalid: ScoringFailure };

export type BatchResult =
  | { readonly id: string; readonly status: "ok"; readonly evaluation: Evaluation }
  | { readonly id: string; readonly status: "error"; readonly failure: ScoringFailure };

export interface BatchEvaluation {
  /** In the order of the items. */
  readonly results: readonly BatchResult[];
  readonly summary: { readonly ok: number; readonly error: number; readonly meanReward: number | null };
  readonly scoringVersion: string;
  readonly totalTimeMs: number;
}

/** Evaluates every item on its own: a bad one is reported in its place and never fails the others. */
export async function evaluateBatch(ports: ServicePorts, caller: Caller, items: readonly BatchItem[]): Promise<BatchEvaluation> {
  const startedAt = ports.clock.now();
  const results: BatchResult[] = [];
  for (const [index, item] of items.entries()) {
    results.push(await evaluateItem(ports, caller, item, item.id ?? String(index)));
  }
  const rewards = results.flatMap((result) => (result.status === "ok" ? [result.evaluation.reward] : []));
  return {
    results,
    summary: {
      ok: rewards.length,
      error: results.length - rewards.length,
      meanReward: rewards.length > 0 ? rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length : null,
    },
    scoringVersion: `${ENGINE_VERSION}+${SHAPING_VERSION}`,
    totalTimeMs: ports.clock.now() - startedAt,
  };
}

async function evaluateItem(ports: ServicePorts, caller: Caller, item: BatchItem, id: string): Promise<BatchResult> {
  if ("invalid" in item) {
    return { id, status: "error", failure: item.invalid };
  }
  try {
    return { id, status: "ok", evaluation: await evaluateTranscript(ports, caller, item.request) };
  } catch (error) {
    if (error instanceof FolkmootError) {
      return { id, status: "error", failure: { failureClass: error.code, detail: error.message, retryable: error.isRetryable } };
    }
    throw error;
  }
}
