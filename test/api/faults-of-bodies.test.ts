import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOpenApiText } from "../../scripts/write-openapi.ts";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";

interface JsonSchema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

const { paths, components } = JSON.parse(createOpenApiText()) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};

const WRONG: readonly unknown[] = [true, 17.5, "no such word", {}, [], [true]];
const DEPTH_MAX = 5;

/** The value at every place of a schema, with the same wrong one put there and nothing beside it. */
function spoilt(schema: JsonSchema, wrong: unknown, depth = 0): readonly unknown[] {
  if (depth > DEPTH_MAX) {
    return [];
  }
  if (schema.$ref !== undefined) {
    return spoilt(components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {}, wrong, depth + 1);
  }
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    spoilt(member, wrong, depth + 1).map((value) => ({ [name]: value })),
  );
  const items = schema.items === undefined ? [] : spoilt(schema.items, wrong, depth + 1).map((value) => [value]);
  const branches = [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.oneOf ?? [])];
  return [wrong, ...members, ...items, ...branches.flatMap((branch) => spoilt(branch, wrong, depth))];
}

describe("a body with something wrong at one place", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld({ hasKeys: false, httpLimits: { requestsPerMinute: 1_000_000 } });
  });
  afterAll(() => world.close());

  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const schema = requestBody?.content["application/json"]?.schema;
      return schema === undefined ? [] : [{ path, method, schema }];
    }),
  );

  it.each(operations)("is answered with what was expected there: $method $path", async ({ path, method, schema }) => {
    const address = path.replaceAll(/\{[^}]+\}/g, "some-id");
    const bodies = new Set(WRONG.flatMap((wrong) => spoilt(schema, wrong)).map((body) => JSON.stringify(body)));
    for (const body of bodies) {
      const response = await world.app.request(address, {
        method: method.toUpperCase(),
        headers: { "Content-Type": "application/json" },
        body,
      });
      const text = await response.text();
      expect(text, body).not.toMatch(/Invalid input|[Ee]xpected ;/);
    }
  });
});
