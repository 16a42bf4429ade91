import type { Topic } from "../../src/domain/scenarios/scenario.ts";
import type { WordVectors } from "../../src/domain/topics/word-vectors.ts";

function topic(id: string, examples: readonly string[], more: Partial<Topic> = {}): Topic {
  return { id, description: "", listens: "question", examples, phrases: [], not: [], otherwise: [], effects: {}, ...more };
}

/** A small set of topics for tests. */
export const TEST_TOPICS: readonly Topic[] = [
  topic("onset", [
    "When did it start?",
    "How long has this been going on?",
    "When did you first notice it?",
    "Did it come on suddenly or build up gradually?",
    "What were you doing when it began?",
  ]),
  topic(
    "medicines",
    [
      "What medicines do you take?",
      "Are you on any tablets?",
      "Which painkillers have you tried?",
      "Has a prescription changed recently?",
    ],
    { description: "What medicines are taken, prescribed or not.", phrases: ["over the counter"], not: ["allergic"] },
  ),
  topic(
    "allergies",
    ["Are you allergic to anything?", "Do you have any allergies?", "Have you ever had a bad reaction to a medicine?"],
    {
      phrases: ["allergic"],
    },
  ),
  topic("smoking", ["Do you smoke?", "How many cigarettes a day?", "Have you ever used tobacco?"]),
  topic(
    "safety_net",
    [
      "If it gets worse, call an ambulance.",
      "Come straight back if you notice anything new.",
      "Get help at once if the numbness spreads.",
    ],
    { listens: "statement" },
  ),
  topic("concerns", ["What worries you most?", "What do you think it might be?", "Are you afraid of something?"], {
    listens: "any",
  }),
];

export const TEST_LEXICON: readonly (readonly string[])[] = [
  ["medicine", "medication", "tablet", "drug"],
  ["smoke", "cigarette", "tobacco"],
];

const VECTORS: ReadonlyMap<string, Int8Array> = new Map([
  ["start", Int8Array.of(120, 5, 0)],
  ["commence", Int8Array.of(118, 12, 2)],
  ["smoke", Int8Array.of(0, 100, 0)],
  ["puff", Int8Array.of(3, 110, 9)],
  ["weather", Int8Array.of(0, 0, 90)],
]);

/** Three dimensions and a handful of words. */
export const TEST_VECTORS: WordVectors = { dimensions: 3, find: (word) => VECTORS.get(word) ?? null };
