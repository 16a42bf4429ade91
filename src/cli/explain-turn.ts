import type { TurnOutcome } from "../domain/persona/advance-episode.ts";
import type { Counts } from "../domain/persona/counts.ts";
import type { EpisodeState } from "../domain/persona/episode-state.ts";
import { evaluateCondition } from "../domain/persona/evaluate-condition.ts";
import type { PersonaEngine } from "../domain/persona/persona-engine.ts";
import type { Condition } from "../domain/scenarios/condition.ts";
import type { Fact } from "../domain/scenarios/scenario.ts";

/** Why a turn went as it did, for the scenario's author: what was understood, what each raised fact did, what latched. */
export function explainTurn(engine: PersonaEngine, outcome: TurnOutcome): readonly string[] {
  const { message, answers, endRuleId } = outcome.trace;
  const { state } = outcome;
  return [
    `acts: ${[...message.acts].join(", ") || "none"}; meters: ${
      [...state.meters].map(([id, value]) => `${id} ${value}`).join(", ") || "none"
    }`,
    ...message.sentences.map((sentence) => explainSentence(engine, sentence)),
    ...answers.map(
      (answer) =>
        `${answer.topicId}: ${answer.kind}${answer.factId === null ? "" : ` (${answer.factId})`}${explainGate(engine, answer.factId, answer.kind, state)}`,
    ),
    ...latched("milestone", state.milestones, state.turn),
    ...latched("minefield", state.minefields, state.turn),
    ...(endRuleId === null ? [] : [`end ${endRuleId}`]),
    `still closed: ${
      engine.scenario.private.facts
        .filter((fact) => !state.openedFacts.has(fact.id))
        .map((fact) => fact.id)
        .join(", ") || "nothing"
    }`,
  ];
}

function explainSentence(engine: PersonaEngine, sentence: TurnOutcome["trace"]["message"]["sentences"][number]): string {
  const ranking = engine.topics
    .rank(sentence.text, sentence.kind)
    .slice(0, 3)
    .map(({ topicId, score }) => `${topicId} ${score.toFixed(2)}`);
  const verdict = sentence.heard
    ? sentence.match
      ? `→ ${sentence.match.topicId}`
      : "→ no topic"
    : "→ not heard (too many questions)";
  return `${sentence.kind} "${sentence.text}" ${verdict} [${ranking.join(", ")}]`;
}

function explainGate(engine: PersonaEngine, factId: string | null, kind: string, state: EpisodeState): string {
  const fact = engine.scenario.private.facts.find((candidate) => candidate.id === factId);
  if (!fact || (kind !== "hinted" && kind !== "deflected")) {
    return "";
  }
  return `: needs ${missingOf(fact, state, engine).join(" and ")}`;
}

function missingOf(fact: Fact, state: EpisodeState, engine: PersonaEngine): readonly string[] {
  const missing = fact.requires.filter((id) => !state.openedFacts.has(id)).map((id) => `fact ${id}`);
  const isShut = fact.when !== null && !evaluateCondition(fact.when, state, engine.scenario.private.minefields);
  return isShut && fact.when ? [...missing, describeCondition(fact.when)] : missing;
}

function describeCondition(condition: Condition): string {
  switch (condition.kind) {
    case "all":
      return `(${condition.of.map(describeCondition).join(" and ")})`;
    case "any":
      return `(${condition.of.map(describeCondition).join(" or ")})`;
    case "not":
      return `not ${describeCondition(condition.of)}`;
    case "meter":
    case "turn": {
      const subject = condition.kind === "meter" ? condition.meterId : "turn";
      return [
        condition.gte === undefined ? "" : `${subject} ≥ ${condition.gte}`,
        condition.lte === undefined ? "" : `${subject} ≤ ${condition.lte}`,
      ]
        .filter((part) => part !== "")
        .join(" and ");
    }
    case "raised":
      return `${condition.topicId} raised ${condition.times}×`;
    case "act":
      return `${condition.act} ${condition.times}×`;
    case "fact":
      return `fact ${condition.factId}`;
    case "tool":
      return `tool ${condition.toolId} ${JSON.stringify(condition.equals)}`;
    case "milestone":
      return `milestone ${condition.milestoneId}`;
    case "minefield":
      return `minefield ${condition.minefieldId}`;
    case "severity":
      return `a ${condition.atLeast} minefield`;
  }
}

function latched(noun: string, turns: Counts, turn: number): readonly string[] {
  const ids = [...turns].filter(([, at]) => at === turn).map(([id]) => id);
  return ids.length > 0 ? [`${noun} ${ids.join(", ")}`] : [];
}
