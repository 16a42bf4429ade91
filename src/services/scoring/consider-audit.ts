import type { Caller } from "../caller.ts";
import type { Comparison } from "./comparison.ts";
import type { EvaluatedItem } from "./evaluated-item.ts";
import type { EvaluateRequest, ScoredEvaluation } from "./evaluation.ts";
import { heardOfBoth, heardOfPair } from "./heard-of.ts";
import { isScored } from "./is-scored.ts";
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

/** The same for candidates of a group that a model scored: the group is what is drawn by lot, and two of its candidates, drawn at random, are what people would see of it. */
export function considerGroupAudit(
  { audit, random, scenarios }: Pick<ScoringPorts, "audit" | "random" | "scenarios">,
  caller: Caller,
  members: readonly EvaluatedItem[],
): void {
  if (members.length < 2) {
    return;
  }
  const candidates = members.flatMap(toCandidate);
  const place = candidates.length < 2 ? 0 : random.uint32() % candidates.length;
  const others = candidates.toSpliced(place, 1).filter(({ request }) => isOfSame(request, candidates[place]?.request));
  const first = candidates[place];
  const second = others.length === 0 ? undefined : others[random.uint32() % others.length];
  if (first === undefined || second === undefined || first.request.human === null) {
    return;
  }
  const { collectionSlug, scenarioSlug, messages: responseA, human } = first.request;
  const scenario = scenarios.findScenario(collectionSlug, scenarioSlug);
  if (scenario !== null) {
    const { title, opening } = scenario.public;
    const responseB = second.request.messages;
    const heard = heardOfBoth(first.evaluation.opinion?.heard ?? [], second.evaluation.opinion?.heard ?? []);
    audit.consider(caller, { collectionSlug, scenarioSlug, scenarioTitle: title, opening, responseA, responseB, human, heard });
  }
}

interface Candidate {
  readonly request: EvaluateRequest;
  readonly evaluation: ScoredEvaluation;
}

/** The member where a model scored it, and people would have been welcome and had no part in it. */
function toCandidate({ request, result }: EvaluatedItem): readonly Candidate[] {
  if (request?.human?.mode !== "auto" || !isScored(result)) {
    return [];
  }
  const { evaluation } = result;
  return evaluation.people === null && MODELS.has(evaluation.source.kind) ? [{ request, evaluation }] : [];
}

/** Whether two requests may be held against each other before the same people. */
function isOfSame(one: EvaluateRequest, other: EvaluateRequest | undefined): boolean {
  return (
    one.collectionSlug === other?.collectionSlug &&
    one.scenarioSlug === other.scenarioSlug &&
    one.human?.audience === other.human?.audience
  );
}
