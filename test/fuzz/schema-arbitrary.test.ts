import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OPENAPI_FILE } from "../../scripts/write-openapi.ts";
import type { OpenApiDocument } from "./fuzz-request.ts";
import { pointsInto } from "./pointer-target.ts";
import { ResponseContract } from "./response-contract.ts";
import { schemaArbitrary } from "./schema-arbitrary.ts";

const document = JSON.parse(readFileSync(OPENAPI_FILE, "utf8")) as OpenApiDocument;
const { schemas } = document.components;

describe("values drawn from a schema of openapi.json", () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ $id: "openapi", components: { schemas } });
  it.each(Object.keys(schemas))("fit it: %s", (name) => {
    const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` });
    const values = schemaArbitrary({ $ref: `#/components/schemas/${name}` }, { components: schemas, known: {} });
    fc.assert(
      fc.property(values, (value) => {
        expect(validate(value), `${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`).toBe(true);
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

describe("the contract of answers", () => {
  const contract = new ResponseContract(document);
  const answer = (status: number, body: unknown, contentType = "application/json") => ({
    status,
    contentType,
    headers: {},
    text: typeof body === "string" ? body : JSON.stringify(body),
  });
  const health = schemaArbitrary({ $ref: "#/components/schemas/Health" }, { components: schemas, known: {} });
  const [good] = fc.sample(health, { seed: 1, numRuns: 1 }) as [object];

  it.each([
    ["fits", answer(200, good), null],
    ["has a status of its own", answer(201, good), /201 is not declared/],
    ["has a type of its own", answer(200, good, "text/html"), /text\/html is not declared/],
    ["is no JSON", answer(200, "{"), /is no JSON/],
    ["lacks a member", answer(200, {}), /must have required property/],
    ["has a member of its own", answer(200, { ...good, secret: 1 }), /must NOT have additional properties/],
  ])("an answer that %s", (_name, given, fault) => {
    const found = contract.findFault("GET /healthz", given);
    if (fault === null) {
      expect(found).toBeNull();
    } else {
      expect(found).toMatch(fault);
    }
  });
});

describe("a pointer", () => {
  it.each([
    ["", true],
    ["/a/0/b~1c", true],
    ["/a/0/missing", true],
    ["/a/1", false],
    ["/missing/b", false],
    ["/a/0/b/c", false],
  ])("%j names a place: %s", (pointer, expected) => {
    expect(pointsInto({ a: [{ "b/c": 1 }] }, pointer)).toBe(expected);
  });
});
