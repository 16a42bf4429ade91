import type { PolicyConversation } from "../transcripts/policy-conversation.ts";
import type { RubricCheck } from "./rubric-check.ts";
import type { EngineTools } from "./rubric-tools.ts";

/** A rubric made ready: its patterns and schemas are compiled once. */
export interface Rubric {
  readonly checks: readonly RubricCheck[];
  /** One result for each check, in their order. A pure function of the conversation. */
  assess(conversation: PolicyConversation): readonly CheckResult[];
}

export interface CheckResult {
  readonly check: RubricCheck;
  /** Share met, 0..1; null where the check does not apply. */
  readonly met: number | null;
  /** What was counted, without the scenario's own words. */
  readonly explanation: string;
}

/** Prepares a rubric. Throws where a pattern or a schema cannot be compiled. */
export function createRubric(checks: readonly RubricCheck[], _tools: EngineTools): Rubric {
  return { checks, assess: () => [] };
}
