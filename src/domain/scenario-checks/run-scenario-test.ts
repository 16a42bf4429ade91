import type { TurnOutcome } from "../persona/advance-episode.ts";
import { type Counts, NO_COUNTS } from "../persona/counts.ts";
import type { PersonaEngine } from "../persona/persona-engine.ts";
import type { ExpectedBounds, ScenarioTest, ScenarioTestTurnExpectation } from "../scenarios/scenario-test.ts";
import { type PlayedPolicy, playPolicy } from "./play-policy.ts";

/** An oracle must score at least this: the scenario can be solved. */
export const ORACLE_REWARD_MIN = 0.95;

export interface ScenarioTestRun extends PlayedPolicy {
  readonly test: ScenarioTest;
  /** What did not come as expected; empty: passed. */
  readonly failures: readonly string[];
}

/** Plays an in-file test and compares every expectation. */
export function runScenarioTest(engine: PersonaEngine, test: ScenarioTest): ScenarioTestRun {
  const played = playPolicy(
    engine,
    test.seed,
    (_observation, turn) => {
      const next = test.turns[turn - 1];
      return next ? { message: next.policy, toolCalls: next.toolCalls } : null;
    },
    test,
  );
  const failures: string[] = [];
  test.turns.forEach((turn, index) => {
    const outcome = played.outcomes[index];
    if (outcome) {
      failures.push(
        ...turnFailures(
          turn.expect,
          outcome,
          index === 0 ? startingFacts(engine) : (played.outcomes[index - 1]?.state.openedFacts ?? NO_COUNTS),
        ).map((failure) => `turn ${index + 1}: ${failure}`),
      );
    } else {
      failures.push(`turn ${index + 1}: not played, the episode had ended (${played.state.ending?.outcome ?? "?"})`);
    }
  });
  failures.push(...endFailures(test, played), ...scoreFailures(test, played));
  return { ...played, test, failures };
}

function startingFacts(engine: PersonaEngine): Counts {
  return new Map(engine.scenario.private.facts.filter((fact) => fact.reveal === "always").map((fact) => [fact.id, 0]));
}

function turnFailures(expect: ScenarioTestTurnExpectation, outcome: TurnOutcome, openedBefore: Counts): readonly string[] {
  const failures: string[] = [];
  const disclosed = [...outcome.state.openedFacts.keys()].filter((id) => !openedBefore.has(id));
  const { message } = outcome.trace;
  if (expect.disclosed && !isSameSet(disclosed, expect.disclosed)) {
    failures.push(
      `disclosed [${disclosed.join(", ")}], expected [${expect.disclosed.join(", ")}] (raised: ${message.raised.join(", ") || "nothing"})`,
    );
  }
  for (const act of expect.acts ?? []) {
    if (!outcome.state.acts.has(act) || !(message.acts.has(act) || act === "decision")) {
      failures.push(`act ${act} not recognised (${[...message.acts].join(", ") || "none"})`);
    }
  }
  for (const topicId of expect.raised ?? []) {
    if (!message.raised.includes(topicId)) {
      failures.push(`topic ${topicId} not raised (${message.raised.join(", ") || "none"})`);
    }
  }
  if (expect.replyIncludes !== undefined && !outcome.observation.includes(expect.replyIncludes)) {
    failures.push(`the reply does not hold "${expect.replyIncludes}": "${outcome.observation}"`);
  }
  failures.push(...endingFailures(expect, outcome));
  for (const result of outcome.toolResults) {
    if (!result.check.accepted) {
      failures.push(`tool call ${result.name} refused: ${result.check.detail}`);
    }
  }
  return failures;
}

function endingFailures(expect: ScenarioTestTurnExpectation, outcome: TurnOutcome): readonly string[] {
  if (expect.ends === undefined) {
    return [];
  }
  const { ending } = outcome.state;
  const got = ending ? `${ending.terminalReason}/${ending.outcome}` : "no end";
  const wanted = expect.ends ? `${expect.ends.reason}/${expect.ends.outcome}` : "no end";
  return got === wanted ? [] : [`ended with ${got}, expected ${wanted}`];
}

function endFailures(test: ScenarioTest, played: PlayedPolicy): readonly string[] {
  const { milestones, minefields } = test.expect;
  const failures = [...rewardFailures(test, played.reward)];
  for (const id of (milestones ?? []).filter((wanted) => !played.state.milestones.has(wanted))) {
    failures.push(`milestone ${id} not reached`);
  }
  for (const id of (minefields ?? []).filter((wanted) => !played.state.minefields.has(wanted))) {
    failures.push(`minefield ${id} not hit`);
  }
  failures.push(
    ...unexpected("milestone", "reached", milestones, played.state.milestones),
    ...unexpected("minefield", "hit", minefields, played.state.minefields),
  );
  return failures;
}

/** What there is although the test expects an empty list: none at all. */
function unexpected(noun: string, verb: string, expected: readonly string[] | undefined, seen: Counts): readonly string[] {
  return expected?.length === 0 ? [...seen.keys()].map((id) => `${noun} ${id} ${verb}`) : [];
}

function rewardFailures(test: ScenarioTest, reward: number | null): readonly string[] {
  if (reward === null) {
    return ["no reward: nothing that the scenario scores applies"];
  }
  const least = Math.max(test.expect.reward?.gte ?? 0, test.oracle ? ORACLE_REWARD_MIN : 0);
  const most = test.expect.reward?.lte ?? 1;
  return [
    ...(reward < least ? [`reward ${reward.toFixed(3)}, expected at least ${least}`] : []),
    ...(reward > most ? [`reward ${reward.toFixed(3)}, expected at most ${most}`] : []),
  ];
}

/** What of the dimensions, the rubric's checks and its gates did not come as expected. */
function scoreFailures(test: ScenarioTest, played: PlayedPolicy): readonly string[] {
  const { dimensions, checks, disqualified } = test.expect;
  const failures: string[] = [];
  for (const [key, expected] of Object.entries(dimensions ?? {})) {
    const score = played.assessment.scores[key];
    if (!score || !isAsExpected(score.value, expected === "unscored" ? null : expected)) {
      failures.push(score ? `${key} is ${show(score.value)}, expected ${showExpected(expected)}` : `no dimension ${key}`);
    }
  }
  for (const [id, expected] of Object.entries(checks ?? {})) {
    const result = played.assessment.checks.find(({ check }) => check.id === id);
    if (!result || !isAsExpected(result.met, CHECK_BOUNDS[String(expected)] ?? toBounds(expected))) {
      failures.push(
        result
          ? `check ${id} is met ${show(result.met)} (${result.explanation}), expected ${showExpected(expected)}`
          : `no check ${id}`,
      );
    }
  }
  if (disqualified !== undefined && played.assessment.isDisqualified !== disqualified) {
    failures.push(disqualified ? "not disqualified" : "disqualified");
  }
  return failures;
}

const CHECK_BOUNDS: Readonly<Record<string, ExpectedBounds>> = { met: { gte: 1 }, not_met: { lte: 0 } };

function toBounds(expected: string | ExpectedBounds): ExpectedBounds | null {
  return typeof expected === "string" ? null : expected;
}

/** Null expects that there is no value. */
function isAsExpected(value: number | null, expected: ExpectedBounds | null): boolean {
  if (value === null || expected === null) {
    return value === expected;
  }
  return value >= (expected.gte ?? 0) && value <= (expected.lte ?? 1);
}

function show(value: number | null): string {
  return value === null ? "not applicable" : value.toFixed(3);
}

function showExpected(expected: string | ExpectedBounds): string {
  return typeof expected === "string" ? expected.replaceAll("_", " ") : `${expected.gte ?? 0} to ${expected.lte ?? 1}`;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
