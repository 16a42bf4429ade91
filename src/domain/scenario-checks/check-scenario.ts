import type { PersonaEngine } from "../persona/persona-engine.ts";
import type { Collection } from "../scenarios/collection.ts";
import { BASELINES, type Baseline, type CheckedScenario } from "../scenarios/scenario-test.ts";
import { classifySentence } from "../text/classify-sentence.ts";
import { baselinePolicies } from "./baseline-policies.ts";
import { exploreScenario, type Witnessed, witness } from "./explore-scenario.ts";
import { findGivenArtifacts } from "./find-given-artifacts.ts";
import { findLeaks } from "./find-leaks.ts";
import { type CheckEvidence, gatherEvidence } from "./find-unproven-checks.ts";
import { type PlayedPolicy, playPolicy } from "./play-policy.ts";
import { ORACLE_REWARD_MIN, runScenarioTest, type ScenarioTestRun } from "./run-scenario-test.ts";

/** What the oracle and the mindless policies earn: the proof that a scenario can be solved and cannot be gamed. */
export interface RewardCard {
  /** The lowest reward of the oracle conversations; null: none of them has one. */
  readonly oracle: number | null;
  readonly baselines: Readonly<Record<Baseline, { readonly reward: number; readonly cap: number }>>;
}

export interface ScenarioReport {
  readonly slug: string;
  /** Empty: the scenario may be shipped. */
  readonly problems: readonly string[];
  readonly card: RewardCard;
  readonly tests: number;
  /** What tests and mindless policies have shown of the rubric's checks; see findUnprovenChecks. */
  readonly evidence: readonly CheckEvidence[];
}

/**
 * Everything a scenario must prove beyond its schema: tests, reward card, reachability, no leaks, no colliding topics.
 * @param collection whose public half must not leak either; null: the scenario alone is looked at.
 */
export function checkScenario(
  engine: PersonaEngine,
  checked: CheckedScenario,
  collection: Collection | null = null,
): ScenarioReport {
  const runs = checked.tests.map((test) => runScenarioTest(engine, test));
  const baselines = playBaselines(engine);
  const card = makeRewardCard(checked, runs, baselines);
  return {
    slug: engine.scenario.public.slug,
    card,
    tests: runs.length,
    evidence: gatherEvidence(engine.rubric.checks, [...runs, ...Object.values(baselines).flat()]),
    problems: [
      ...findLeaks(engine.scenario, collection),
      ...findGivenArtifacts(engine.scenario),
      ...findCollisions(engine),
      ...runs.flatMap((run) => run.failures.map((failure) => `test "${run.test.name}": ${failure}`)),
      ...cardProblems(
        card,
        runs.some(({ test }) => test.oracle),
      ),
      ...unreachable(engine, witness([...runs, ...exploreScenario(engine)])),
    ],
  };
}

/** Seeds under which each mindless policy is played; the best play counts. */
const BASELINE_SEEDS = [1, 2, 3];

type BaselinePlays = Readonly<Record<Baseline, readonly PlayedPolicy[]>>;

function playBaselines(engine: PersonaEngine): BaselinePlays {
  const play = (baseline: Baseline) =>
    baselinePolicies(baseline, engine).flatMap((policy) => BASELINE_SEEDS.map((seed) => playPolicy(engine, seed, policy)));
  return Object.fromEntries(BASELINES.map((baseline) => [baseline, play(baseline)])) as unknown as BaselinePlays;
}

function makeRewardCard(checked: CheckedScenario, runs: readonly ScenarioTestRun[], baselines: BaselinePlays): RewardCard {
  const oracles = runs.filter((run) => run.test.oracle).flatMap((run) => run.reward ?? []);
  const best = (baseline: Baseline): number => Math.max(0, ...baselines[baseline].map((play) => play.reward ?? 0));
  return {
    oracle: oracles.length > 0 ? Math.min(...oracles) : null,
    baselines: Object.fromEntries(
      BASELINES.map((baseline) => [baseline, { reward: best(baseline), cap: checked.baselineCaps[baseline] }]),
    ) as RewardCard["baselines"],
  };
}

function cardProblems(card: RewardCard, hasOracle: boolean): readonly string[] {
  const problems = hasOracle
    ? []
    : [`no test with "oracle: true": nothing shows that the scenario can be solved (>= ${ORACLE_REWARD_MIN})`];
  for (const [baseline, { reward, cap }] of Object.entries(card.baselines)) {
    if (reward > cap) {
      problems.push(`the mindless policy "${baseline}" earns ${reward.toFixed(3)}, its cap is ${cap}`);
    }
  }
  return problems;
}

/** Topic examples that another topic takes, or that raise nothing although they should. */
function findCollisions(engine: PersonaEngine): readonly string[] {
  return engine.scenario.private.topics.flatMap((topic) =>
    topic.examples.flatMap((example) => {
      const kind = topic.listens === "any" ? classifySentence(example) : topic.listens;
      const match = engine.topics.match(example, kind);
      if (match?.topicId === topic.id) {
        return [];
      }
      return [`topic "${topic.id}": example "${example}" ${match ? `raises "${match.topicId}" instead` : "raises nothing"}`];
    }),
  );
}

function unreachable(engine: PersonaEngine, seen: Witnessed): readonly string[] {
  const { facts, ends, milestones, minefields } = engine.scenario.private;
  const advice = "neither a test nor an explored play reached it; add a test that does";
  return [
    ...facts.filter((fact) => !seen.facts.has(fact.id)).map((fact) => `fact "${fact.id}" is not reachable: ${advice}`),
    ...ends.filter((rule) => !seen.ends.has(rule.id)).map((rule) => `end "${rule.id}" is not reachable: ${advice}`),
    ...milestones
      .filter((milestone) => !seen.milestones.has(milestone.id))
      .map((milestone) => `milestone "${milestone.id}" is not reachable: ${advice}`),
    ...minefields
      .filter((minefield) => !seen.minefields.has(minefield.id))
      .map((minefield) => `minefield "${minefield.id}" is not reachable: ${advice}`),
  ];
}
