import { InvalidRequestError, NotFoundError } from "../../../domain/errors.ts";
import type { Collection } from "../../../domain/scenarios/collection.ts";
import type { Scenario, Split } from "../../../domain/scenarios/scenario.ts";
import type { ServicePorts } from "../../../services/service-ports.ts";
import { toScenarioSummary } from "../../wire/scenario-summary.ts";

/** An environment is a collection, and its tasks are the scenarios. */
type Catalog = Pick<ServicePorts, "scenarios">;

const SPLITS: readonly Split[] = ["train", "validation", "test"];

/** The environment of that name, whatever the case of its letters; null: there is none. */
export function findEnvironment({ scenarios }: Catalog, name: string): Collection | null {
  return scenarios.findCollection(name) ?? scenarios.findCollection(name.toLowerCase());
}

/** Throws NotFoundError, naming what there is. */
export function getEnvironment(catalog: Catalog, name: string): Collection {
  const environment = findEnvironment(catalog, name);
  if (environment === null) {
    throw new NotFoundError(`There is no environment ${JSON.stringify(name.slice(0, 100))}. ${namesOf(catalog)}`);
  }
  return environment;
}

/**
 * The environment of a request that names none in its path: the one that the client means (`X-Deployment: owner/name`), else the first.
 * Throws NotFoundError where there is none at all.
 */
export function getDefaultEnvironment(catalog: Catalog, deployment: string | undefined): Collection {
  const meant = deployment === undefined ? null : findEnvironment(catalog, deployment.slice(deployment.lastIndexOf("/") + 1));
  const environment = meant ?? catalog.scenarios.listCollections()[0];
  if (environment === undefined) {
    throw new NotFoundError("There is no environment: this server has no collections.");
  }
  return environment;
}

/** The splits that have tasks. */
export function listSplits({ scenarios }: Collection): readonly Split[] {
  const used = new Set([...scenarios.values()].map((scenario) => scenario.public.split));
  return SPLITS.filter((split) => used.has(split));
}

/** The tasks of a split, by slug: their order is what a client's index means. Throws InvalidRequestError for a split without tasks. */
export function listTasks(environment: Collection, split: string): readonly Scenario[] {
  const splits = listSplits(environment);
  if (!splits.some((known) => known === split)) {
    const detail = `must be one of ${splits.join(", ")}; received ${JSON.stringify(split.slice(0, 60))}.`;
    throw new InvalidRequestError(`Invalid split: it ${detail}`, { errors: [{ pointer: "/split", detail }] });
  }
  return [...environment.scenarios.values()]
    .filter((scenario) => scenario.public.split === split)
    .sort((a, b) => (a.public.slug < b.public.slug ? -1 : 1));
}

/** Throws InvalidRequestError for an unknown split and for an index outside it. */
export function getTask(environment: Collection, split: string, index: number): Scenario {
  const tasks = listTasks(environment, split);
  const task = tasks[index];
  if (task === undefined) {
    const detail = `must be between 0 and ${tasks.length - 1}; received ${index}.`;
    throw new InvalidRequestError(`Invalid index: it ${detail}`, { errors: [{ pointer: "/index", detail }] });
  }
  return task;
}

/** A task as clients know it: the public half, since trainers make columns of their data sets of it. */
export function toTaskSpec({ public: scenario }: Scenario) {
  return { collection_slug: scenario.collectionSlug, scenario_slug: scenario.slug, ...toScenarioSummary(scenario) };
}

function namesOf({ scenarios }: Catalog): string {
  return `There is ${
    scenarios
      .listCollections()
      .map(({ slug }) => slug)
      .join(", ") || "none"
  }.`;
}
