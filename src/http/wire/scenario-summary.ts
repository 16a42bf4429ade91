import { z } from "@hono/zod-openapi";
import type { PublicScenario } from "../../domain/scenarios/scenario.ts";

/** What is told of a scenario beside its name, wherever it is listed. */
export const scenarioSummaryFields = {
  version: z.number().int(),
  title: z.string(),
  difficulty: z.number(),
  tags: z.array(z.string()),
  language: z.string(),
  split: z.enum(["train", "validation", "test"]),
  max_turns: z.number().int(),
};

/** Those fields of a scenario. */
export function toScenarioSummary({ version, title, difficulty, tags, language, split, maxTurns }: PublicScenario) {
  return { version, title, difficulty, tags: [...tags], language, split, max_turns: maxTurns };
}
