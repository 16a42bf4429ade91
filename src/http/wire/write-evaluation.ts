import type { Evaluation, ScoredEvaluation } from "../../services/scoring/evaluation.ts";
import { type EvaluationPlace, type EvaluationViewOptions, toWireEvaluation } from "./evaluation-view.ts";
import { toWireVersions } from "./score-fields.ts";
import { toWireSource } from "./source.ts";
import { writeNumber, writeText } from "./write-json.ts";

/**
 * The members of an evaluation as it is answered, without the braces around them: the text that `JSON.stringify` makes of `toWireEvaluation`. Answers that hold nothing but what every answer holds are put together here, since most
 * are of that kind and half of the text of those is the same for all.
 */
export function writeEvaluation(
  evaluation: Evaluation,
  place: EvaluationPlace<string | undefined>,
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
  const { status, evaluationId, reward, raw, grounding, confidence, evaluationTimeMs } = evaluation;
  const own = `${id === undefined ? "" : `"id":${writeText(id)},`}${groupId === null ? "" : `"group_id":${writeText(groupId)},`}`;
  const rewards = `"reward":${writeNumber(groupReward ?? reward)},"raw":${writeNumber(raw)},"scores":${writeScores(evaluation.scores)}`;
  const { from, under } = writeShared(evaluation);
  const absolute = groupReward === null ? "" : `,"absolute_reward":${writeNumber(reward)}`;
  return `${own}"status":"${status}","evaluation_id":${writeText(evaluationId)},${rewards},"grounding":"${grounding}",${from}${writeNumber(confidence)}${under}${writeNumber(evaluationTimeMs)}}${absolute}`;
}

/** What the answers of a scenario share: the text around the confidence, from who answered to the milliseconds it took. */
interface SharedText {
  readonly of: ScoredEvaluation;
  readonly from: string;
  readonly under: string;
}

let last: SharedText | null = null;

/** Most answers of a time are one scenario's, so the last text is kept. */
function writeShared(evaluation: ScoredEvaluation): SharedText {
  if (last === null || !isOfSame(last.of, evaluation)) {
    const { source, versions, scoringVersion, scenarioTitle } = evaluation;
    const stated = `"versions":${JSON.stringify(toWireVersions(versions))},"scoring_version":${writeText(scoringVersion)}`;
    last = {
      of: evaluation,
      from: `"source":${JSON.stringify(toWireSource(source))},"confidence":`,
      under: `,${stated},"metadata":{"scenario_name":${writeText(scenarioTitle)},"evaluation_time_ms":`,
    };
  }
  return last;
}

function isOfSame(one: ScoredEvaluation, other: ScoredEvaluation): boolean {
  return (
    one.versions === other.versions &&
    one.source === other.source &&
    one.scoringVersion === other.scoringVersion &&
    one.scenarioTitle === other.scenarioTitle
  );
}

function writeScores(scores: ScoredEvaluation["scores"]): string {
  let members = "";
  for (const key of Object.keys(scores)) {
    members += `${members === "" ? "" : ","}${writeText(key)}:${writeNumber(scores[key] ?? null)}`;
  }
  return `{${members}}`;
}
