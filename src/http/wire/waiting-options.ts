import { z } from "@hono/zod-openapi";

/** How long the caller waits, in milliseconds. */
export const LatencyBudgetField = z.number().int().min(1).nullish().openapi({
  description:
    "Milliseconds within which the answer is needed; the server's maximum where it is above that or absent. What cannot be finished in time has no reward and says so. Goes before `Prefer: wait=<seconds>`.",
  example: 2000,
});

/** In answers: the budget that held. */
export const EffectiveBudgetField = z
  .number()
  .int()
  .optional()
  .openapi({ description: "The budget that held, where the request gave one: no more than the server's maximum." });
