import type { Caller } from "../caller.ts";
import type { Comparison } from "./comparison.ts";
import { heardOfPair } from "./heard-of.ts";
import type { OpinedPair } from "./opined-pair.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

const MODELS: ReadonlySet<string> = new Set(["reward_model", "judge", "learned"]);

/** Puts a pair up for audit that a model answered: people would have been welcome, and nobody was asked. */
export function considerAudit(
  { audit }: Pick<ScoringPorts, "audit">,
  caller: Caller,
  { scenario, request }: Pick<OpinedPair, "scenario" | "request">,
  comparison: Comparison,
): void {
  const { collectionSlug, scenarioSlug, responseA, responseB, human } = request;
  const isModels = comparison.status === "ok" && MODELS.has(comparison.source.kind);
  if (!isModels || !comparison.final || comparison.votes.count > 0 || human?.mode !== "auto") {
    return;
  }
  const { title, opening } = scenario.public;
  const heard = heardOfPair(comparison);
  audit.consider(caller, { collectionSlug, scenarioSlug, scenarioTitle: title, opening, responseA, responseB, human, heard });
}
