import type { AnsweringSource } from "../../services/scoring/answering-source.ts";
import type { Evaluation, ScoredEvaluation, ScoringVersions } from "../../services/scoring/evaluation.ts";
import { type EvaluationPlace, type EvaluationViewOptions, toWireEvaluation } from "./evaluation-view.ts";
import { toWireVersions } from "./score-fields.ts";
import { toWireSource } from "./source.ts";
import { writeNumber, writeOnce, writeText } from "./write-json.ts";

/**
 * The members of an evaluation as it is answered, without the braces around them: the text that `JSON.stringify` makes of `toWireEvaluation`. Answers that hold nothing but what every answer holds are put together here, since most
 * are of that kind and half of the text of those is the same for all.
 */
export function writeEvaluation<Id extends string | undefined, Status extends Evaluation["status"]>(
  evaluation: Evaluation & { readonly status: Status },
  place: EvaluationPlace<Id>,
  options: EvaluationViewOptions,
): string {
  return isPlain(evaluation) && !options.showBreakdown
    ? writePlain(evaluation, place)
    : JSON.stringify(toWireEvaluation(evaluation, place, options)).slice(1, -1);
}

/** Whether the rubric alone gave the answer, and no history was asked for. */
function isPlain(evaluation: Evaluation): evaluation is ScoredEvaluation {
  return (
    evaluation.status !== "unscored" &&
    evaluation.attempts.length === 0 &&
    evaluation.people === null &&
    evaluation.normalized === null
  );
}

function writePlain(evaluation: ScoredEvaluation, { id, groupId, groupReward }: EvaluationPlace<string | undefined>): string {
  const { status, evaluationId, reward, raw, grounding, source, confidence, versions } = evaluation;
  const own = `${id === undefined ? "" : `"id":${writeText(id)},`}${groupId === null ? "" : `"group_id":${writeText(groupId)},`}`;
  const rewards = `"reward":${writeNumber(groupReward ?? reward)},"raw":${writeNumber(raw)},"scores":${writeScores(evaluation.scores)}`;
  const from = `"grounding":"${grounding}","source":${writeSource(source)},"confidence":${writeNumber(confidence)}`;
  const under = `"versions":${writeVersions(versions)},"scoring_version":${writeText(evaluation.scoringVersion)}`;
  const about = `"scenario_name":${writeText(evaluation.scenarioTitle)},"evaluation_time_ms":${writeNumber(evaluation.evaluationTimeMs)}`;
  const absolute = groupReward === null ? "" : `,"absolute_reward":${writeNumber(reward)}`;
  return `${own}"status":"${status}","evaluation_id":${writeText(evaluationId)},${rewards},${from},${under},"metadata":{${about}}${absolute}`;
}

const writeSource = writeOnce((source: AnsweringSource) => JSON.stringify(toWireSource(source)));
const writeVersions = writeOnce((versions: ScoringVersions) => JSON.stringify(toWireVersions(versions)));

function writeScores(scores: ScoredEvaluation["scores"]): string {
  let members = "";
  for (const key of Object.keys(scores)) {
    members += `${members === "" ? "" : ","}${writeText(key)}:${writeNumber(scores[key] ?? null)}`;
  }
  return `{${members}}`;
}
