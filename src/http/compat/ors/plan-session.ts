import type { z } from "zod";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { draw } from "../../../domain/persona/draw.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { getDefaultEnvironment, getEnvironment, getTask } from "./ors-environment.ts";
import type { CreateSchema } from "./ors-wire.ts";

/** What a session is to play. */
export interface SessionPlan {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  /** The task's own unless the client gives another; null: that of the group. */
  readonly seed: number | null;
  readonly groupId: string | null;
}

/**
 * The scenario that a client asks for, by a task as it was given to it or by its place in a split. Throws InvalidRequestError where it says neither or both, or a place
 * that there is not, and NotFoundError for an unknown environment.
 */
export function planSession(
  ports: Pick<ServicePorts, "scenarios">,
  { env_name: name, task_spec: spec, split, index }: z.output<typeof CreateSchema>,
  deployment: string | undefined,
): SessionPlan {
  const hasPlace = typeof split === "string" && typeof index === "number";
  if ((spec ?? null) === null ? !hasPlace : (split ?? index ?? null) !== null) {
    const detail = "must hold either task_spec or both split and index.";
    throw new InvalidRequestError(`The body ${detail}`, { errors: [{ pointer: "", detail }] });
  }
  // Some clients name the environment as they know it, and the task as they were given it.
  const meant = spec?.collection_slug ?? name;
  const environment =
    meant === null || meant === undefined ? getDefaultEnvironment(ports, deployment) : getEnvironment(ports, meant);
  const scenarioSlug = spec?.scenario_slug ?? getTask(environment, split ?? "", index ?? 0).public.slug;
  const groupId = spec?.group_id ?? null;
  // Clients take the prompt for a property of the task: they read it in one session, and play in others.
  const seed = spec?.seed ?? (groupId === null ? draw(`ors|${environment.slug}|${scenarioSlug}`) : null);
  return { collectionSlug: environment.slug, scenarioSlug, seed, groupId };
}
