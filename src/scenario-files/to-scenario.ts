import { canonicalJson } from "../domain/scenarios/canonical-json.ts";
import type {
  ActEffect,
  Fact,
  PersonaLines,
  PrivateScenario,
  PublicScenario,
  Scenario,
  TerminalReason,
  Topic,
} from "../domain/scenarios/scenario.ts";
import type { Baseline, ScenarioTest, ScenarioTestTurn } from "../domain/scenarios/scenario-test.ts";
import type { CollectionFile } from "./collection-schema.ts";
import { toCondition } from "./condition-schema.ts";
import type { ScenarioFile } from "./scenario-schema.ts";
import { toDimensionRules } from "./to-dimension-rules.ts";
import { toRubric, toShaping } from "./to-rubric.ts";

/** What a mindless policy may earn where neither file states a cap. */
const DEFAULT_BASELINE_CAPS: Readonly<Record<Baseline, number>> = {
  silent: 0.05,
  echo: 0.05,
  ask_everything: 0.35,
  keyword_stuffing: 0.1,
  keyword_questions: 0.1,
  restatement: 0.15,
  injection: 0.05,
  blind_decision: 0.25,
  verbose_padding: 0.15,
  refusal: 0.05,
};

/** A scenario file merged with what its collection shares. Throws where a dimension has no scorer settings (see toDimensionRules). */
export function toScenario(collection: CollectionFile, file: ScenarioFile, sha256Hex: (text: string) => string): Scenario {
  const publicHalf = toPublicScenario(collection, file);
  const privateHalf = toPrivateScenario(collection, file);
  return {
    public: publicHalf,
    private: privateHalf,
    digest: sha256Hex(canonicalJson({ public: publicHalf, private: privateHalf })),
  };
}

function toPublicScenario(collection: CollectionFile, file: ScenarioFile): PublicScenario {
  return {
    collectionSlug: collection.slug,
    slug: file.slug,
    version: file.version,
    title: file.public.title,
    difficulty: file.public.difficulty,
    tags: file.public.tags,
    language: collection.public.language,
    split: file.public.split,
    maxTurns: file.public.max_turns,
    policyBrief: file.public.policy_brief,
    opening: file.public.opening,
    tools: file.public.tools.map((tool) => {
      const { id, name, description } = tool;
      return tool.type === "decision"
        ? { id, type: tool.type, mode: tool.mode, name, description, options: tool.options }
        : { id, type: tool.type, mode: tool.mode, name, description, jsonSchema: withoutUndefined(tool.json_schema) };
    }),
  };
}

/** zod leaves `undefined` members where a file has none; the domain's types have no such members. */
function withoutUndefined<T>(value: unknown): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function toPrivateScenario(collection: CollectionFile, file: ScenarioFile): PrivateScenario {
  const shared = collection.private;
  const own = file.private;
  return {
    persona: own.persona,
    meters: { ...shared.meters, ...own.meters },
    acts: toActs({ ...shared.acts, ...own.acts }),
    limits: {
      maxDisclosuresPerTurn: own.limits.max_disclosures_per_turn ?? shared.limits.max_disclosures_per_turn,
      maxQuestionsAnswered: own.limits.max_questions_answered ?? shared.limits.max_questions_answered,
    },
    lexicon: shared.lexicon,
    topics: toTopics({ ...shared.topics, ...own.topics }, own.answers),
    facts: own.facts.map(toFact),
    agenda: own.agenda.map((item) => ({ ...item, when: toCondition(item.when) })),
    lines: toLines({ ...shared.lines, ...own.lines } as CollectionFile["private"]["lines"]),
    milestones: own.milestones.map((milestone) => ({ ...milestone, when: toCondition(milestone.when) })),
    minefields: own.minefields.map((minefield) => ({ ...minefield, when: toCondition(minefield.when) })),
    ends: own.end.map((rule) => ({ ...rule, when: toCondition(rule.when), say: rule.say ?? [] })),
    scoring: {
      dimensions: toDimensionRules(collection, file),
      gate: shared.scoring.gate,
      rubric: toRubric(collection, file),
      shaping: toShaping(shared.scoring.shaping, own.scoring.shaping),
    },
    ...(own.judge && { judge: own.judge }),
  };
}

function toActs(acts: CollectionFile["private"]["acts"]): PrivateScenario["acts"] {
  const result: Record<string, ActEffect> = {};
  for (const [name, effect] of Object.entries(acts)) {
    result[name] = { effects: effect.effects, maxTimes: effect.max_times };
  }
  return result;
}

function toTopics(topics: CollectionFile["private"]["topics"], answers: ScenarioFile["private"]["answers"]): readonly Topic[] {
  return Object.entries(topics).map(([id, topic]) => ({
    id,
    description: topic.description,
    listens: topic.listens,
    examples: topic.examples,
    phrases: topic.phrases,
    not: topic.not,
    otherwise: answers[id] ?? topic.otherwise ?? [],
    effects: topic.effects,
  }));
}

function toFact(fact: ScenarioFile["private"]["facts"][number]): Fact {
  return {
    id: fact.id,
    topicId: fact.topic,
    reveal: fact.reveal,
    weight: fact.weight,
    requires: fact.requires,
    when: fact.when ? toCondition(fact.when) : null,
    keyTokens: fact.key_tokens,
    say: fact.say,
    deflect: fact.deflect ?? [],
    hint: fact.hint ? { when: toCondition(fact.hint.when), say: fact.hint.say } : null,
  };
}

function toLines(lines: CollectionFile["private"]["lines"]): PersonaLines {
  return {
    fallback: lines.fallback,
    dontKnow: lines.dont_know,
    alreadySaid: lines.already_said,
    deflect: lines.deflect,
    metaProbe: lines.meta_probe,
    overload: lines.overload,
    silence: lines.silence,
    acknowledge: lines.acknowledge,
    greeting: lines.greeting,
    goodbye: lines.goodbye,
  };
}

/** The conversations a scenario file proves itself with. */
export function toScenarioTests(file: ScenarioFile): readonly ScenarioTest[] {
  return file.tests.map((test) => ({
    name: test.name,
    oracle: test.oracle,
    seed: test.seed,
    request: test.request ?? null,
    reference: test.reference ?? null,
    turns: test.turns.map(toTestTurn),
    expect: withoutUndefined(test.expect),
  }));
}

function toTestTurn(turn: ScenarioFile["tests"][number]["turns"][number]): ScenarioTestTurn {
  const { reply_includes, ends, disclosed, acts, raised } = turn.expect;
  return {
    policy: turn.policy,
    toolCalls: turn.tool_calls,
    expect: {
      ...(disclosed === undefined ? {} : { disclosed }),
      ...(acts === undefined ? {} : { acts }),
      ...(raised === undefined ? {} : { raised }),
      ...(reply_includes === undefined ? {} : { replyIncludes: reply_includes }),
      ...(ends === undefined ? {} : { ends: ends && { reason: ends.reason as TerminalReason, outcome: ends.outcome } }),
    },
  };
}

/** The caps of the scenario over those of the collection over the defaults. */
export function toBaselineCaps(collection: CollectionFile, file: ScenarioFile): Readonly<Record<Baseline, number>> {
  return withoutUndefined({ ...DEFAULT_BASELINE_CAPS, ...collection.private.baseline_caps, ...file.private.baseline_caps });
}
