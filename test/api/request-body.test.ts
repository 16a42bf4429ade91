import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";
import type { WireResponse } from "./wire-response.ts";

const PATH = "/api/v1/episodes";
const REQUEST = JSON.stringify({ collection_slug: "tea-shop", scenario_slug: "mild-tea" });
const BYTES_MAX = 20_000;

describe("the body of a request", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
  });
  afterAll(() => world.close());

  const sendBytes = async (body: string | Uint8Array | ReadableStream, headers: Record<string, string> = {}) =>
    (await world.app.request(
      new Request(`http://localhost${PATH}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...withKey(world.keys.trainer), ...headers },
        body,
        duplex: "half",
      } as RequestInit),
    )) as WireResponse;

  const padded = (byteCount: number) => REQUEST.padEnd(byteCount, " ");

  it("may have as many bytes as the limit, declared or not", async () => {
    expect((await sendBytes(padded(BYTES_MAX), { "Content-Length": String(BYTES_MAX) })).status).toBe(201);
    expect((await sendBytes(inChunks(padded(BYTES_MAX)))).status).toBe(201);
  });

  it("is refused by its declared length before it is read", async () => {
    let reads = 0;
    const body = new ReadableStream(
      {
        pull: (controller) => {
          reads += 1;
          controller.enqueue(new Uint8Array(10));
        },
      },
      { highWaterMark: 0 },
    );
    const response = await sendBytes(body, { "Content-Length": String(BYTES_MAX + 1) });
    expect(response.status).toBe(413);
    expect((await problemOf(response)).detail).toContain(String(BYTES_MAX));
    expect(reads).toBe(0);
  });

  it("is refused as soon as its chunks pass the limit, however long it would go on", async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) });
    const response = await sendBytes(endless);
    expect(response.status).toBe(413);
    expect((await problemOf(response)).code).toBe("body_too_large");
  });

  it("is refused compressed, and says so: what it holds is no faulty text", async () => {
    const response = await sendBytes(gzipSync(REQUEST), { "Content-Encoding": "gzip" });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toBe('The body is encoded (Content-Encoding "gzip"); send it as it is.');
    expect((await sendBytes(REQUEST, { "Content-Encoding": "identity" })).status).toBe(201);
  });

  it.each([
    ["none", undefined, "there is none"],
    ["another", "text/plain", '"text/plain"'],
    ["a form", "application/x-www-form-urlencoded", "form"],
    ["another encoding", "application/json; charset=latin1", "latin1"],
  ])("is refused with %s as its Content-Type", async (_case, contentType, part) => {
    const response = await world.app.request(PATH, {
      method: "POST",
      headers: { ...withKey(world.keys.trainer), ...(contentType === undefined ? {} : { "Content-Type": contentType }) },
      body: new TextEncoder().encode(REQUEST),
    });
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem.detail).toContain("application/json");
    expect(problem.detail).toContain(part);
  });

  it.each(["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"])(
    "is taken as %s",
    async (contentType) => {
      expect((await sendBytes(REQUEST, { "Content-Type": contentType })).status).toBe(201);
    },
  );

  it.each([
    ["no bytes", "", "empty"],
    ["bytes that are no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "UTF-8"],
    ["a character that is cut off", Uint8Array.of(0x22, 0xf0, 0x9f, 0x98), "UTF-8"],
    ["malformed JSON", '{"collection_slug": ', "not valid JSON"],
    ["NaN", '{"seed": NaN}', "NaN"],
    ["a number that is infinite", `${REQUEST.slice(0, -1)},"seed":1e999}`, "1 fault"],
    ["a member named __proto__", '{"__proto__": {"a": 1}}', "__proto__"],
    ["a member named __proto__ in escapes", '{"\\u005f_proto__" : {"a": 1}}', "__proto__"],
    ["half a surrogate pair", '{"group_id": "\\ud83d"}', "surrogate"],
    ["too much nesting", "[".repeat(100_000).slice(0, 15_000), "12 levels"],
  ])("is refused with %s", async (_case, body, part) => {
    const response = await sendBytes(body);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain(part);
  });

  it.each([
    ["NaN", '{"messages": [{"content": "a"}, {"content": NaN}]}', "/messages/1/content"],
    ["text that breaks off", '{"messages": [{"content": "a', "/messages/0/content"],
    [
      "bytes that are no UTF-8",
      Buffer.from('{"messages": [{"content": "\u00e4"}, {"role": "\u00ff"}]}', "latin1"),
      "/messages/0/content",
    ],
    ["a broken character behind a whole one", Buffer.concat([Buffer.from('{"a": "ä\ufffd", "b": "'), Buffer.of(0xc3)]), "/b"],
    ["too much nesting", `{"a": [1, ${"[".repeat(20)}`, `/a/1${"/0".repeat(10)}`],
    ["a member named __proto__", '{"messages": [{"tool": {"__proto__": {}}}]}', "/messages/0/tool"],
  ])("is refused with the place of %s", async (_case, body, pointer) => {
    expect((await problemOf(await sendBytes(body))).errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it("may hold emoji, in UTF-8 or as escapes", async () => {
    expect((await sendBytes(`${REQUEST.slice(0, -1)},"group_id":"😀"}`)).status).toBe(201);
    const escaped = await sendBytes(`${REQUEST.slice(0, -1)},"group_id":"\\ud83d\\ude00"}`);
    expect((await escaped.json()).group_id).toBe("😀");
  });

  it("may say __proto__ in a text", async () => {
    expect((await sendBytes(`${REQUEST.slice(0, -1)},"group_id":"__proto__"}`)).status).toBe(201);
  });

  it("lists at most 20 faults and counts them all", async () => {
    const messages = Array.from({ length: 20 }, () => ({ content: 1, role: 1, tool_calls: 1 }));
    const problem = await problemOf(await world.post("/api/v1/evaluate", { messages }));
    expect(problem.errors).toHaveLength(20);
    expect(problem.detail).toBe("The body has 62 faults, of which the first 20 are listed in errors.");
  });

  it("is refused when it breaks off, declared or not", async () => {
    const broken = () =>
      new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{"collection'));
          controller.error(new Error("ECONNRESET"));
        },
      });
    for (const headers of [{}, { "Content-Length": "100" }]) {
      expect((await problemOf(await sendBytes(broken(), headers))).detail).toContain("before it was complete");
    }
  });

  it("is not looked at for a caller who may not ask", async () => {
    const response = await world.app.request(PATH, { method: "POST", headers: { "Content-Type": "text/plain" }, body: "x" });
    expect(response.status).toBe(401);
  });
});

function inChunks(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += 777) {
        controller.enqueue(bytes.subarray(at, at + 777));
      }
      controller.close();
    },
  });
}
