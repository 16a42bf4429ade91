import fc from "fast-check";
import { HOSTILE_NAMES } from "../e2e/support/hostile-requests.ts";
import { type ArbitraryOptions, anyText, type JsonSchema, schemaArbitrary } from "./schema-arbitrary.ts";
import { spoilText, spoilValue } from "./spoil-json.ts";

/** What this reads of openapi.json. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

export interface OpenApiOperation {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>> }>>;
}

/** An operation at its address. */
interface DescribedOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenApiOperation;
}

/** A request as it will be sent. */
export interface FuzzRequest {
  /** `POST /api/v1/episodes/{episode_id}/turns`; null where no operation is meant. */
  readonly operation: string | null;
  readonly method: string;
  /** With `{live}` where the id of an episode stands that was started for it. */
  readonly path: string;
  readonly caller: "trainer" | "admin" | "annotator" | "session" | "nobody";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

/** Stands in a path for an episode that is open. */
export const LIVE_EPISODE = "{live}";
/** Stands in a path or a body for a lease that the annotator holds. */
export const LIVE_LEASE = "{lease}";
/** Stands in a path for a comparison that people were asked about. */
export const LIVE_COMPARISON = "{comparison}";
/** Stands in a path for a trainer's key. */
export const PATH_KEY = "{key}";
/** Stands for a vote that the annotator has cast, and for one that they have not. */
export const CAST_VOTE = "{cast}";
export const NEW_VOTE = "{new}";

const hostileName = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  anyText.map((text) => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\ufffd")) || "x"),
);
const headerValue = fc.string({ unit: "grapheme-ascii", maxLength: 40 }).map((text) => text.trim());
const furtherHeaders: fc.Arbitrary<Readonly<Record<string, string>>> = fc.record(
  {
    "idempotency-key": fc.oneof(fc.constantFrom("key-1", "key-2", "x".repeat(300)), headerValue),
    prefer: fc.oneof(
      fc.constantFrom("wait=1", "respond-async, wait=5", 'wait="2"', "wait=-1", "wait=99999999999", "wait"),
      headerValue,
    ),
    accept: fc.constantFrom("application/json", "application/x-ndjson", "text/html", "*/*", ""),
    "x-request-id": fc.oneof(fc.constantFrom("trainer-7.step_42", "<script>"), headerValue),
  },
  { requiredKeys: [] },
);
/** Mostly none, so that what a body says is what decides. */
const someHeaders = fc.oneof({ weight: 6, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: furtherHeaders });
const contentType = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom("application/json", "application/json; charset=utf-8") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "text/plain",
      "application/json; charset=latin1",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "json",
      "",
    ),
  },
);
const caller = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("trainer" as const, "admin" as const) },
  { weight: 2, arbitrary: fc.constantFrom("annotator" as const, "session" as const, "nobody" as const) },
);
const annotatingCaller = fc.oneof(
  { weight: 8, arbitrary: fc.constant("session" as const) },
  { weight: 1, arbitrary: fc.constantFrom("annotator" as const, "admin" as const, "nobody" as const) },
);
/** A lease takes one vote; a conversation to be scored has many members that can each be wrong. */
const SELDOM_FITTING: ReadonlySet<string> = new Set(["/api/v1/votes", "/api/v1/evaluate", "/api/v1/compare"]);
/** Mostly somebody whom the operation is for. */
const callerOf = ({ security }: OpenApiOperation) => (security?.some((way) => "session" in way) ? annotatingCaller : caller);

/** Requests to every operation of a document, from valid to nonsense, and to what it does not name. @param names what may stand in a path, by parameter. */
export function fuzzRequests(
  document: OpenApiDocument,
  options: ArbitraryOptions,
  names: Readonly<Record<string, readonly string[]>>,
): fc.Arbitrary<FuzzRequest> {
  const operations: readonly DescribedOperation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const nameOf = ({ method, path }: DescribedOperation) => familyOf(`${method} ${path}`);
  const familyNames = [...new Set(operations.map(nameOf))];
  const families = familyNames.map((name) => operations.filter((each) => nameOf(each) === name));
  const described = families.map((family) => ({
    weight: Math.max(...family.map(weightOf)),
    arbitrary: fc.oneof(
      ...family.map(({ method, path, operation }) =>
        fc.record({
          operation: fc.constant(`${method} ${path}`),
          method: fc.constant(method),
          path: pathArbitrary(path, names),
          caller: callerOf(operation),
          headers: headersArbitrary(operation),
          body: bodyArbitrary(operation, options),
        }),
      ),
    ),
  }));
  const undescribed = fc.record({
    operation: fc.constant(null),
    method: fc.constantFrom("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "FOO"),
    path: fc.oneof(
      fc.constantFrom(...operations.map(({ path }) => path.replaceAll(/[{}]/g, "")), "/", "//", "/api/v2/episodes", "/api/v1"),
      hostileName.map((name) => `/api/v1/${name}`),
    ),
    caller,
    headers: someHeaders,
    body: fc.constant(null),
  });
  return fc.oneof(...described, { weight: 2, arbitrary: undescribed });
}

/** The addresses of a trainer's dialect with a key in the path, or with a scenario, are one operation: one function answers them. */
export function familyOf(operation: string): string {
  return operation.includes(" /compat/") ? operation.replace("/k/{key}", "").replace("/{scenario_slug}", "") : operation;
}

/** Where a body may be wrong in so many ways, most of the requests go; most of all where few of them fit. */
function weightOf({ path, operation: { requestBody } }: DescribedOperation): number {
  return requestBody === undefined ? 1 : SELDOM_FITTING.has(path) ? 18 : 6;
}

function pathArbitrary(path: string, names: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<string> {
  const parts = path.split(/(\{[^}]+\})/).map((part) => {
    const known = part.startsWith("{") ? (names[part.slice(1, -1)] ?? []) : null;
    return known === null
      ? fc.constant(part)
      : fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: hostileName });
  });
  return fc.tuple(...parts).map((drawn) => drawn.join(""));
}

function headersArbitrary(operation: OpenApiOperation): fc.Arbitrary<Readonly<Record<string, string>>> {
  return operation.requestBody === undefined
    ? someHeaders
    : fc.tuple(someHeaders, contentType).map(([headers, type]) => ({ ...headers, "content-type": type }));
}

function bodyArbitrary({ requestBody }: OpenApiOperation, options: ArbitraryOptions): fc.Arbitrary<string | Uint8Array | null> {
  const schema = requestBody?.content["application/json"]?.schema;
  if (schema === undefined) {
    return fc.constant(null);
  }
  const fitting = schemaArbitrary(schema, options);
  const text = (values: fc.Arbitrary<unknown>) => values.map((value) => JSON.stringify(value) ?? "null");
  return fc.oneof(
    { weight: 8, arbitrary: text(fitting) },
    { weight: 4, arbitrary: text(spoilValue(fitting)) },
    { weight: 2, arbitrary: spoilText(fitting) },
    { weight: 1, arbitrary: text(fc.jsonValue({ maxDepth: 4 })) },
  );
}
