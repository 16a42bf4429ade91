import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOpenApiText, OPENAPI_FILE } from "../../scripts/write-openapi.ts";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly $ref?: string }[];
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly requestBody?: { readonly required: boolean };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

function operationsOf(text: string): readonly Operation[] {
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Operation>> };
  return Object.values(paths).flatMap((operations) => Object.values(operations));
}

describe("the OpenAPI document", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
  });
  afterAll(() => world.close());

  it("is the committed openapi.json (write it anew with the script write-openapi)", () => {
    expect(createOpenApiText()).toBe(readFileSync(OPENAPI_FILE, "utf8"));
  });

  it("is the same every time", () => {
    expect(createOpenApiText()).toBe(createOpenApiText());
  });

  it("is served, with the limits that the server keeps", async () => {
    const document = await (await world.get("/openapi.json")).json();
    expect(document.openapi).toBe("3.1.0");
    expect(document.components.schemas.PlayTurn.properties.messages.maxItems).toBe(20);
  });

  it("describes every operation, its problems and its body", async () => {
    const { paths } = (await (await world.app.request("/openapi.json")).json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const complete = Boolean(operation.summary && operation.description && operation.tags?.length);
        expect({ path, method, complete }).toEqual({ path, method, complete: true });
        expect(operation.requestBody?.required ?? true).toBe(true);
        if (path.startsWith("/api/")) {
          expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["401", "403", "429", "500", "503"]));
        }
      }
    }
  });

  it("names every operation, each by a name of its own: that is what generated clients call their functions", () => {
    const names = operationsOf(createOpenApiText()).map(({ operationId }) => operationId ?? "");
    expect(names.filter((name) => !/^[a-z][A-Za-z]+$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("knows the Idempotency-Key of every POST behind an API key, and of no other", () => {
    const { paths } = JSON.parse(createOpenApiText()) as { paths: Record<string, Record<string, Operation>> };
    for (const [path, { post }] of Object.entries(paths)) {
      if (post !== undefined) {
        const isBehindKey = !/^\/api\/v1\/(?:votes|leases|questions|annotators\/sessions)/.test(path);
        const found = {
          path,
          takesKey: post.parameters?.some(({ $ref }) => $ref === "#/components/parameters/IdempotencyKey") ?? false,
        };
        expect(found).toEqual({ path, takesKey: isBehindKey });
        expect({ path, is422: "422" in post.responses }).toEqual({ path, is422: isBehindKey });
      }
    }
  });

  it("says how many items a batch may have", () => {
    const { components } = JSON.parse(createOpenApiText()) as { components: { schemas: object } };
    expect(components.schemas).toMatchObject({
      EvaluateBatch: { properties: { items: { minItems: 1, maxItems: 1024 } } },
      CompareBatch: { properties: { pairs: { minItems: 1, maxItems: 1024 } } },
    });
  });

  it("says of a named part that it may be null only where it is used: the name alone stands for the part", () => {
    const { components } = JSON.parse(createOpenApiText()) as {
      components: { schemas: Record<string, { type?: unknown; properties?: Record<string, unknown> }> };
    };
    const nullable = Object.entries(components.schemas).flatMap(([name, { type }]) =>
      Array.isArray(type) && type.includes("null") ? [name] : [],
    );
    expect(nullable).toEqual([]);
    const orNull = (name: string) =>
      expect.objectContaining({ anyOf: [{ $ref: `#/components/schemas/${name}` }, { type: "null" }] });
    expect(components.schemas["RewardModel"]?.properties).toMatchObject({
      health: orNull("SourceHealth"),
      holdout: orNull("SourceHoldout"),
    });
    expect(components.schemas["Evaluate"]?.properties).toMatchObject({
      reward_config: orNull("RewardConfig"),
      human: orNull("Human"),
    });
    expect(components.schemas["Evaluation"]?.properties).toMatchObject({ source: orNull("Source") });
    expect(components.schemas["Comparison"]?.properties).toMatchObject({
      source: orNull("Source"),
      fallback: { properties: { source: { $ref: "#/components/schemas/Source" } } },
    });
  });

  it("names the objects that a named part may be one of: generators of clients have no other name for them", () => {
    const { components } = JSON.parse(createOpenApiText()) as {
      components: { schemas: Record<string, { anyOf?: readonly { type?: string }[] }> };
    };
    const nameless = Object.entries(components.schemas).filter(([, { anyOf }]) => anyOf?.some(({ type }) => type === "object"));
    expect(nameless.map(([name]) => name)).toEqual([]);
  });

  it("refers only to what it holds", () => {
    const text = createOpenApiText();
    const { schemas } = (JSON.parse(text) as { components: { schemas: object } }).components;
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(schemas)).toContain(name);
    }
  });
});
