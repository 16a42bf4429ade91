import type { Condition } from "../scenarios/condition.ts";
import type { Minefield } from "../scenarios/scenario.ts";
import { SEVERITIES } from "../scenarios/severity.ts";
import type { EpisodeState } from "./episode-state.ts";

/** Whether the condition holds in the state. `minefields` are the scenario's, to tell the severity of those that were hit. */
export function evaluateCondition(condition: Condition, state: EpisodeState, minefields: readonly Minefield[]): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => evaluateCondition(part, state, minefields));
    case "any":
      return condition.of.some((part) => evaluateCondition(part, state, minefields));
    case "not":
      return !evaluateCondition(condition.of, state, minefields);
    case "fact":
      return state.openedFacts.has(condition.factId);
    case "raised":
      return (state.raisedTopics.get(condition.topicId) ?? 0) >= condition.times;
    case "meter":
      return isWithin(state.meters.get(condition.meterId) ?? 0, condition);
    case "turn":
      return isWithin(state.turn, condition);
    case "act":
      return (state.acts.get(condition.act) ?? 0) >= condition.times;
    case "tool":
      return state.toolCalls.some(
        (call) =>
          call.toolId === condition.toolId &&
          Object.entries(condition.equals).every(([field, value]) => call.input[field] === value),
      );
    case "milestone":
      return state.milestones.has(condition.milestoneId);
    case "minefield":
      return state.minefields.has(condition.minefieldId);
    case "severity":
      return minefields.some(
        (minefield) =>
          state.minefields.has(minefield.id) && SEVERITIES.indexOf(minefield.severity) >= SEVERITIES.indexOf(condition.atLeast),
      );
  }
}

function isWithin(value: number, bounds: { readonly gte?: number; readonly lte?: number }): boolean {
  return value >= (bounds.gte ?? Number.NEGATIVE_INFINITY) && value <= (bounds.lte ?? Number.POSITIVE_INFINITY);
}
