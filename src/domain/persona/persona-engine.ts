import { createRubric, type Rubric } from "../rubric/rubric.ts";
import type { EngineTools } from "../rubric/rubric-tools.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { ToolCall } from "../scenarios/tool-call.ts";
import { createTopicIndex, type TopicIndex } from "../topics/topic-index.ts";

/** What the policy does in one turn. */
export interface PolicyMove {
  readonly message: string;
  readonly toolCalls: readonly ToolCall[];
}

/** A scenario made ready to be played and scored: the topic index is built and the rubric compiled once. */
export interface PersonaEngine {
  readonly scenario: Scenario;
  readonly topics: TopicIndex;
  readonly rubric: Rubric;
}

/** Prepares a scenario. Costs tens of milliseconds; the result holds no state of any episode. Throws where a pattern or a schema of its rubric cannot be compiled. */
export function createPersonaEngine(scenario: Scenario, tools: EngineTools): PersonaEngine {
  const { topics, lexicon, scoring } = scenario.private;
  return {
    scenario,
    topics: createTopicIndex(topics, lexicon, tools.wordVectors),
    rubric: createRubric(scoring.rubric, tools),
  };
}
