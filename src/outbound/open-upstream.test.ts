import { getEventListeners } from "node:events";
import type { LookupFunction } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Misbehaviour, startMisbehavingUpstream } from "../../test/doubles/upstreams/misbehaving-upstream.ts";
import { type RunningUpstream, startUpstream } from "../../test/doubles/upstreams/start-upstream.ts";
import { ModelCallError } from "../ports/reward-model.ts";
import { openUpstream, type Upstream, type UpstreamWorld } from "./open-upstream.ts";
import type { UpstreamOptions } from "./upstream-options.ts";

const NEVER = new AbortController().signal;
const ANSWER = { data: [{ score: 1.25 }, { score: -0.5 }], text: 'a "quoted" \\ one [[[[ — ü' };

const opened: (Upstream | RunningUpstream)[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

async function serve(misbehave: (requestIndex: number) => Misbehaviour, retryAfter = "7"): Promise<RunningUpstream> {
  const server = await startMisbehavingUpstream({ shape: () => ({ status: 200, body: ANSWER }), misbehave, retryAfter });
  opened.push(server);
  return server;
}

function open(baseUrl: URL, options: Partial<UpstreamOptions> = {}, world?: UpstreamWorld): Upstream {
  const upstream = openUpstream(
    { baseUrl, apiKey: null, headers: {}, answerBytesMax: 100_000, connectionsMax: 4, ...options },
    world,
  );
  opened.push(upstream);
  return upstream;
}

function worldWith(world: Partial<UpstreamWorld>): UpstreamWorld {
  const noName: LookupFunction = () => {
    throw new Error("No name is looked up here.");
  };
  return { lookup: noName, isDenied: () => false, now: () => 0, ...world };
}

/** What a call failed of. */
async function failureOf(call: Promise<unknown>): Promise<ModelCallError> {
  const failure = await call.then(() => null).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ModelCallError);
  return failure as ModelCallError;
}

describe("an upstream", () => {
  it("is sent JSON with the key and headers, below the base URL's path and with its query, and its JSON is given back", async () => {
    const server = await startUpstream(() => ({ status: 200, body: ANSWER }));
    opened.push(server);
    const upstream = open(new URL("/v1/?api-version=2", server.url), { apiKey: "key", headers: { "X-Team": "blue" } });
    expect(await upstream.post("/classify", { text: "Tee für zwei 🍵" }, NEVER)).toEqual(ANSWER);
    expect(await upstream.get("/info", NEVER)).toEqual(ANSWER);
    expect(server.requests).toMatchObject([
      { method: "POST", path: "/v1/classify?api-version=2", body: { text: "Tee für zwei 🍵" } },
      { method: "GET", path: "/v1/info?api-version=2", body: undefined },
    ]);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: "Bearer key",
      "x-team": "blue",
      "content-type": "application/json",
    });
  });

  it("is sent well-formed text: half a surrogate pair, over which servers fail, goes out as a replacement character", async () => {
    const server = await startUpstream(() => ({ status: 200, body: ANSWER }));
    opened.push(server);
    const upstream = open(server.url);
    await upstream.post("/", { texts: ["half a \ud83c cup", "\udf75 \udf75", "whole 🍵", "words: \\ud83c"] }, NEVER);
    expect(server.requests[0]?.body).toEqual({
      texts: ["half a \ufffd cup", "\ufffd \ufffd", "whole 🍵", "words: \\ud83c"],
    });
  });

  it("keeps its connections, no more than it may have, and lets go of them at the end", async () => {
    const server = await serve(() => "slow");
    const upstream = open(server.url, { connectionsMax: 2 });
    await Promise.all(Array.from({ length: 6 }, () => upstream.post("/", {}, NEVER)));
    expect(server.requests).toHaveLength(6);
    expect(server.connectionCount()).toBe(2);
  });

  it("takes one signal for many requests at a time without listening on it for each, and stops them all", async () => {
    const server = await serve(() => "hang");
    const upstream = open(server.url, { connectionsMax: 12 });
    const stop = new AbortController();
    const failures = Array.from({ length: 12 }, () => failureOf(upstream.post("/", {}, stop.signal)));
    // Node warns of a leak from the eleventh on.
    expect(getEventListeners(stop.signal, "abort")).toEqual([]);
    stop.abort();
    expect((await Promise.all(failures)).map(({ reason }) => reason)).toEqual(Array(12).fill("timeout"));
  });

  it("sends a request once more where a kept connection turns out to be closed", async () => {
    const server = await serve((requestIndex) => (requestIndex === 1 ? "reset" : "ok"));
    const upstream = open(server.url);
    await upstream.post("/", {}, NEVER);
    expect(await upstream.post("/", {}, NEVER)).toEqual(ANSWER);
    expect(server.requests).toHaveLength(3);
  });

  it.each<[Misbehaviour, string, string]>([
    ["reset", "unreachable", "Could not be reached, or hung up (ECONNRESET)."],
    ["half_close", "unreachable", "Could not be reached, or hung up (ECONNRESET)."],
    ["cut", "unreachable", "Answered 200 and broke off in the middle of it."],
    ["short", "unreachable", "Answered 200 and broke off in the middle of it."],
    ["long", "bad_answer", "Answered with something that is no HTTP."],
    ["garbage", "bad_answer", "Answered with something that is no HTTP."],
    ["not_json", "bad_answer", "Answered 200 with something that is no JSON."],
    ["nan", "bad_answer", "Answered 200 with something that is no JSON."],
    ["empty", "bad_answer", "Answered 200 with something that is no JSON."],
    ["huge", "bad_answer", "Answered 200 with more than 100000 bytes."],
    ["deep", "bad_answer", "Answered 200 with more than 100000 bytes."],
    ["overloaded", "overloaded", "Answered 429."],
    ["unavailable", "overloaded", "Answered 503."],
    ["error", "upstream_error", "Answered 500."],
    ["hang_in_error", "upstream_error", "Answered 500."],
    ["refused", "refused", "Answered 400."],
    ["redirect", "refused", "Answered 307; redirects are not followed."],
  ])("that answers with %s is %s", async (misbehaviour, reason, message) => {
    const server = await serve(() => misbehaviour);
    const upstream = open(server.url, { apiKey: "secret" });
    const failure = await failureOf(upstream.post("/score", { text: "secret" }, NEVER));
    expect(failure).toMatchObject({ reason, message });
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain("secret");
    expect(server.requests.every(({ path }) => path === "/score")).toBe(true);
  });

  it.each<[number, string]>([
    [408, "upstream_error"],
    [424, "upstream_error"],
    [425, "upstream_error"],
    [501, "refused"],
    [502, "upstream_error"],
    [529, "overloaded"],
  ])("that answers with the status %i is %s", async (status, reason) => {
    const server = await startUpstream(() => ({ status, body: {} }));
    opened.push(server);
    expect(await failureOf(open(server.url).post("/", {}, NEVER))).toMatchObject({ reason, status });
  });

  it("is heard where it says why it refuses, but not in what the failure's message tells", async () => {
    const server = await startUpstream(() => ({ status: 400, body: { error: { message: "No such model for key-123456." } } }));
    opened.push(server);
    const failure = await failureOf(open(server.url, { apiKey: "key-123456" }).post("/", {}, NEVER));
    expect(failure).toMatchObject({ message: "Answered 400.", said: "No such model for […]" });
  });

  it("that nests deeper than any interface does is a bad answer", async () => {
    const server = await serve(() => "deep");
    const failure = await failureOf(open(server.url, { answerBytesMax: 1_000_000 }).post("/", {}, NEVER));
    expect(failure).toMatchObject({ reason: "bad_answer", message: "Answered 200 with JSON nested deeper than 32." });
  });

  it.each<Misbehaviour>(["hang", "drip"])("that answers with %s is let go of when the call is stopped", async (misbehaviour) => {
    const server = await serve(() => misbehaviour);
    const upstream = open(server.url);
    const stop = new AbortController();
    const call = upstream.post("/", {}, stop.signal);
    setTimeout(() => stop.abort(), 30);
    expect(await failureOf(call)).toMatchObject({ reason: "timeout", message: "Was stopped before it had answered." });
    expect(await failureOf(upstream.post("/", {}, stop.signal))).toMatchObject({ reason: "timeout" });
    expect(server.requests).toHaveLength(1);
  });

  it("says nothing of the address where nobody is there", async () => {
    const server = await serve(() => "ok");
    await server.close();
    opened.splice(opened.indexOf(server), 1);
    const url = new URL(server.url);
    url.username = "operator";
    url.password = "secret";
    const failure = await failureOf(open(url).post("/", {}, NEVER));
    expect(failure).toMatchObject({ reason: "unreachable", message: "Could not be reached, or hung up (ECONNREFUSED)." });
    expect(`${failure.stack} ${JSON.stringify(failure)}`).not.toMatch(/127\.0\.0\.1|secret/);
  });

  it.each([
    ["30", 30_000],
    ["0", 0],
    ["Wed, 21 Oct 2026 07:28:00 GMT", 60_000],
    ["Wed, 21 Oct 2020 07:28:00 GMT", 0],
    ["999999999999", 365 * 24 * 3_600_000],
    ["-1", null],
    ["soon", null],
    ["1e3", null],
  ])("is heard where it asks to wait: %s", async (retryAfter, retryAfterMs) => {
    const server = await serve(() => "overloaded", retryAfter);
    const world = worldWith({ now: () => Date.parse("2026-10-21T07:27:00Z") });
    expect(await failureOf(open(server.url, {}, world).post("/", {}, NEVER))).toMatchObject({
      reason: "overloaded",
      retryAfterMs,
    });
  });

  it("is refused at once where its key cannot stand in a header, without a word of the key", () => {
    const url = new URL("http://127.0.0.1:1");
    expect(() => open(url, { apiKey: "secret\n" })).toThrow(/^Invalid character in header content \["Authorization"\]$/);
  });
});
