import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/composition/system-ports.ts";
import { compileJsonSchema } from "../../src/json-schemas/compile-json-schema.ts";
import { compilePatterns } from "../../src/patterns/compile-patterns.ts";
import { openScenarioCatalog } from "../../src/scenario-files/open-scenario-catalog.ts";
import { createTestWorld, type TestWorld, withKey } from "../api/create-test-world.ts";
import { putUpQuestion } from "../api/put-up-question.ts";
import { signIn } from "../api/sign-in.ts";
import { createMonitorWorld, OBSERVED } from "../doubles/create-monitor-world.ts";
import { CANARY_COLLECTION, CANARY_SCENARIO, writeCanaryCollection } from "../e2e/support/canary-collection.ts";
import { CanaryScanner } from "../e2e/support/canary-scanner.ts";
import { linesSaid } from "../e2e/support/lines-said.ts";
import { makeTemporaryFolder } from "../e2e/support/temporary-folder.ts";
import {
  CAST_VOTE,
  type FuzzRequest,
  familyOf,
  fuzzRequests,
  LIVE_COMPARISON,
  LIVE_EPISODE,
  LIVE_LEASE,
  NEW_VOTE,
  type OpenApiDocument,
  PATH_KEY,
} from "./fuzz-request.ts";
import { pointsInto } from "./pointer-target.ts";
import { type FuzzAnswer, ResponseContract } from "./response-contract.ts";

// FUZZ_REQUESTS says how many requests are sent, FUZZ_SEED where the drawing begins: the same two send the same requests. A failure prints the smallest
// run of requests that shows it.
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 3000);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_260);
/** Requests that share an episode, at most. */
const REQUESTS_PER_RUN = 6;
/** Runs that share a world, so that its database stays small. */
const RUNS_PER_WORLD = 1000;
/** What a 400 may say without naming a place in the body: what is wrong is not in its fields. */
const WHOLE_REQUEST_FAULT =
  /^The (body (is (empty|nested|not valid)|ended)|Content-Type|(path|query) is not valid)|__proto__|surrogate pair|Idempotency-Key/;

/** Nobody votes in time here: it is waited for no longer than that. */
const BUDGET_MS_MAX = 10;

const folder = makeTemporaryFolder();
const statuses = new Map<string, Set<number>>();
let sent = 0;

/** Monitors that have seen something of the scenario full of canaries, and raised an alarm. */
function openWatchedScenario() {
  const { monitors } = createMonitorWorld();
  const names = { collectionSlug: CANARY_COLLECTION, scenarioSlug: CANARY_SCENARIO };
  monitors.book.observe({ ...OBSERVED, ...names });
  monitors.alarms.raise(
    { alarm: "distrusted", tenantId: OBSERVED.tenantId, sourceId: "skywork", ...names },
    { value: 0.1, threshold: 0.5 },
  );
  return { monitors };
}

/** A server with two collections, one of them full of canaries. */
async function openWorld() {
  const canaries = writeCanaryCollection(join(folder.path, "scenarios"));
  cpSync(fileURLToPath(new URL("../api/fixture-scenarios", import.meta.url)), canaries.scenariosFolder, { recursive: true });
  const catalog = openScenarioCatalog(canaries.scenariosFolder, null, { compilePatterns, compileJsonSchema });
  const world = await createTestWorld({
    // Whoever waits for people waits for a moment of real time.
    ports: { scenarios: catalog, clock: systemClock, monitorReader: openWatchedScenario().monitors },
    httpLimits: { requestsPerMinute: Number.MAX_SAFE_INTEGER, latencyBudgetMsMax: BUDGET_MS_MAX },
  });
  const document = (await (await world.get("/openapi.json")).json()) as unknown as OpenApiDocument;
  const close = async () => {
    await world.close();
    await catalog.close();
  };
  return { world, document, contract: new ResponseContract(document), scanner: new CanaryScanner(canaries), close };
}

/** What trainers' dialects are asked with. */
const SLUGS = { collection_slug: CANARY_COLLECTION, scenario_slug: CANARY_SCENARIO };
const LABEL = `${CANARY_COLLECTION}/${CANARY_SCENARIO}`;
/** What NeMo Gym's tools are told the scenario by. */
const NEMO_SESSION = `folkmoot_nemo_gym=${CANARY_COLLECTION}.${CANARY_SCENARIO}`;
const TEMPLATED = "<|im_start|>user\nHello.<|im_end|>\n<|im_start|>assistant\nWhere does it hurt?<|im_end|>";

type FuzzWorld = Awaited<ReturnType<typeof openWorld>>;

const requestsTo = (document: OpenApiDocument) =>
  fuzzRequests(
    document,
    {
      components: document.components.schemas,
      known: {
        // Mostly a pair that goes together.
        collection_slug: fc.constantFrom(CANARY_COLLECTION, CANARY_COLLECTION, CANARY_COLLECTION, "tea-shop", "unknown"),
        scenario_slug: fc.constantFrom(CANARY_SCENARIO, CANARY_SCENARIO, CANARY_SCENARIO, "mild-tea", "unknown"),
        human: fc.constantFrom({ mode: "off" }, { mode: "auto" }, { mode: "require" }, null),
        at_turn: fc.constantFrom(0, 0, 1, 13),
        turn: fc.constantFrom(null, null, 1),
        function: fc.constantFrom({ name: "serve", arguments: '{"value":"green"}' }, { name: "serve", arguments: "{" }),
        name: fc.constantFrom("serve", "slip", "unknown"),
        role: fc.constantFrom("user", "assistant", "system", "tool"),
        normalization_windows: fc.uniqueArray(fc.constantFrom("7d", "2w", "1m", "500n", "0d", "9999999999d"), { maxLength: 6 }),
        group_id: fc.constantFrom("g1", "g2"),
        lease_id: fc.constantFrom(LIVE_LEASE, LIVE_LEASE, "unknown"),
        vote_id: fc.constantFrom(CAST_VOTE, NEW_VOTE, "f".repeat(8)),
        dimensions: fc.constantFrom({}, { accuracy: "left" }, { colour: "tie" }),
        ratings: fc.constantFrom(null, {}, { overall: 4 }),
        strength: fc.constantFrom(null, null, 1, 3),
        invite_token: fc.constantFrom("unknown"),
        audience: fc.constantFrom("global", "clinicians"),
        label: fc.constantFrom(LABEL, LABEL, JSON.stringify(SLUGS), SLUGS, "a/b", ""),
        query: fc.constantFrom([], [TEMPLATED], [TEMPLATED], ["<|im_start|>"]),
        prompts: fc.constantFrom(null, [], ["<|im_start|>user\nHello.<|im_end|>\n"]),
        labels: fc.constantFrom([LABEL], [SLUGS], null),
        folkmoot_episode_id: fc.constantFrom(LIVE_EPISODE),
        verifier_metadata: fc.constantFrom(SLUGS, null),
        task_data: fc.constantFrom(null, SLUGS),
        output: fc.constantFrom([], [{ type: "message", role: "assistant", content: "Where does it hurt?" }]),
        responses_create_params: fc.constantFrom({ input: "Hello." }, { input: [{ role: "user", content: "Hello." }] }),
        // Of OpenEnv and of MCP.
        episode_id: fc.constantFrom(LIVE_EPISODE, LIVE_EPISODE, "rollout-1", null),
        task: fc.constantFrom(null, CANARY_SCENARIO, "unknown"),
        split: fc.constantFrom(null, "train"),
        tool_name: fc.constantFrom("send_message", "serve", "unknown"),
        method: fc.constantFrom(
          "initialize",
          "tools/list",
          "tools/call",
          "openenv/session/create",
          "openenv/session/close",
          "fly",
        ),
        session_id: fc.constantFrom(LIVE_EPISODE, "unknown"),
        params: fc.constantFrom(null, {}, { session_id: LIVE_EPISODE, name: "send_message", arguments: { content: "Hello." } }),
      },
    },
    {
      collection_slug: ["tea-shop", CANARY_COLLECTION],
      scenario_slug: ["mild-tea", CANARY_SCENARIO],
      episode_id: [LIVE_EPISODE],
      code: ["not_found", "invalid_request"],
      file: ["swagger-ui.css", "index-d1gest.js"],
      lease_id: [LIVE_LEASE],
      vote_id: [CAST_VOTE],
      comparison_id: [LIVE_COMPARISON],
      key: [PATH_KEY],
      tool_name: ["serve", "slip"],
    },
  );

async function startEpisode({ world, scanner }: FuzzWorld): Promise<string> {
  const response = await world.post("/api/v1/episodes", { collection_slug: CANARY_COLLECTION, scenario_slug: CANARY_SCENARIO });
  const answer = await response.json();
  expect(response.status).toBe(201);
  scanner.learnSaid("start", answer.observation.content);
  return answer.episode_id;
}

/** What a run of requests is about, by what stands for it: an episode, and an annotator who has voted and holds the next question. */
interface Run {
  readonly names: Readonly<Record<string, string>>;
  readonly session: string;
}

async function startRun(fuzz: FuzzWorld): Promise<Run> {
  const { world } = fuzz;
  const { token, annotatorId, headers } = await signIn(world, `annotator ${sent}`);
  const ask = async (path: string, body: object) =>
    (await (await world.post(path, body, headers)).json()) as unknown as { readonly lease: { readonly lease_id: string } };
  await putUpQuestion(world, { questionId: `q_${annotatorId}_1` });
  const cast = crypto.randomUUID();
  const { lease: first } = await ask("/api/v1/questions/lease", {});
  await ask("/api/v1/votes", { vote_id: cast, lease_id: first.lease_id, choice: "left" });
  await putUpQuestion(world, { questionId: `q_${annotatorId}_2` });
  const { lease } = await ask("/api/v1/questions/lease", {});
  const answers = { messages: [{ content: "Hello." }, { content: "Green, please." }] };
  const compared = await world.post("/api/v1/compare", {
    collection_slug: CANARY_COLLECTION,
    scenario_slug: CANARY_SCENARIO,
    response_a: answers,
    response_b: { messages: [{ content: `Hello ${annotatorId}.` }] },
    human: { mode: "require" },
  });
  const names = {
    [PATH_KEY]: world.keys.trainer,
    [LIVE_COMPARISON]: ((await compared.json()) as unknown as { comparison_id: string }).comparison_id,
    [LIVE_EPISODE]: await startEpisode(fuzz),
    [LIVE_LEASE]: lease.lease_id,
    [CAST_VOTE]: cast,
    [NEW_VOTE]: crypto.randomUUID(),
  };
  return { names, session: token };
}

async function send(world: TestWorld, request: FuzzRequest, { names, session }: Run): Promise<FuzzAnswer> {
  const keys = { ...world.keys, nobody: "", session };
  const fill = (text: string) => Object.entries(names).reduce((filled, [name, id]) => filled.replaceAll(name, id), text);
  const body = typeof request.body === "string" ? fill(request.body) : request.body;
  const response = await world.app.request(fill(request.path), {
    method: request.method,
    headers: { ...withKey(keys[request.caller]), cookie: NEMO_SESSION, ...request.headers },
    // Nobody waits for a question that does not come.
    ...(request.operation === "POST /api/v1/questions/lease" ? { signal: AbortSignal.abort() } : {}),
    ...(body === null ? {} : { body }),
  });
  const contentType = response.headers.get("content-type") ?? "";
  const isEndless = contentType === "text/event-stream";
  if (isEndless) {
    await response.body?.cancel();
  }
  return {
    status: response.status,
    contentType,
    headers: Object.fromEntries(response.headers),
    text: request.method === "HEAD" || isEndless ? "" : await response.text(),
  };
}

/** Everything that must be true of an answer, whatever was asked. */
function check({ contract, scanner }: FuzzWorld, request: FuzzRequest, answer: FuzzAnswer): void {
  const place = `${request.operation ?? `${request.method} ${request.path}`} → ${answer.status} ${answer.text.slice(0, 300)}`;
  expect(isOutOfTime(answer) ? 0 : answer.status, place).toBeLessThan(500);
  expect(answer.headers["x-request-id"], place).toMatch(/^[\w.:-]+$/);
  if (request.method !== "HEAD") {
    expect(contract.findFault(request.operation, answer), place).toBeNull();
  }
  if (answer.status === 400) {
    expectPointers(request, answer, place);
  }
  if (answer.status < 300) {
    for (const line of linesSaid(request.operation ?? "", answer.text)) {
      scanner.learnSaid(place, line);
    }
  }
  scanner.scanAnswer(place, answer);
  expect(scanner.leaks, place).toEqual([]);
}

/** The dialects cannot say of a sample alone that its time ran out, and here it does. */
function isOutOfTime({ status, text }: FuzzAnswer): boolean {
  return status === 503 && (JSON.parse(text) as { code: string }).code === "unscored";
}

/** A field at fault is named, and is there to be found. */
function expectPointers(request: FuzzRequest, answer: FuzzAnswer, place: string): void {
  const { detail, errors } = JSON.parse(answer.text) as { detail: string; errors: readonly { pointer: string }[] };
  if (errors.length === 0) {
    expect(detail, place).toMatch(WHOLE_REQUEST_FAULT);
    return;
  }
  const body = readBody(request.body ?? "");
  expect(errors.length, place).toBeLessThanOrEqual(20);
  expect(
    errors.filter(({ pointer }) => !(body === null ? /^(\/|$)/.test(pointer) : pointsInto(body.value, pointer))),
    place,
  ).toEqual([]);
}

/** What a body says; null where it is no JSON. A byte order mark is passed over here as it is there. */
function readBody(body: NonNullable<FuzzRequest["body"]>): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder().decode(Buffer.from(body))) as unknown };
  } catch {
    return null;
  }
}

describe("whatever is sent to any route", () => {
  let fuzz: FuzzWorld;
  beforeAll(async () => {
    fuzz = await openWorld();
  });
  afterAll(async () => {
    await fuzz.close();
    folder.remove();
  });

  it(
    `is answered below 500, within the contract, by field, and without a secret (${REQUESTS} requests from seed ${SEED})`,
    async () => {
      for (let seed = SEED; sent < REQUESTS; seed += 1) {
        if (seed > SEED) {
          await fuzz.close();
          fuzz = await openWorld();
        }
        const property = fc.asyncProperty(
          fc.array(requestsTo(fuzz.document), { minLength: 1, maxLength: REQUESTS_PER_RUN, size: "max" }),
          async (requests) => {
            const run = await startRun(fuzz);
            for (const request of requests) {
              const answer = await send(fuzz.world, request, run);
              sent += 1;
              const name = request.operation === null ? "no operation" : familyOf(request.operation);
              statuses.set(name, (statuses.get(name) ?? new Set()).add(answer.status));
              check(fuzz, request, answer);
            }
          },
        );
        const numRuns = Math.min(RUNS_PER_WORLD, Math.ceil((REQUESTS - sent) / REQUESTS_PER_RUN));
        await fc.assert(property, { seed, numRuns });
        if (sent < REQUESTS) {
          console.info(`${sent} of ${REQUESTS} requests sent, all answered well`);
        }
      }
    },
    REQUESTS * 100,
  );

  it("reached every operation, at one of its addresses: with success and, where a body can be wrong, without", () => {
    const seen = (operation: string, low: number, high: number) =>
      [...(statuses.get(operation) ?? [])].some((status) => status >= low && status <= high);
    const missed = Object.entries(fuzz.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => {
        const name = familyOf(`${method.toUpperCase()} ${path}`);
        return seen(name, 200, 299) && (requestBody === undefined || seen(name, 400, 400)) ? [] : [name];
      }),
    );
    expect([...new Set(missed)]).toEqual([]);
    expect(sent).toBeGreaterThanOrEqual(REQUESTS);
  });
});
