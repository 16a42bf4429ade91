import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import { NO_MONITORS } from "../monitors/no-monitors.ts";
import type { AnsweringSource } from "./answering-source.ts";
import { byScenario } from "./by-scenario.ts";
import { RUBRIC_SOURCE } from "./embedded-source.ts";
import type { EvaluateRequest, Evaluation } from "./evaluation.ts";
import { observeAnswer } from "./observe-answer.ts";
import type { ScoringPorts } from "./scoring-ports.ts";

/** A conversation and what became of it. */
export interface SettledMember {
  readonly request: Pick<EvaluateRequest, "collectionSlug" | "scenarioSlug" | "messages">;
  readonly evaluation: Evaluation;
}

/** Shows the monitors answers that stood together, a scenario at a time; nothing where nobody watches. */
export function observeEvaluations(
  ports: Pick<ScoringPorts, "monitors" | "scenarios">,
  caller: Caller,
  members: readonly SettledMember[],
): void {
  const [first] = members;
  if (ports.monitors === NO_MONITORS || first === undefined) {
    return;
  }
  // Most stand alone: sorting those by scenario would cost more than looking at them.
  if (members.length === 1) {
    observeGroup(ports, caller, [first]);
    return;
  }
  for (const group of byScenario(members)) {
    observeGroup(ports, caller, group);
  }
}

function observeGroup(
  ports: Pick<ScoringPorts, "monitors" | "scenarios">,
  { tenantId }: Caller,
  members: readonly [SettledMember, ...SettledMember[]],
): void {
  const [first] = members;
  const { collectionSlug, scenarioSlug } = first.request;
  const scenario = ports.scenarios.findScenario(collectionSlug, scenarioSlug);
  if (scenario === null) {
    return;
  }
  const answers = members.map(({ request, evaluation }) => toAnswer(scenario, request.messages, evaluation));
  ports.monitors.observe({ tenantId, collectionSlug, scenarioSlug, source: sourceOf(members), answers });
}

function toAnswer(scenario: Parameters<typeof observeAnswer>[0], messages: readonly TranscriptMessage[], evaluation: Evaluation) {
  return evaluation.status === "unscored"
    ? observeAnswer(scenario, messages, null, false)
    : observeAnswer(scenario, messages, evaluation.reward, evaluation.opinion?.isInjectionSuspected ?? false);
}

/** Who answered: what a gate excludes has no say in it where others were scored. */
function sourceOf(members: readonly SettledMember[]): AnsweringSource {
  let excluded: AnsweringSource | null = null;
  for (const { evaluation } of members) {
    if (evaluation.status === "ok") {
      return evaluation.source;
    }
    excluded ??= evaluation.status === "disqualified" ? evaluation.source : null;
  }
  return excluded ?? RUBRIC_SOURCE;
}
