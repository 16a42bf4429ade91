import { z } from "@hono/zod-openapi";

/** Request headers of the scoring routes: a budget where the body gives none, and a test of the fallback. */
export const ScoringHeaders = z.object({
  prefer: z.string().optional().openapi({
    description: "`wait=<seconds>` (RFC 7240) is the latency budget where the body gives none.",
    example: "wait=10",
  }),
  "x-folkmoot-force-fallback": z.string().optional().openapi({
    description:
      "A test of the fallback: sources that may not answer, separated by commas, or `*` for all models. Needs the scope `admin`.",
    example: "*",
  }),
});

/** Headers of every answer that has rewards. */
export const rewardAnswerHeaders = {
  "X-Reward-Source": {
    description:
      "Who answered, as `<kind>:<id>`, distinct, in the order of first use; not on streamed lines, replays, or where nobody could.",
    schema: { type: "string" as const },
  },
  "X-Reward-Degraded": {
    description: "`true` where a source that goes before one of them had nothing to say; not on streamed lines or replays.",
    schema: { type: "string" as const },
  },
  "Idempotent-Replayed": {
    description: "`true` where this is the kept answer to the same Idempotency-Key.",
    schema: { type: "string" as const },
  },
};

/** Headers of every scoring answer. */
export const scoringAnswerHeaders = {
  "Server-Timing": {
    description: "Milliseconds spent: `queue`, `parse`, `score`, `store` and `total`, as far as they apply.",
    schema: { type: "string" as const },
  },
  "Preference-Applied": {
    description: "`wait=<seconds>` where the budget came from the Prefer header.",
    schema: { type: "string" as const },
  },
  ...rewardAnswerHeaders,
};
