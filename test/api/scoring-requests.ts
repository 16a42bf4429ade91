import { EMBEDDED_REVISION } from "../../src/services/scoring/scoring-versions.ts";

/** The fixture scenario by its slugs. */
export const SCENARIO = { collection_slug: "tea-shop", scenario_slug: "mild-tea" };

/** A conversation that finds out everything and decides well. */
export const GOOD = [
  { role: "assistant", content: "Hello, a tea please." },
  { role: "user", content: "Which taste do you like?" },
  { role: "assistant", content: "Nothing bitter, my stomach minds." },
  { role: "user", content: "Here you are.", tool_calls: [{ name: "serve", input: { value: "green" } }] },
];

/** One that does neither. */
export const BAD = [
  { role: "assistant", content: "Hello, a tea please." },
  { role: "user", content: "Next." },
];

export const ITEM = { ...SCENARIO, messages: GOOD };
export const BAD_ITEM = { ...SCENARIO, messages: BAD };
export const PAIR = { ...SCENARIO, response_a: { messages: GOOD }, response_b: { messages: BAD } };

/** The rubric, as who answered. */
export const WIRE_RUBRIC = { kind: "rubric", id: "rubric", revision: EMBEDDED_REVISION, degraded: false, reason: null };

/** The four operations, each with a request that is fine. */
export const SCORING_ROUTES = {
  "/api/v1/evaluate": ITEM,
  "/api/v1/batch/evaluate": { items: [ITEM] },
  "/api/v1/compare": PAIR,
  "/api/v1/batch/compare": { pairs: [PAIR] },
} as const;
