import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { OpenApiDocument } from "./fuzz-request.ts";

/** An answer, read to its end. */
export interface FuzzAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const PROBLEM = "#/components/schemas/Problem";
const DOCUMENT = "openapi";

/** Says what is wrong with answers, by the document that describes them. */
export class ResponseContract {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  readonly #document: OpenApiDocument;
  readonly #validators = new Map<string, ValidateFunction>();

  /** Objects of answers may hold no member that the document does not name, problem documents excepted: they carry what explains the problem. */
  constructor(document: OpenApiDocument) {
    this.#document = document;
    const { Problem, ...schemas } = document.components.schemas;
    this.#ajv.addSchema({ $id: DOCUMENT, components: { schemas: { ...(closeObjects(schemas) as object), Problem } } });
  }

  /** What is wrong with the answer to an operation (`GET /healthz`); null where nothing is. Without an operation: a problem document must have come. */
  findFault(operation: string | null, answer: FuzzAnswer): string | null {
    if (operation === null) {
      return answer.status < 400 ? null : this.#findFaultBySchema(PROBLEM, { $ref: PROBLEM }, answer.text);
    }
    const [method = "", path = ""] = operation.split(" ");
    const declared = this.#document.paths[path]?.[method.toLowerCase()]?.responses[String(answer.status)];
    if (declared === undefined) {
      return `the status ${answer.status} is not declared`;
    }
    const type = answer.contentType.split(";")[0]?.trim() ?? "";
    const content = declared.content?.[type];
    if (content === undefined) {
      return declared.content === undefined ? null : `the type ${type} is not declared for ${answer.status}`;
    }
    if (content.schema === undefined || !/json$/.test(type) || type.endsWith("ndjson")) {
      return null;
    }
    return this.#findFaultBySchema(`${operation} ${answer.status} ${type}`, content.schema, answer.text);
  }

  #findFaultBySchema(name: string, schema: object, text: string): string | null {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return `the body is no JSON: ${text.slice(0, 200)}`;
    }
    let validate = this.#validators.get(name);
    if (validate === undefined) {
      validate = this.#ajv.compile(
        JSON.parse(JSON.stringify(closeObjects(schema)).replaceAll('"#/components', `"${DOCUMENT}#/components`)) as object,
      );
      this.#validators.set(name, validate);
    }
    return validate(value) ? null : `the body is outside its schema: ${this.#ajv.errorsText(validate.errors)}`;
  }
}

/** The schema with every object that names its members closed to others. */
function closeObjects(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(closeObjects);
  }
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  const closed = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === "properties"
        ? Object.fromEntries(Object.entries(value as object).map(([member, inner]) => [member, closeObjects(inner)]))
        : closeObjects(value),
    ]),
  );
  return "properties" in closed && !("additionalProperties" in closed) ? { ...closed, additionalProperties: false } : closed;
}
