import { NotFoundError } from "../../domain/errors.ts";
import type { Collection } from "../../domain/scenarios/collection.ts";
import type { ServicePorts } from "../service-ports.ts";

/** The live version of a collection. Throws NotFoundError, naming what there is instead. */
export function findLiveCollection(ports: Pick<ServicePorts, "scenarios">, collectionSlug: string): Collection {
  const collection = ports.scenarios.findCollection(collectionSlug);
  if (!collection) {
    const slugs = ports.scenarios.listCollections().map(({ slug }) => slug);
    throw new NotFoundError(`No collection "${collectionSlug}". There is ${slugs.join(", ") || "none"}.`);
  }
  return collection;
}
