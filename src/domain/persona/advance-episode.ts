import { assertInvariant } from "../assert.ts";
import type { AgendaItem, PrivateScenario } from "../scenarios/scenario.ts";
import { checkToolCall, type ToolCheck } from "../tools/check-tool-call.ts";
import { answerTopics, type TopicAnswer, volunteerFact } from "./answer-topics.ts";
import { applyEffects } from "./apply-effects.ts";
import { changeState } from "./change-state.ts";
import { copyCounts } from "./counts.ts";
import type { EpisodeEnding, EpisodeState } from "./episode-state.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import { latchEvents } from "./latch-events.ts";
import { LineDrawer } from "./line-drawer.ts";
import type { PersonaEngine, PolicyMove } from "./persona-engine.ts";
import { readMessage, type UnderstoodMessage } from "./read-message.ts";
import { SKETCHES_MAX } from "./sketch-message.ts";

/** Tool calls of one turn that are looked at. */
const TOOL_CALLS_MAX = 10;
/** Accepted calls kept in the state: enough for any scenario, bounded for a policy that calls without end. */
const KEPT_CALLS_MAX = 200;

/** What one turn did. */
export interface TurnOutcome {
  readonly state: EpisodeState;
  readonly observation: string;
  readonly toolResults: readonly { readonly name: string; readonly check: ToolCheck }[];
  /** Why it went as it did, for the author's eyes only. `endRuleId`: the rule that ended the episode; null: none did, as at the cap of turns. */
  readonly trace: {
    readonly message: UnderstoodMessage;
    readonly answers: readonly TopicAnswer[];
    readonly endRuleId: string | null;
  };
}

/**
 * One turn of the persona engine, a pure function: acts and topics are recognised and tools checked, minefields judge them by what was known before, facts
 * open, milestones latch, the persona replies, and the first end rule that holds ends the episode. Throws InvariantError on an episode that is over.
 */
export function advanceEpisode(
  engine: PersonaEngine,
  seed: number,
  maxTurns: number,
  before: EpisodeState,
  move: PolicyMove,
): TurnOutcome {
  assertInvariant(before.ending === null, "an episode that is over is not advanced");
  const scenario = engine.scenario.private;
  const drawer = new LineDrawer(seed, before.said);
  const message = readMessage(
    move.message,
    move.toolCalls.length > 0,
    engine.topics,
    scenario.limits.maxQuestionsAnswered,
    before.sketches,
  );
  const toolResults = move.toolCalls
    .slice(0, TOOL_CALLS_MAX)
    .map((call) => ({ name: call.name, check: checkToolCall(call, engine.scenario.public.tools) }));

  const acted = latchEvents(takeAction(before, message, toolResults, engine), scenario);
  const talked = answer(message, acted, scenario, drawer);
  // Where nothing was opened, nothing new can latch.
  const known = talked.state === acted ? acted : latchEvents(talked.state, scenario);
  const agenda = chooseAgendaItem(known, scenario, drawer);
  const moved = agenda
    ? latchEvents(changeState(known, { meters: applyEffects(known.meters, agenda.effects, scenario.meters) }), scenario)
    : known;
  const ended = findEnding(moved, scenario, maxTurns);

  const closing = ended ? drawer.draw(`end:${ended.ruleId ?? "max_turns"}`, ended.say) : "";
  const initiative = agenda && closing === "" ? drawer.draw(`agenda:${agenda.id}`, agenda.say) : "";
  // An ending has the last word: small talk before it would sound like two people.
  const spoken = closing !== "" && talked.answers.length === 0 ? [] : talked.lines;
  const lines = [...spoken, initiative, closing].filter((line) => line !== "");
  const observation = lines.length > 0 ? lines.join(" ") : drawer.draw("acknowledge", scenario.lines.acknowledge);
  const ending: EpisodeEnding | null = ended ? { terminalReason: ended.terminalReason, outcome: ended.outcome } : null;
  return {
    state: changeState(moved, { said: drawer.said(), ending }),
    observation,
    toolResults,
    trace: { message, answers: talked.answers, endRuleId: ended?.ruleId ?? null },
  };
}

/** The state after the policy's own doing: acts, topics and tool calls counted, meters moved. Facts stay as they were. */
function takeAction(
  before: EpisodeState,
  message: UnderstoodMessage,
  toolResults: TurnOutcome["toolResults"],
  engine: PersonaEngine,
): EpisodeState {
  const { scenario } = engine;
  const turn = before.turn + 1;
  const accepted = toolResults.flatMap(({ check }) =>
    check.accepted ? [{ toolId: check.toolId, input: check.input, turn }] : [],
  );
  const decided = accepted.some((call) =>
    scenario.public.tools.some((tool) => tool.id === call.toolId && tool.type === "decision"),
  );
  const acts = copyCounts(before.acts);
  let meters = before.meters;
  for (const act of decided ? [...message.acts, "decision" as const] : message.acts) {
    const times = (acts.get(act) ?? 0) + 1;
    acts.set(act, times);
    const effect = scenario.private.acts[act];
    if (effect && times <= effect.maxTimes) {
      meters = applyEffects(meters, effect.effects, scenario.private.meters);
    }
  }
  const raisedTopics = copyCounts(before.raisedTopics);
  for (const topicId of message.raised) {
    const times = (raisedTopics.get(topicId) ?? 0) + 1;
    raisedTopics.set(topicId, times);
    const topic = scenario.private.topics.find((candidate) => candidate.id === topicId);
    if (topic && times === 1) {
      meters = applyEffects(meters, topic.effects, scenario.private.meters);
    }
  }
  return changeState(before, {
    turn,
    acts,
    meters,
    raisedTopics,
    toolCalls: accepted.length === 0 ? before.toolCalls : [...before.toolCalls, ...accepted].slice(-KEPT_CALLS_MAX),
    sketches: [...before.sketches, message.sketch].slice(-SKETCHES_MAX),
  });
}

interface Talk {
  readonly state: EpisodeState;
  readonly lines: readonly string[];
  readonly answers: readonly TopicAnswer[];
}

/** What the persona says to the message, without its own initiative. */
function answer(message: UnderstoodMessage, state: EpisodeState, scenario: PrivateScenario, drawer: LineDrawer): Talk {
  if (message.acts.has("silence")) {
    return { state, answers: [], lines: [drawer.draw("silence", scenario.lines.silence)] };
  }
  if (message.acts.has("meta_probe")) {
    return { state, answers: [], lines: [drawer.draw("meta_probe", scenario.lines.metaProbe)] };
  }
  const topical = answerTopics(message.raised, state, scenario, drawer);
  const volunteered = topical.answers.length === 0 && message.gaveFloor ? volunteerFact(topical.state, scenario, drawer) : null;
  const answers = volunteered ? [volunteered.answer] : topical.answers;
  const lines = answers.map((given) => given.line).filter((line) => line !== "");
  if (lines.length === 0) {
    lines.push(...smallTalk(message, scenario, drawer));
  }
  if (message.acts.has("overload")) {
    lines.push(drawer.draw("overload", scenario.lines.overload));
  }
  return { state: volunteered?.state ?? topical.state, answers, lines };
}

function smallTalk(message: UnderstoodMessage, scenario: PrivateScenario, drawer: LineDrawer): readonly string[] {
  if (message.leftUnanswered) {
    return [drawer.draw("fallback", scenario.lines.fallback)];
  }
  if (message.acts.has("goodbye")) {
    return [drawer.draw("goodbye", scenario.lines.goodbye)];
  }
  if (message.acts.has("greeting") && message.acts.size === 1) {
    return [drawer.draw("greeting", scenario.lines.greeting)];
  }
  return message.text === "" ? [] : [drawer.draw("acknowledge", scenario.lines.acknowledge)];
}

function chooseAgendaItem(state: EpisodeState, scenario: PrivateScenario, drawer: LineDrawer): AgendaItem | null {
  return (
    scenario.agenda.find(
      (item) =>
        !(item.once && drawer.countOf(`agenda:${item.id}`) > 0) && evaluateCondition(item.when, state, scenario.minefields),
    ) ?? null
  );
}

function findEnding(
  state: EpisodeState,
  scenario: PrivateScenario,
  maxTurns: number,
): (EpisodeEnding & { readonly ruleId: string | null; readonly say: readonly string[] }) | null {
  const rule = scenario.ends.find((candidate) => evaluateCondition(candidate.when, state, scenario.minefields));
  if (rule) {
    return { ruleId: rule.id, terminalReason: rule.reason, outcome: rule.outcome, say: rule.say };
  }
  return state.turn >= maxTurns ? { ruleId: null, terminalReason: "max_turns_reached", outcome: "max_turns", say: [] } : null;
}
