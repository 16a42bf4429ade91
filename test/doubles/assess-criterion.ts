import { type CheckResult, createRubric } from "../../src/domain/rubric/rubric.ts";
import type { Criterion } from "../../src/domain/rubric/rubric-check.ts";
import type { EngineTools } from "../../src/domain/rubric/rubric-tools.ts";
import { PLAIN_ENGINE_TOOLS } from "./engine-tools.ts";

/** The result of one criterion on one answer. */
export function assessCriterion(
  criterion: Criterion,
  answer: string,
  {
    request = "",
    reference = null,
    tools = PLAIN_ENGINE_TOOLS,
  }: { request?: string; reference?: string | null; tools?: EngineTools } = {},
): CheckResult {
  const check = { id: "check", dimension: "D1_Quality", points: 1, gate: null, reads: "last", criterion } as const;
  const [result] = createRubric([check], tools).assess({ requests: [request], answers: [answer], reference });
  if (result === undefined) {
    throw new Error("A rubric of one check gave no result.");
  }
  return result;
}
