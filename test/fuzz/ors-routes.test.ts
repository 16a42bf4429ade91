import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileJsonSchema } from "../../src/json-schemas/compile-json-schema.ts";
import { compilePatterns } from "../../src/patterns/compile-patterns.ts";
import { openScenarioCatalog } from "../../src/scenario-files/open-scenario-catalog.ts";
import { withKey } from "../api/create-test-world.ts";
import { createOrsWorld } from "../api/ors-world.ts";
import { joinResult, readEvents } from "../api/read-ors-stream.ts";
import { CANARY_COLLECTION, CANARY_SCENARIO, writeCanaryCollection } from "../e2e/support/canary-collection.ts";
import { CanaryScanner } from "../e2e/support/canary-scanner.ts";
import { HOSTILE_NAMES } from "../e2e/support/hostile-requests.ts";
import { makeTemporaryFolder } from "../e2e/support/temporary-folder.ts";
import { type FuzzRequest, fuzzRequests, type OpenApiDocument } from "./fuzz-request.ts";
import { type FuzzAnswer, ResponseContract } from "./response-contract.ts";

// As every-route.test.ts, for the port of the Open Reward Standard: FUZZ_REQUESTS and FUZZ_SEED say how many and which.
const REQUESTS = Math.ceil(Number(process.env["FUZZ_REQUESTS"] ?? 2000) / 3);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_260);
const REQUESTS_PER_RUN = 6;

const folder = makeTemporaryFolder();
const statuses = new Map<string, Set<number>>();
let sent = 0;

async function openWorld() {
  const canaries = writeCanaryCollection(join(folder.path, "scenarios"));
  cpSync(fileURLToPath(new URL("../api/fixture-scenarios", import.meta.url)), canaries.scenariosFolder, { recursive: true });
  const catalog = openScenarioCatalog(canaries.scenariosFolder, null, { compilePatterns, compileJsonSchema });
  const world = await createOrsWorld({ ports: { scenarios: catalog }, sessionsMax: 100_000 });
  const document = (await (await world.get("/openapi.json")).json()) as unknown as OpenApiDocument;
  const close = async () => {
    await world.close();
    await catalog.close();
  };
  return { world, document, contract: new ResponseContract(document), scanner: new CanaryScanner(canaries), close };
}

type FuzzWorld = Awaited<ReturnType<typeof openWorld>>;

/** A request, and the session that it says it is for; null: it says none. */
interface SessionRequest {
  readonly request: FuzzRequest;
  readonly session: string | null;
}

const LIVE = "{live}";
const sessionName = fc.oneof(
  { weight: 12, arbitrary: fc.constant(LIVE) },
  { weight: 2, arbitrary: fc.uuid() },
  { weight: 1, arbitrary: fc.constantFrom(null, "", "a b", ...HOSTILE_NAMES.filter((name) => !name.includes("%"))) },
);

const requestsTo = (document: OpenApiDocument): fc.Arbitrary<SessionRequest> =>
  fc.record({
    session: sessionName,
    request: fuzzRequests(
      document,
      {
        components: document.components.schemas,
        known: {
          env_name: fc.constantFrom(CANARY_COLLECTION, "tea-shop", "unknown", null),
          collection_slug: fc.constantFrom(CANARY_COLLECTION, "tea-shop", null),
          scenario_slug: fc.constantFrom(CANARY_SCENARIO, CANARY_SCENARIO, "mild-tea", "unknown"),
          split: fc.constantFrom("train", "train", "train", "test", null),
          index: fc.constantFrom(0, 0, 0, 1, null),
          name: fc.constantFrom("send_message", "send_message", "serve", "slip", "unknown"),
          input: fc.constantFrom(
            { content: "What about your favourite tea?" },
            { content: "What about the cellar?" },
            { value: "green" },
            { text: "green" },
            { content: 7 },
            {},
          ),
          task_id: fc.constantFrom(null, null, null, "unknown"),
        },
      },
      { env: ["tea-shop", CANARY_COLLECTION, "Canary-House"] },
    ),
  });

async function send({ world }: FuzzWorld, { request, session }: SessionRequest, live: string): Promise<FuzzAnswer> {
  const keys = { ...world.keys, nobody: "", session: world.keys.trainer };
  const response = await world.app.request(request.path, {
    method: request.method,
    headers: {
      ...withKey(keys[request.caller]),
      ...request.headers,
      ...(session === null ? {} : { "x-session-id": session === LIVE ? live : session }),
    },
    ...(request.body === null ? {} : { body: request.body }),
  });
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    headers: Object.fromEntries(response.headers),
    text: request.method === "HEAD" ? "" : await response.text(),
  };
}

/** Everything that must be true of an answer, whatever was asked. */
function check({ contract, scanner }: FuzzWorld, { request }: SessionRequest, answer: FuzzAnswer): void {
  const place = `${request.operation ?? `${request.method} ${request.path}`} → ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(answer.status, place).toBeLessThan(500);
  expect(answer.headers["x-request-id"], place).toMatch(/^[\w.:-]+$/);
  if (request.method !== "HEAD") {
    expect(contract.findFault(request.operation, answer), place).toBeNull();
  }
  if (request.operation === "POST /{env}/call" && answer.status === 200) {
    const result = readResult(answer.text, place);
    if (result.ok) {
      scanner.learnSaid(place, result.output.blocks[0]?.text ?? "");
    }
    scanner.scanAnswer(place, { ...answer, headers: { "content-type": "application/json" }, text: JSON.stringify(result) });
  } else {
    scanner.scanAnswer(place, answer);
  }
  expect(scanner.leaks, place).toEqual([]);
}

/** A stream as the protocol has it: the task's id first, then one result or one error. */
function readResult(text: string, place: string) {
  const events = readEvents(text);
  if (events.some(([event]) => event === "error")) {
    expect(events, place).toEqual([["error", "unknown task_id"]]);
    return { ok: false as const };
  }
  expect(events.map(([event]) => event).join(" "), place).toMatch(/^task_id( chunk)* end$/);
  const result = JSON.parse(joinResult(text)) as
    | { readonly ok: false; readonly error: string; readonly reason: string }
    | { readonly ok: true; readonly output: { readonly blocks: readonly { readonly text: string }[] } };
  const members = result.ok ? Object.keys(result.output) : Object.keys(result);
  expect(members, place).toEqual(result.ok ? ["blocks", "metadata", "reward", "finished"] : ["ok", "error", "reason"]);
  return result;
}

describe("whatever is sent to the port of the Open Reward Standard", () => {
  let fuzz: FuzzWorld;
  beforeAll(async () => {
    fuzz = await openWorld();
  });
  afterAll(async () => {
    await fuzz.close();
    folder.remove();
  });

  it(
    `is answered below 500, within the contract, and without a secret (${REQUESTS} requests from seed ${SEED})`,
    async () => {
      const spec = { collection_slug: CANARY_COLLECTION, scenario_slug: CANARY_SCENARIO };
      const property = fc.asyncProperty(
        fc.array(requestsTo(fuzz.document), { minLength: 1, maxLength: REQUESTS_PER_RUN, size: "max" }),
        async (requests) => {
          const live = `live-${sent}`;
          const opened = await fuzz.world.post("/create", { task_spec: spec }, { "x-session-id": live });
          expect(opened.status).toBe(200);
          for (const drawn of requests) {
            const answer = await send(fuzz, drawn, live);
            sent += 1;
            const name = drawn.request.operation ?? "no operation";
            statuses.set(name, (statuses.get(name) ?? new Set()).add(answer.status));
            check(fuzz, drawn, answer);
          }
        },
      );
      await fc.assert(property, { seed: SEED, numRuns: Math.ceil((REQUESTS * 2) / REQUESTS_PER_RUN) });
    },
    REQUESTS * 100,
  );

  it("reached every operation: with success and, where a body can be wrong, without", () => {
    const seen = (operation: string, low: number, high: number) =>
      [...(statuses.get(operation) ?? [])].some((status) => status >= low && status <= high);
    const missed = Object.entries(fuzz.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => {
        const name = `${method.toUpperCase()} ${path}`;
        return seen(name, 200, 299) && (requestBody === undefined || seen(name, 400, 400)) ? [] : [name];
      }),
    );
    expect(missed).toEqual([]);
    expect(sent).toBeGreaterThanOrEqual(REQUESTS);
  });
});
