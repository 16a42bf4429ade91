import type { Scenario } from "../../domain/scenarios/scenario.ts";
import type { Caller } from "../caller.ts";
import { NO_MONITORS } from "../monitors/no-monitors.ts";
import type { CompareRequest, Comparison } from "./comparison.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import { observeAnswer } from "./observe-answer.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** Shows the monitors a settled pair; nothing where nobody watches. */
export function observeComparison(
  { monitors }: Pick<ScoringPorts, "monitors">,
  { tenantId }: Caller,
  { scenario, request }: { readonly scenario: Scenario; readonly request: CompareRequest },
  comparison: Comparison,
): void {
  if (monitors === NO_MONITORS) {
    return;
  }
  const { collectionSlug, scenarioSlug, responseA, responseB } = request;
  const isDecided = comparison.status === "ok";
  const suspected = comparison.opinion?.isInjectionSuspected ?? [false, false];
  monitors.observe({
    tenantId,
    collectionSlug,
    scenarioSlug,
    source: isDecided ? comparison.source : RUBRIC_SOURCE,
    answers: [
      observeAnswer(scenario, responseA, isDecided ? comparison.rewardA : null, suspected[0]),
      observeAnswer(scenario, responseB, isDecided ? comparison.rewardB : null, suspected[1]),
    ],
  });
}
