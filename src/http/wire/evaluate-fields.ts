import { z } from "@hono/zod-openapi";
import type { HumanTerms } from "../../services/people/human-terms.ts";
import type { EvaluateRequest } from "../../services/scoring/evaluation.ts";
import { HumanField } from "./human.ts";
import { createMessagesSchema, type MessageLimits, toMessages } from "./message.ts";
import { CollectionSlug, ScenarioSlug } from "./names.ts";
import { normalizationFields, toNormalization } from "./normalization.ts";
import { createReferenceField } from "./reference-field.ts";
import { RewardConfigField, toRewardConfig } from "./reward-config.ts";

/** The request members that a single evaluation and a batch item share. */
export function createEvaluateFields(limits: MessageLimits) {
  return {
    collection_slug: CollectionSlug,
    scenario_slug: ScenarioSlug,
    messages: createMessagesSchema(limits),
    reward_config: RewardConfigField,
    reference: createReferenceField(limits),
    ...normalizationFields,
    human: HumanField,
  };
}

type EvaluateMembers = z.infer<ReturnType<typeof objectOf>>;

function objectOf(limits: MessageLimits) {
  return z.object(createEvaluateFields(limits));
}

/** The members as the service takes them. Throws InvalidRequestError for what the contract cannot say. */
export function toEvaluateRequest(members: EvaluateMembers, limits: MessageLimits, human: HumanTerms | null): EvaluateRequest {
  return {
    collectionSlug: members.collection_slug,
    scenarioSlug: members.scenario_slug,
    messages: toMessages(members.messages, limits, "/messages"),
    rewardConfig: toRewardConfig(members.reward_config),
    reference: members.reference ?? null,
    normalization: toNormalization(members, ""),
    human,
  };
}
