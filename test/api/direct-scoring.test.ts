import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { closeListeningSide, exchangeBytes, type ListeningSide, openListeningSide, writePost } from "./listening-side.ts";
import { ITEM, PAIR } from "./scoring-requests.ts";

// Small requests that score go past the framework. Two equal worlds, one with that way and one without, are asked the same: nobody may be able to tell them apart.

const INLINE_BYTES_MAX = 4000;
const ROUTES = [
  ["/api/v1/evaluate", ITEM],
  ["/api/v1/compare", PAIR],
] as const;

let direct: ListeningSide;
let plain: ListeningSide;
/** Requests that the direct way passed on to the app. */
let passedOn: number;

async function openSide(isDirect: boolean): Promise<ListeningSide> {
  const world = await createTestWorld({ httpLimits: { requestsPerMinute: 6, inlineBodyBytesMax: INLINE_BYTES_MAX } });
  return await openListeningSide(
    world,
    isDirect
      ? () => {
          passedOn += 1;
        }
      : null,
  );
}

beforeEach(async () => {
  passedOn = 0;
  [direct, plain] = [await openSide(true), await openSide(false)];
});
afterEach(async () => {
  for (const side of [direct, plain]) {
    await closeListeningSide(side);
  }
});

/** The answer of both worlds to the same request, after it was seen to be one. */
async function ask(
  path: string,
  body: string | Buffer,
  headers: readonly string[] = [],
  keyName: keyof TestWorld["keys"] | null = "trainer",
): Promise<string> {
  const answers: string[] = [];
  for (const side of [direct, plain]) {
    const key = keyName === null ? [] : [`Authorization: Bearer ${side.world.keys[keyName]}`];
    const request = writePost(path, ["Content-Type: application/json", ...key, ...headers], body);
    answers.push(await exchangeBytes(side, request));
  }
  expect(answers[0]).toBe(answers[1]);
  expect(logOf(direct)).toEqual(logOf(plain));
  return answers[0] ?? "";
}

function logOf({ world }: ListeningSide): readonly object[] {
  return world.logLines.map((line) => ({ ...line, time: null }));
}

describe.each(ROUTES)("a plain request to %s", (path, request) => {
  it("is answered past the framework like one that is not", async () => {
    expect(await ask(path, JSON.stringify(request), ["X-Request-ID: mine"])).toMatch(/^HTTP\/1.1 200 [\s\S]*server-timing: /);
    expect(await ask(path, JSON.stringify(request), ["Prefer: wait=2"])).toContain("preference-applied: wait=2");
    expect(await ask(path, JSON.stringify({ ...request, latency_budget_ms: 500 }), [], "admin")).toContain(
      '"latency_budget_ms":500',
    );
    expect(passedOn).toBe(0);
  });

  it.each([
    ["no JSON", "{", 400],
    ["an empty body", "", 400],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), 400],
    ["a body without members", "{}", 400],
    ["a body nested too deeply", `${"[".repeat(20)}${"]".repeat(20)}`, 400],
    ["a scenario that does not exist", JSON.stringify({ ...request, scenario_slug: "none" }), 404],
  ])("is refused for %s like one that does not go past it", async (_name, body, status) => {
    expect(await ask(path, body)).toMatch(`HTTP/1.1 ${status}`);
    expect(passedOn).toBe(0);
  });

  it("counts as one request, whichever way it goes", async () => {
    for (const body of [JSON.stringify(request), "{", JSON.stringify(request), "[]", JSON.stringify(request), "{}"]) {
      await ask(path, body);
    }
    expect(passedOn).toBe(0);
    expect(await ask(path, JSON.stringify(request))).toMatch(/^HTTP\/1.1 429/);
    expect(passedOn).toBe(1);
  });

  it("is left to the app where it is not plain", async () => {
    const body = JSON.stringify(request);
    expect(await ask(path, body, [], null)).toMatch(/^HTTP\/1.1 401/);
    expect(await ask(path, body, [], "annotator")).toMatch(/^HTTP\/1.1 403/);
    expect(await ask(path, body, ["Idempotency-Key: once"])).toMatch(/^HTTP\/1.1 200/);
    expect(await ask(`${path}?x=1`, body)).toMatch(/^HTTP\/1.1 200/);
    expect(await ask(path, body, ["X-Folkmoot-Force-Fallback: *"])).toMatch(/^HTTP\/1.1 403/);
    expect(await ask(path, body, ["Content-Encoding: br"])).toMatch(/^HTTP\/1.1 400/);
    expect(passedOn).toBe(6);
  });

  it("is left to the app where it is too large to be answered on the main thread", async () => {
    await ask(path, JSON.stringify({ ...request, padding: "x".repeat(INLINE_BYTES_MAX) }));
    expect(passedOn).toBe(1);
  });
});
