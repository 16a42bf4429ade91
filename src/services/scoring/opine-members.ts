import type { Caller } from "../caller.ts";
import type { BatchRequest } from "./batch-evaluation.ts";
import { byScenario } from "./by-scenario.ts";
import type { EvaluatedItem } from "./evaluated-item.ts";
import type { Evaluation } from "./evaluation.ts";
import { type FlooredEvaluation, opineEvaluations } from "./opine-evaluations.ts";
import type { ScoringPorts } from "./scoring-ports.ts";
import { toBatchResult } from "./to-batch-result.ts";

interface FlooredMember extends FlooredEvaluation {
  readonly member: EvaluatedItem;
}

/**
 * Members that stand together, as others than the rubric see them: one source for all that answer the same scenario. Null where nobody is asked. A group that is held against itself and has members of several scenarios is the
 * rubric's: their sources may differ, and so would their scales. A fault leaves the rubric's answers.
 */
export function opineMembers(
  ports: ScoringPorts,
  caller: Caller,
  members: readonly EvaluatedItem[],
  rewardMode: BatchRequest["rewardMode"],
  deadlineAt: number | null,
): Promise<readonly EvaluatedItem[]> | null {
  const parts = byScenario(members.flatMap(toFloored));
  if (rewardMode === "group" && parts.length > 1) {
    return null;
  }
  const opining = parts.flatMap((floored) => {
    const asking = askAbout(ports, caller, floored, deadlineAt);
    return asking === null ? [] : [asking];
  });
  return opining.length === 0
    ? null
    : Promise.all(opining).then((opinions) => {
        const opined = new Map(opinions.flat());
        return members.map((member) => withEvaluation(member, opined.get(member)));
      });
}

function askAbout(
  ports: ScoringPorts,
  caller: Caller,
  floored: readonly FlooredMember[],
  deadlineAt: number | null,
): Promise<readonly (readonly [EvaluatedItem, Evaluation | undefined])[]> | null {
  try {
    const asking = opineEvaluations(ports, caller, floored, deadlineAt);
    return asking === null
      ? null
      : asking.then((evaluations) => floored.map(({ member }, place) => [member, evaluations[place]] as const));
  } catch (fault) {
    ports.reportFault(fault, caller.requestId);
    return null;
  }
}

function toFloored(member: EvaluatedItem): readonly FlooredMember[] {
  const { request, result } = member;
  return request === null || result.status === "error" ? [] : [{ member, request, evaluation: result.evaluation }];
}

function withEvaluation(member: EvaluatedItem, evaluation: Evaluation | undefined): EvaluatedItem {
  return evaluation === undefined ? member : { ...member, result: toBatchResult(member.item, evaluation) };
}
