import { z } from "@hono/zod-openapi";
import { InvalidRequestError } from "../../domain/errors.ts";
import type { NormalizedReward } from "../../domain/scoring/normalize-reward.ts";
import { REWARD_WINDOW_RULE, REWARD_WINDOWS_MAX } from "../../domain/scoring/reward-window.ts";
import type { NormalizationRequest } from "../../services/scoring/evaluation.ts";

const KEY_CHARACTERS_MAX = 128;
const WINDOW_CHARACTERS_MAX = 16;

/** The request members that hold a reward against the history of its key. */
export const normalizationFields = {
  normalization_key: z.string().min(1).max(KEY_CHARACTERS_MAX).nullish().openapi({
    description: "Name of a history of rewards. The reward is held against it in every window, then added to it.",
    example: "run-42",
  }),
  normalization_windows: z
    .array(
      z
        .string()
        .max(WINDOW_CHARACTERS_MAX)
        .regex(/^\d+[dwmn]$/, `must be ${REWARD_WINDOW_RULE}`),
    )
    .max(REWARD_WINDOWS_MAX)
    .nullish()
    .openapi({ description: "Parts of that history. Needs `normalization_key`.", example: ["7d", "500n"] }),
};

/** Where the reward stands, by window. */
export const NormalizedSchema = z
  .record(
    z.string(),
    z.object({
      z_score: z
        .number()
        .nullable()
        .openapi({ description: "Null where fewer than two rewards, or only equal ones, are there." }),
      percentile: z
        .number()
        .min(0)
        .max(1)
        .nullable()
        .openapi({ description: "Share of rewards below this one, equal ones half; null where there are none." }),
      count: z.number().int().openapi({ description: "Rewards in the window before this request." }),
      mean: z.number().nullable(),
      std: z.number().nullable(),
    }),
  )
  .openapi("NormalizedReward", {
    example: { "7d": { z_score: 1.2, percentile: 0.9, count: 512, mean: 0.41, std: 0.17 } },
  });

interface NormalizationMembers {
  readonly normalization_key?: string | null | undefined;
  readonly normalization_windows?: readonly string[] | null | undefined;
}

/** The history that a request names, or null. Throws InvalidRequestError where there are windows of no history. */
export function toNormalization(members: NormalizationMembers, pointer: string): NormalizationRequest | null {
  const windows = members.normalization_windows ?? [];
  const key = members.normalization_key ?? null;
  if (key !== null) {
    return { key, windows };
  }
  if (windows.length > 0) {
    const detail = "Needs normalization_key: the name of the history that the windows are parts of.";
    throw new InvalidRequestError("normalization_windows needs a normalization_key.", {
      errors: [{ pointer: `${pointer}/normalization_windows`, detail }],
    });
  }
  return null;
}

export function toWireNormalized(normalized: Readonly<Record<string, NormalizedReward>>): z.infer<typeof NormalizedSchema> {
  return Object.fromEntries(
    Object.entries(normalized).map(([window, { zScore, percentile, count, mean, standardDeviation }]) => [
      window,
      { z_score: zScore, percentile, count, mean, std: standardDeviation },
    ]),
  );
}
