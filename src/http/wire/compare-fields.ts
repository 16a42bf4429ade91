import { z } from "@hono/zod-openapi";
import type { HumanTerms } from "../../services/people/human-terms.ts";
import type { CompareRequest } from "../../services/scoring/comparison.ts";
import { createMessagesSchema, type MessageLimits, toMessages } from "./message.ts";
import { CollectionSlug, ScenarioSlug } from "./names.ts";
import { createReferenceField } from "./reference-field.ts";

/** The request members that a single comparison and a pair of a batch share. */
export function createCompareFields(limits: MessageLimits) {
  const response = z.object({ messages: createMessagesSchema(limits) });
  return {
    collection_slug: CollectionSlug,
    scenario_slug: ScenarioSlug,
    response_a: response,
    response_b: response,
    reference: createReferenceField(limits),
  };
}

type CompareMembers = z.infer<ReturnType<typeof objectOf>>;

function objectOf(limits: MessageLimits) {
  return z.object(createCompareFields(limits));
}

/** The members as the service takes them. Throws InvalidRequestError for what the contract cannot say. */
export function toCompareRequest(members: CompareMembers, limits: MessageLimits, human: HumanTerms | null): CompareRequest {
  return {
    collectionSlug: members.collection_slug,
    scenarioSlug: members.scenario_slug,
    responseA: toMessages(members.response_a.messages, limits, "/response_a/messages"),
    responseB: toMessages(members.response_b.messages, limits, "/response_b/messages"),
    reference: members.reference ?? null,
    human,
  };
}
