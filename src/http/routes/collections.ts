import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { NotFoundError } from "../../domain/errors.ts";
import type { Collection } from "../../domain/scenarios/collection.ts";
import type { ServicePorts } from "../../services/service-ports.ts";
import { requiresScope } from "../access-rules.ts";
import type { HttpEnv } from "../http-env.ts";
import { guardedProblems } from "../problem-responses.ts";
import { CollectionSlug } from "../wire/names.ts";
import { RequestIdField } from "../wire/request-id.ts";

const collectionFields = {
  slug: CollectionSlug,
  title: z.string(),
  description: z.string(),
  language: z.string(),
  dimensions: z.array(z.object({ key: z.string(), title: z.string(), description: z.string() })).openapi({
    description: "What every answer of the collection is scored on.",
  }),
  scenario_count: z.number().int(),
};

const CollectionMembers = z.object(collectionFields).openapi("Collection");
const listRoute = createRoute({
  method: "get",
  operationId: "listCollections",
  path: "/api/v1/collections",
  tags: ["Scenarios"],
  summary: "List the collections",
  description: "All collections that are live now, by slug.",
  ...requiresScope("trainer"),
  responses: {
    200: {
      description: "The collections.",
      content: {
        "application/json": {
          schema: z.object({ request_id: RequestIdField, collections: z.array(CollectionMembers) }).openapi("CollectionList"),
        },
      },
    },
    ...guardedProblems(),
  },
});

const readRoute = createRoute({
  method: "get",
  operationId: "getCollection",
  path: "/api/v1/collections/{collection_slug}",
  tags: ["Scenarios"],
  summary: "Read a collection",
  description: "One collection and the dimensions its answers are scored on.",
  ...requiresScope("trainer"),
  request: { params: z.object({ collection_slug: CollectionSlug }) },
  responses: {
    200: {
      description: "The collection.",
      content: {
        "application/json": { schema: z.object({ request_id: RequestIdField, ...collectionFields }).openapi("CollectionAnswer") },
      },
    },
    ...guardedProblems("invalid_request", "not_found"),
  },
});

/** GET /api/v1/collections and /api/v1/collections/{collection_slug} */
export function mountCollections(app: OpenAPIHono<HttpEnv>, ports: Pick<ServicePorts, "scenarios">): void {
  app.openapi(listRoute, (c) => {
    const collections = ports.scenarios.listCollections().map(toWireCollection);
    return c.json({ request_id: c.get("requestId"), collections }, 200);
  });
  app.openapi(readRoute, (c) => {
    const collection = getCollection(ports, c.req.valid("param").collection_slug);
    return c.json({ request_id: c.get("requestId"), ...toWireCollection(collection) }, 200);
  });
}

/** Throws NotFoundError where there is no such collection. */
export function getCollection(ports: Pick<ServicePorts, "scenarios">, collectionSlug: string): Collection {
  const collection = ports.scenarios.findCollection(collectionSlug);
  if (collection === null) {
    throw new NotFoundError(
      `There is no collection ${JSON.stringify(collectionSlug)}. GET /api/v1/collections lists those there are.`,
    );
  }
  return collection;
}

function toWireCollection(collection: Collection): z.infer<typeof CollectionMembers> {
  return {
    slug: collection.slug,
    title: collection.title,
    description: collection.description,
    language: collection.language,
    dimensions: collection.dimensions.map(({ key, title, description }) => ({ key, title, description })),
    scenario_count: collection.scenarios.size,
  };
}
