import { z } from "@hono/zod-openapi";

/** Of names that callers give or are given. */
export const NAME_CHARACTERS_MAX = 128;

export const CollectionSlug = z
  .string()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .openapi({ description: "Name of the collection.", example: "medical-intake" });

export const ScenarioSlug = z
  .string()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .openapi({ description: "Name of the scenario within its collection.", example: "lower-back-pain" });

export const EpisodeId = z
  .string()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .openapi({ description: "The episode's id.", example: "ep_7QmZk2Xw9LrT" });

export const ComparisonId = z
  .string()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .openapi({ description: "The comparison's id.", example: "cmp_7QmZk2Xw9LrT" });

export const GroupId = z
  .string()
  .min(1)
  .max(NAME_CHARACTERS_MAX)
  .nullish()
  .openapi({ description: "The caller's own name for the group this belongs to, such as a GRPO group.", example: "prompt-17" });
