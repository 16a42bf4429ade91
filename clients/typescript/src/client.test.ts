import { describe, expect, it } from "vitest";
import { createScriptedServer, type ScriptedAnswer } from "../../../test/doubles/scripted-server.ts";
import {
  createFolkmootClient,
  FolkmootConnectionError,
  FolkmootDeadlineError,
  FolkmootProblem,
  FolkmootUnreadableError,
} from "./client.ts";
import type { FolkmootClientOptions } from "./client-settings.ts";
import { createClientAmid } from "./folkmoot-client.ts";

const SCENARIO = { collection_slug: "medical-intake", scenario_slug: "lower-back-pain" };
const CONVERSATION = { ...SCENARIO, messages: [{ role: "assistant", content: "Where exactly does it hurt?" }] };
const ANSWER = { reward: 0.25, scores: {} };

function createScripted(options: FolkmootClientOptions, ...answers: readonly ScriptedAnswer[]) {
  const server = createScriptedServer(...answers);
  const client = createClientAmid({ url: "http://scripted", ...options, fetch: server.fetch }, server.surroundings);
  return { client, ...server };
}
const json =
  (body: object, status = 200, headers: Record<string, string> = {}) =>
  () =>
    Response.json(body, { status, headers });
const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  json({ status, code, title: code, detail: "because", request_id: "req_1", errors: [] }, status, headers);
const refused: ScriptedAnswer = () => {
  throw new TypeError("fetch failed");
};
const lines = (...texts: readonly string[]) => new Response(texts.join(""), { headers: { "content-type": "text/event-stream" } });

describe("a request", () => {
  it("carries key, body and one Idempotency-Key through connections that fail, 429 and 503", async () => {
    const { client, sent, waitsMs } = createScripted(
      { apiKey: "fm_test" },
      refused,
      problem(429, "rate_limited", { "retry-after": "2" }),
      problem(503, "overloaded", { "retry-after": "Thu, 01 Jan 1970 00:00:03 GMT" }),
      json(ANSWER),
    );
    expect((await client.post("/api/v1/evaluate", { body: CONVERSATION })).reward).toBe(0.25);
    expect(waitsMs).toEqual([125, 2250, 3500]);
    expect(new Set(sent.map((request) => request.headers.get("idempotency-key"))).size).toBe(1);
    expect(sent[0]?.headers.get("idempotency-key")).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(sent.map((request) => request.body)).size).toBe(1);
    expect(sent[3]?.headers.get("authorization")).toBe("Bearer fm_test");
  });

  it("is sent again where a proxy has lost the server behind it", async () => {
    const lost = (status: number) => () => new Response("<html>Bad Gateway</html>", { status });
    const { client, sent } = createScripted({}, lost(502), lost(504), json(ANSWER));
    expect((await client.post("/api/v1/evaluate", { body: CONVERSATION })).reward).toBe(0.25);
    expect(new Set(sent.map((request) => request.headers.get("idempotency-key"))).size).toBe(1);
    expect(sent).toHaveLength(3);
  });

  it("is sent again where the answer breaks off half-way", async () => {
    const broken: ScriptedAnswer = () =>
      new Response(
        new ReadableStream({
          start: (stream) => {
            stream.enqueue(new TextEncoder().encode('{"rew'));
            stream.error(new TypeError("terminated"));
          },
        }),
      );
    const { client, sent } = createScripted({}, broken, json(ANSWER));
    await client.post("/api/v1/evaluate", { body: CONVERSATION });
    expect(sent).toHaveLength(2);
  });

  it("is not repeated when it is wrong in itself, and says what is wrong", async () => {
    const errors = [{ pointer: "/messages", detail: "Missing: expected array." }];
    const refusal = json({ status: 400, code: "invalid_request", detail: "No.", request_id: "req_7", errors, hint: 3 }, 400);
    const { client, sent } = createScripted({}, refusal);
    const error = await client.post("/api/v1/evaluate", { body: CONVERSATION }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FolkmootProblem);
    expect(error).toMatchObject({ status: 400, code: "invalid_request", requestId: "req_7", errors, problem: { hint: 3 } });
    expect(String(error)).toBe("FolkmootProblem: 400 invalid_request: No. [req_7]\n  /messages: Missing: expected array.");
    expect(sent).toHaveLength(1);
  });

  it("outlives a server that is started again", async () => {
    const away = Array.from({ length: 9 }, () => refused);
    const { client, waitsMs } = createScripted({}, ...away, json(ANSWER));
    expect((await client.post("/api/v1/evaluate", { body: CONVERSATION })).reward).toBe(0.25);
    expect(waitsMs).toEqual([125, 250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  });

  it("gives up after the last attempt", async () => {
    const { client, sent } = createScripted({ retries: { attemptsMax: 3 } }, refused, refused, refused);
    const error = await client.get("/api/v1/pool").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(FolkmootConnectionError);
    expect(error).toMatchObject({ cause: new TypeError("fetch failed") });
    expect(sent).toHaveLength(3);
  });

  it("does not wait for an attempt that would come after its deadline", async () => {
    const { client, waitsMs } = createScripted({ timeoutMs: 1000 }, problem(503, "draining", { "retry-after": "60" }));
    await expect(client.get("/api/v1/pool")).rejects.toMatchObject({ code: "draining", retryAfterMs: 60_000 });
    expect(waitsMs).toEqual([]);
  });

  it("ends at its deadline, or when the caller's signal does", async () => {
    const never: ScriptedAnswer = (_, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError"))),
      );
    const { client } = createScripted({ timeoutMs: 1 }, never, never);
    await expect(client.get("/api/v1/pool")).rejects.toBeInstanceOf(FolkmootDeadlineError);
    const stopped = createScripted({}, never);
    const reason = new Error("enough");
    const controller = new AbortController();
    const asking = stopped.client.get("/api/v1/pool", { signal: controller.signal });
    controller.abort(reason);
    await expect(asking).rejects.toBe(reason);
  });

  it("says the latency budget that it is waited for, unless it has one", async () => {
    const { client, sent } = createScripted({ latencyBudgetMs: 1500 }, json(ANSWER), json(ANSWER), json(ANSWER), json(ANSWER));
    await client.post("/api/v1/evaluate", { body: CONVERSATION });
    await client.post("/api/v1/evaluate", { body: { ...CONVERSATION, latency_budget_ms: 20 } });
    await client.post("/api/v1/evaluate", { params: { header: { prefer: "wait=3" } }, body: CONVERSATION });
    await client.post("/api/v1/episodes", { body: SCENARIO });
    expect(sent.map(({ body }) => JSON.parse(body ?? "").latency_budget_ms)).toEqual([1500, 20, undefined, undefined]);
  });

  it("takes what a proxy says for a problem without a code, and no JSON for no answer", async () => {
    const { client } = createScripted(
      {},
      () => new Response("<h1>Forbidden</h1>", { status: 403 }),
      () => new Response("<h1>Welcome</h1>"),
    );
    await expect(client.get("/api/v1/pool")).rejects.toMatchObject({
      status: 403,
      code: "unknown",
      detail: "<h1>Forbidden</h1>",
    });
    await expect(client.get("/api/v1/pool")).rejects.toBeInstanceOf(FolkmootUnreadableError);
  });

  it("is not sent at all with settings that make no sense", () => {
    expect(() => createFolkmootClient({ url: "localhost:8080" })).toThrow(
      'url: expected http:// or https://, got "localhost:8080".',
    );
    expect(() => createFolkmootClient({ retries: { attemptsMax: 0 } })).toThrow(
      "retries.attemptsMax: expected a number of at least 1, got 0.",
    );
  });
});

describe("a comparison that is followed", () => {
  const revision = (number: number, final: boolean) =>
    `event: revision\nid: ${number}\ndata: ${JSON.stringify({ revision: number, final })}\n\n`;

  it("goes on where a line broke off, and ends after the final revision", async () => {
    const { client, sent, waitsMs } = createScripted(
      {},
      () => lines("retry: 7\n\n", revision(1, false), ": still here\n\n", "event: rev"),
      () => lines(revision(2, false), revision(3, true), revision(4, true)),
    );
    const seen = [];
    for await (const each of client.followComparison("cmp_1")) {
      seen.push(each.revision);
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(sent.map((request) => request.headers.get("last-event-id"))).toEqual(["0", "1"]);
    expect(sent[0]?.url).toBe("http://scripted/api/v1/comparisons/cmp_1/events");
    expect(waitsMs).toEqual([7]);
  });

  it("closes its line when nobody follows it any more", async () => {
    let isClosed = false;
    const open = new ReadableStream<Uint8Array>({
      start: (stream) => stream.enqueue(new TextEncoder().encode(revision(1, false))),
      cancel: () => {
        isClosed = true;
      },
    });
    const { client } = createScripted({}, () => new Response(open));
    for await (const each of client.followComparison("cmp_1")) {
      expect(each.revision).toBe(1);
      break;
    }
    expect(isClosed).toBe(true);
  });

  it("ends at once where the final revision is known already", async () => {
    const { client } = createScripted({}, () => new Response(null, { status: 204 }));
    expect((await client.followComparison("cmp_1", { afterRevision: 4 }).next()).done).toBe(true);
  });
});

describe("a batch line by line", () => {
  const result = (index: number) => `${JSON.stringify({ index, id: String(index), status: "ok", reward: 0.5 })}\n`;
  const body = { items: [CONVERSATION, CONVERSATION] };

  it("hands over each result and resolves with the summary", async () => {
    const { client, sent } = createScripted({}, problem(503, "overloaded"), () =>
      lines(result(1), result(0), '{"summary":{"ok":2}}\n'),
    );
    const indexes: number[] = [];
    const end = await client.streamBatch("/api/v1/batch/evaluate", { body, onResult: (each) => indexes.push(each.index) });
    expect(indexes).toEqual([1, 0]);
    expect(end.summary).toEqual({ ok: 2 });
    expect(sent[1]?.headers.get("accept")).toBe("application/x-ndjson");
    expect(sent[1]?.headers.get("idempotency-key")).toBeNull();
  });

  it.each([
    ["ends without one", [result(0)]],
    ["says that it failed", [result(0), '{"failure":{"class":"internal"}}\n']],
    ["is cut within a line", [result(0), '{"summ']],
  ])("throws where the stream %s", async (_name, texts) => {
    const { client } = createScripted({}, () => lines(...texts));
    const streamed = client.streamBatch("/api/v1/batch/evaluate", { body, onResult: () => undefined });
    await expect(streamed).rejects.toBeInstanceOf(FolkmootUnreadableError);
  });

  it("ends at its deadline where the stream falls silent", async () => {
    const silent: ScriptedAnswer = (_, signal) =>
      new Response(
        new ReadableStream({ start: (stream) => signal.addEventListener("abort", () => stream.error(signal.reason)) }),
      );
    const { client } = createScripted({ latencyBudgetMs: 1, marginMs: 0 }, silent);
    const streamed = client.streamBatch("/api/v1/batch/evaluate", { body, onResult: () => undefined });
    await expect(streamed).rejects.toBeInstanceOf(FolkmootDeadlineError);
  });

  it("throws what its listener throws, and is not sent again where nobody knows what became of it", async () => {
    const listening = createScripted({}, () => lines(result(0)));
    const error = new Error("disk full");
    const onResult = () => {
      throw error;
    };
    await expect(listening.client.streamBatch("/api/v1/batch/evaluate", { body, onResult })).rejects.toBe(error);
    const away = createScripted({}, refused);
    await expect(away.client.streamBatch("/api/v1/batch/evaluate", { body, onResult })).rejects.toBeInstanceOf(
      FolkmootConnectionError,
    );
  });
});
