import { z } from "@hono/zod-openapi";
import { NotFoundError } from "../../../domain/errors.ts";
import type { Collection } from "../../../domain/scenarios/collection.ts";
import type { PublicScenario } from "../../../domain/scenarios/scenario.ts";
import { findLiveScenario } from "../../../services/scenarios/find-live-scenario.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import type { OpenEnvAddress } from "./openenv-address.ts";
import { OpenEnvResultSchema, OpenEnvStateSchema } from "./openenv-contract.ts";

/** What an address stands for. */
export interface OpenEnvEnvironment {
  readonly collection: Collection;
  /** Null where the path names none. */
  readonly scenario: PublicScenario | null;
}

/** Throws NotFoundError, naming what there is instead. */
export function findEnvironment({ scenarios }: Pick<ServicePorts, "scenarios">, address: OpenEnvAddress): OpenEnvEnvironment {
  const { collectionSlug, scenarioSlug } = address;
  const collection = scenarios.findCollection(collectionSlug);
  if (collection === null) {
    const slugs = scenarios.listCollections().map(({ slug }) => slug);
    throw new NotFoundError(`No collection "${collectionSlug}". There is ${slugs.join(", ") || "none"}.`);
  }
  return {
    collection,
    scenario: scenarioSlug === null ? null : findLiveScenario({ scenarios }, collectionSlug, scenarioSlug).public,
  };
}

/** What `metadata` answers. */
export function describeEnvironment({ collection, scenario }: OpenEnvEnvironment, version: string) {
  return {
    name: scenario === null ? collection.slug : `${collection.slug}/${scenario.slug}`,
    description: scenario === null ? `${collection.title}: ${collection.description}` : `${collection.title}: ${scenario.title}`,
    readme_content: scenario?.policyBrief ?? null,
    version,
    author: null,
    documentation_url: null,
  };
}

/**
 * What `schema` answers. The action's only required member is the text, and where the scenario has no tools its only one: clients that are given a plain reply put it there, some
 * of them only then. It holds what a policy needs to know, since some clients show it to theirs.
 */
export function describeSchemas({ scenario }: Pick<OpenEnvEnvironment, "scenario">) {
  const hasTools = scenario === null || scenario.tools.length > 0;
  const names = scenario?.tools.map(({ id }) => id) ?? [];
  const call = {
    type: "object",
    properties: { name: names.length === 0 ? { type: "string" } : { type: "string", enum: names }, input: { type: "object" } },
    required: ["name"],
  };
  const content = { type: "string", description: "What you say." };
  const toolCalls = { type: "array", description: "Calls of the scenario's tools, made in the same turn.", items: call };
  const { observation } = OpenEnvResultSchema.shape;
  return {
    action: {
      title: "FolkmootAction",
      type: "object",
      properties: { content, ...(hasTools ? { tool_calls: toolCalls } : {}) },
      required: ["content"],
    },
    observation: { title: "FolkmootObservation", ...z.toJSONSchema(observation) },
    state: { title: "FolkmootState", ...z.toJSONSchema(OpenEnvStateSchema) },
  };
}
