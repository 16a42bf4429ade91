import type { Scenario } from "../scenarios/scenario.ts";
import type { ToolCall } from "../scenarios/tool-call.ts";
import { createTopicIndex, type TopicIndex } from "../topics/topic-index.ts";
import type { WordVectors } from "../topics/word-vectors.ts";

/** What the policy does in one turn. */
export interface PolicyMove {
  readonly message: string;
  readonly toolCalls: readonly ToolCall[];
}

/** A scenario made ready to be played: the topic index is built once. */
export interface PersonaEngine {
  readonly scenario: Scenario;
  readonly topics: TopicIndex;
}

/** Prepares a scenario. Costs tens of milliseconds; the result holds no state of any episode. */
export function createPersonaEngine(scenario: Scenario, wordVectors: WordVectors): PersonaEngine {
  return { scenario, topics: createTopicIndex(scenario.private.topics, scenario.private.lexicon, wordVectors) };
}
