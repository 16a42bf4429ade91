import { z } from "@hono/zod-openapi";
import type { ComparisonView } from "../../services/people/comparison-view.ts";
import type { Comparison } from "../../services/scoring/comparison.ts";
import { comparisonFields, toWireComparison } from "./comparison-view.ts";

const { winner, p_a, signed_margin, reward_a, reward_b, confidence, votes, source } = comparisonFields;

/** The members of a comparison as it stood at one of its revisions. */
export const revisionFields = {
  status: z.enum(["ok", "unscored"]),
  ...comparisonFields,
  revision: z.number().int().min(1).openapi({ description: "1: the answer that the caller was given." }),
  revised_at: z.iso.datetime().openapi({ description: "When it became so." }),
  first: z
    .object({ winner, p_a, signed_margin, reward_a, reward_b, confidence, votes, source })
    .openapi({ description: "What the first revision said." }),
};

const RevisionMembers = z.object(revisionFields);

/** A comparison at a revision, as callers see it. */
export function toWireRevision({ comparison, revision, revisedAt, first }: ComparisonView): z.infer<typeof RevisionMembers> {
  return {
    ...toWireComparison(comparison),
    revision,
    revised_at: new Date(revisedAt).toISOString(),
    first: toWireFirst(first),
  };
}

function toWireFirst(comparison: Comparison) {
  const { winner, p_a, signed_margin, reward_a, reward_b, confidence, votes, source } = toWireComparison(comparison);
  return { winner, p_a, signed_margin, reward_a, reward_b, confidence, votes, source };
}
