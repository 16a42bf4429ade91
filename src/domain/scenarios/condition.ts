import type { ActName } from "./act-name.ts";
import type { Severity } from "./severity.ts";

/**
 * A condition over the state of an episode, as data: a checker can prove reachability, and there is no evaluator to attack.
 * Counts are cumulative over the episode; a latched thing (fact, milestone, minefield) stays true.
 */
export type Condition =
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "fact"; readonly factId: string }
  | { readonly kind: "raised"; readonly topicId: string; readonly times: number }
  | { readonly kind: "meter"; readonly meterId: string; readonly gte?: number; readonly lte?: number }
  | { readonly kind: "turn"; readonly gte?: number; readonly lte?: number }
  | { readonly kind: "act"; readonly act: ActName; readonly times: number }
  | { readonly kind: "tool"; readonly toolId: string; readonly equals: Readonly<Record<string, ToolValue>> }
  | { readonly kind: "milestone"; readonly milestoneId: string }
  | { readonly kind: "minefield"; readonly minefieldId: string }
  | { readonly kind: "severity"; readonly atLeast: Severity };

/** A scalar that a tool input field is compared with. */
export type ToolValue = string | number | boolean;
