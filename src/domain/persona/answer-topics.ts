import type { Fact, PrivateScenario } from "../scenarios/scenario.ts";
import { changeState } from "./change-state.ts";
import { withCount } from "./counts.ts";
import type { EpisodeState } from "./episode-state.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import type { LineDrawer } from "./line-drawer.ts";

/** How one raised topic was answered; `--explain` shows it to the author. */
export interface TopicAnswer {
  readonly topicId: string;
  readonly kind: "disclosed" | "hinted" | "deflected" | "held_back" | "already_said" | "no_fact";
  readonly factId: string | null;
  readonly line: string;
}

/** Answers the raised topics in order, opening at most one fact a topic and `maxDisclosuresPerTurn` in all. Returns the state with the facts opened. */
export function answerTopics(
  raised: readonly string[],
  state: EpisodeState,
  scenario: PrivateScenario,
  drawer: LineDrawer,
): { readonly state: EpisodeState; readonly answers: readonly TopicAnswer[] } {
  const answers: TopicAnswer[] = [];
  let current = state;
  let disclosuresLeft = scenario.limits.maxDisclosuresPerTurn;
  for (const topicId of raised) {
    const answer = answerTopic(topicId, current, scenario, disclosuresLeft, drawer);
    if (answer.kind === "disclosed" && answer.factId !== null) {
      disclosuresLeft -= 1;
      current = openFact(current, answer.factId);
    }
    answers.push(answer);
  }
  return { state: current, answers };
}

/** Gives the persona the floor: the first closed fact that it volunteers, if any. */
export function volunteerFact(
  state: EpisodeState,
  scenario: PrivateScenario,
  drawer: LineDrawer,
): { readonly state: EpisodeState; readonly answer: TopicAnswer } | null {
  const fact = scenario.facts.find(
    (candidate) => candidate.reveal === "volunteers" && isClosed(candidate, state) && canOpen(candidate, state, scenario),
  );
  if (!fact) {
    return null;
  }
  return {
    state: openFact(state, fact.id),
    answer: { topicId: fact.topicId, kind: "disclosed", factId: fact.id, line: drawer.draw(`fact:${fact.id}`, fact.say) },
  };
}

function answerTopic(
  topicId: string,
  state: EpisodeState,
  scenario: PrivateScenario,
  disclosuresLeft: number,
  drawer: LineDrawer,
): TopicAnswer {
  const facts = scenario.facts.filter((fact) => fact.topicId === topicId);
  const closed = facts.filter((fact) => isClosed(fact, state));
  const ready = closed.find((fact) => canOpen(fact, state, scenario));
  if (ready) {
    return disclosuresLeft > 0
      ? { topicId, kind: "disclosed", factId: ready.id, line: drawer.draw(`fact:${ready.id}`, ready.say) }
      : { topicId, kind: "held_back", factId: ready.id, line: "" };
  }
  const [gated] = closed;
  if (gated) {
    return evadeFact(gated, state, scenario, drawer);
  }
  const otherwise = scenario.topics.find((topic) => topic.id === topicId)?.otherwise ?? [];
  const known = lastOpened(facts, state);
  // What was plain from the start is not said again to somebody who asks for more.
  const hasMoreToSay = otherwise.length > 0 && facts.every((fact) => fact.reveal === "always");
  if (known && !hasMoreToSay) {
    const again = `${drawer.draw("already_said", scenario.lines.alreadySaid)} ${drawer.draw(`fact:${known.id}`, known.say)}`;
    return { topicId, kind: "already_said", factId: known.id, line: again };
  }
  const line =
    otherwise.length > 0 ? drawer.draw(`otherwise:${topicId}`, otherwise) : drawer.draw("dont_know", scenario.lines.dontKnow);
  return { topicId, kind: "no_fact", factId: null, line };
}

function evadeFact(fact: Fact, state: EpisodeState, scenario: PrivateScenario, drawer: LineDrawer): TopicAnswer {
  if (fact.hint && evaluateCondition(fact.hint.when, state, scenario.minefields)) {
    return { topicId: fact.topicId, kind: "hinted", factId: fact.id, line: drawer.draw(`hint:${fact.id}`, fact.hint.say) };
  }
  const line =
    fact.deflect.length > 0 ? drawer.draw(`deflect:${fact.id}`, fact.deflect) : drawer.draw("deflect", scenario.lines.deflect);
  return { topicId: fact.topicId, kind: "deflected", factId: fact.id, line };
}

function isClosed(fact: Fact, state: EpisodeState): boolean {
  return !state.openedFacts.has(fact.id);
}

function canOpen(fact: Fact, state: EpisodeState, scenario: PrivateScenario): boolean {
  return (
    fact.requires.every((id) => state.openedFacts.has(id)) &&
    (fact.when === null || evaluateCondition(fact.when, state, scenario.minefields))
  );
}

function openFact(state: EpisodeState, factId: string): EpisodeState {
  return changeState(state, { openedFacts: withCount(state.openedFacts, factId, state.turn) });
}

function lastOpened(facts: readonly Fact[], state: EpisodeState): Fact | null {
  return facts.reduce<Fact | null>(
    (latest, fact) =>
      latest !== null && (state.openedFacts.get(latest.id) ?? 0) > (state.openedFacts.get(fact.id) ?? 0) ? latest : fact,
    null,
  );
}
