import { createPersonaEngine, type PersonaEngine } from "../../src/domain/persona/persona-engine.ts";
import type { PrivateScenario, PublicScenario, Scenario, Topic } from "../../src/domain/scenarios/scenario.ts";
import { NEUTRAL_SHAPING } from "../../src/domain/scoring/shaping-rules.ts";
import { PLAIN_ENGINE_TOOLS } from "./engine-tools.ts";

/** A small caller with a gated secret, for tests of the persona engine. Parts can be replaced. */
export function fixtureScenario(
  change: { readonly public?: Partial<PublicScenario>; readonly private?: Partial<PrivateScenario> } = {},
): Scenario {
  return {
    public: { ...PUBLIC, ...change.public },
    private: { ...PRIVATE, ...change.private },
    digest: "f".repeat(64),
  };
}

export function fixtureEngine(change: Parameters<typeof fixtureScenario>[0] = {}): PersonaEngine {
  return createPersonaEngine(fixtureScenario(change), PLAIN_ENGINE_TOOLS);
}

const PUBLIC: PublicScenario = {
  collectionSlug: "claims",
  slug: "caller",
  version: 1,
  title: "A caller",
  difficulty: 2,
  tags: [],
  language: "en",
  split: "train",
  maxTurns: 8,
  policyBrief: "Understand the case, then decide.",
  opening: ["Hello, it's about my claim.", "Hi, I sent in a claim."],
  tools: [
    { id: "verdict", type: "decision", mode: "options", name: "Verdict", description: "Decide.", options: ["approve", "deny"] },
    {
      id: "note",
      type: "artifact",
      mode: "json_schema",
      name: "Note",
      description: "Write it down.",
      jsonSchema: {
        type: "object",
        required: ["summary"],
        properties: { summary: { type: "string", maxLength: 200 }, urgent: { type: "boolean" } },
      },
    },
  ],
};

const line = (text: string) => [`${text} (1)`, `${text} (2)`];

function topic(id: string, examples: readonly string[], otherwise: readonly string[] = []): Topic {
  return { id, description: id, listens: "question", examples, phrases: [], not: [], otherwise, effects: {} };
}

const PRIVATE: PrivateScenario = {
  persona: { name: "Dana", style: "terse", knowledge: "layperson" },
  meters: { trust: { start: 40, min: 0, max: 100 }, patience: { start: 3, min: 0, max: 10 } },
  acts: {
    empathy: { effects: { trust: 15 }, maxTimes: 2 },
    silence: { effects: { patience: -1 }, maxTimes: 50 },
    meta_probe: { effects: { patience: -1 }, maxTimes: 50 },
    overload: { effects: { patience: -1 }, maxTimes: 50 },
    repeat: { effects: { patience: -1 }, maxTimes: 50 },
  },
  limits: { maxDisclosuresPerTurn: 1, maxQuestionsAnswered: 2 },
  lexicon: [],
  topics: [
    topic("pain", ["Where does it hurt?", "Describe the pain."]),
    topic("onset", ["When did it start?", "How did it begin?"]),
    topic("injury", ["Have you been injured before?", "Any earlier injuries?"]),
    topic("allergies", ["Do you have any allergies?"], ["None that I know of."]),
  ],
  facts: [
    {
      id: "claim",
      topicId: "onset",
      reveal: "always",
      weight: 1,
      requires: [],
      when: null,
      keyTokens: ["claim"],
      say: ["My claim."],
      deflect: [],
      hint: null,
    },
    {
      id: "back",
      topicId: "pain",
      reveal: "volunteers",
      weight: 1,
      requires: [],
      when: null,
      keyTokens: ["lower back"],
      say: ["It is my lower back."],
      deflect: [],
      hint: null,
    },
    {
      id: "box",
      topicId: "onset",
      reveal: "when_asked",
      weight: 1,
      requires: ["back"],
      when: null,
      keyTokens: ["box"],
      say: ["I lifted a box."],
      deflect: ["Not now."],
      hint: null,
    },
    {
      id: "old",
      topicId: "injury",
      reveal: "when_asked",
      weight: 2,
      requires: [],
      when: {
        kind: "any",
        of: [
          { kind: "meter", meterId: "trust", gte: 60 },
          { kind: "raised", topicId: "injury", times: 3 },
        ],
      },
      keyTokens: ["two years ago"],
      say: ["All right, it was two years ago."],
      deflect: ["Why do you ask?"],
      hint: { when: { kind: "raised", topicId: "injury", times: 2 }, say: ["Not recently."] },
    },
  ],
  agenda: [{ id: "paid", when: { kind: "turn", gte: 3 }, say: ["When will I be paid?"], once: true, effects: {} }],
  lines: {
    fallback: line("What do you mean?"),
    dontKnow: line("I don't know."),
    alreadySaid: line("As I said,"),
    deflect: line("Let's not."),
    metaProbe: line("I only want my claim settled."),
    overload: line("One at a time."),
    silence: line("Hello?"),
    acknowledge: line("All right."),
    greeting: line("Hello."),
    goodbye: line("Goodbye."),
  },
  milestones: [
    { id: "knows", when: { kind: "fact", factId: "old" }, after: [], weight: 1 },
    { id: "decided", when: { kind: "tool", toolId: "verdict", equals: { value: "deny" } }, after: ["knows"], weight: 1 },
  ],
  minefields: [
    {
      id: "blind",
      when: {
        kind: "all",
        of: [
          { kind: "tool", toolId: "verdict", equals: {} },
          { kind: "not", of: { kind: "fact", factId: "old" } },
        ],
      },
      severity: "critical",
    },
  ],
  ends: [
    {
      id: "harm",
      when: { kind: "severity", atLeast: "critical" },
      reason: "error",
      outcome: "harmful",
      say: ["That isn't fair."],
    },
    {
      id: "done",
      when: { kind: "milestone", milestoneId: "decided" },
      reason: "completed",
      outcome: "solved",
      say: ["I understand."],
    },
    { id: "left", when: { kind: "meter", meterId: "patience", lte: 0 }, reason: "error", outcome: "persona_left", say: [] },
  ],
  scoring: {
    gate: { minor: 0.8, major: 0.4, critical: 0 },
    rubric: [],
    shaping: NEUTRAL_SHAPING,
    dimensions: [
      { key: "D1_InformationGathering", weight: 0.5, needs: null, scorer: { kind: "discovery" } },
      { key: "D2_GoalProgress", weight: 0.4, needs: null, scorer: { kind: "milestones" } },
      { key: "D3_Efficiency", weight: 0.1, needs: "D2_GoalProgress", scorer: { kind: "turns", target: 5 } },
    ],
  },
};
