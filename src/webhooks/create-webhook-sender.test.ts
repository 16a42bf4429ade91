import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWebhookSender } from "./create-webhook-sender.ts";

const SECRET = `whsec_${Buffer.from("a key of at least 24 bytes").toString("base64")}`;
const EVENT = '{"type":"comparison.revised","data":{"winner":"a","title":"Tee für zwei 🍵"}}';
const NEVER = new AbortController().signal;

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let received: Received[];
let respond: (response: ServerResponse, path: string) => void;
beforeEach(async () => {
  received = [];
  respond = (response) => response.writeHead(204).end();
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) {
      body += chunk;
    }
    received.push({ method: request.method, path: request.url, headers: request.headers, body });
    respond(response, request.url ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function createSender(path = "/events", limits = { timeoutMs: 10_000, answerBytesMax: 1000 }, host = "127.0.0.1") {
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://${host}:${port}${path}`);
  return createWebhookSender({ url, secret: SECRET, clock: { now: () => Date.now() }, limits });
}

describe("a webhook's sender", () => {
  it("posts what the library of the standard verifies", async () => {
    expect(await createSender("/events?of=mine").send("msg_1", EVENT, NEVER)).toEqual({ kind: "arrived" });
    const [event] = received;
    expect(event).toMatchObject({ method: "POST", path: "/events?of=mine", body: EVENT });
    expect(event?.headers).toMatchObject({ "content-type": "application/json", "webhook-id": "msg_1", connection: "close" });
    const headers = event?.headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(event?.body ?? "", headers)).toEqual(JSON.parse(EVENT));
    const another = new Webhook(Buffer.from("another key of enough bytes").toString("base64"));
    expect(() => another.verify(event?.body ?? "", headers)).toThrow("No matching signature");
    expect(() => new Webhook(SECRET).verify(`${event?.body} `, headers)).toThrow("No matching signature");
    expect(() => new Webhook(SECRET).verify(event?.body ?? "", { ...headers, "webhook-id": "msg_2" })).toThrow();
  });

  it.each([
    [200, { kind: "arrived" }],
    [202, { kind: "arrived" }],
    [410, { kind: "gone" }],
    [400, { kind: "failed", detail: "answered 400", retryAfterMs: null }],
    [500, { kind: "failed", detail: "answered 500", retryAfterMs: null }],
  ])("reads %d", async (status, outcome) => {
    respond = (response) => response.writeHead(status).end("seen");
    expect(await createSender().send("msg_1", EVENT, NEVER)).toEqual(outcome);
  });

  it.each([
    ["30", 30_000],
    ["Wed, 21 Oct 2026 07:28:00 GMT", null],
    ["-1", null],
  ])("reads Retry-After: %s", async (retryAfter, retryAfterMs) => {
    respond = (response) => response.writeHead(429, { "Retry-After": retryAfter }).end();
    expect(await createSender().send("msg_1", EVENT, NEVER)).toMatchObject({ kind: "failed", retryAfterMs });
  });

  it("follows no redirect", async () => {
    respond = (response, path) => response.writeHead(path === "/events" ? 307 : 200, { Location: "/elsewhere" }).end();
    expect(await createSender().send("msg_1", EVENT, NEVER)).toMatchObject({
      kind: "failed",
      detail: "answered 307; redirects are not followed",
    });
    expect(received).toHaveLength(1);
  });

  it("waits no longer than its time for a receiver that hangs", async () => {
    respond = () => undefined;
    const sender = createSender("/events", { timeoutMs: 50, answerBytesMax: 1000 });
    expect(await sender.send("msg_1", EVENT, NEVER)).toMatchObject({ kind: "failed", detail: "No answer within 50 ms." });
  });

  it("takes the status of a receiver that hangs in the middle of its answer", async () => {
    respond = (response) => response.writeHead(200).write("and");
    const sender = createSender("/events", { timeoutMs: 50, answerBytesMax: 1000 });
    expect(await sender.send("msg_1", EVENT, NEVER)).toEqual({ kind: "arrived" });
  });

  it("does not listen to an answer that does not end", async () => {
    respond = (response) => {
      const pour = () => {
        while (!response.destroyed && response.write("x".repeat(10_000))) {
          // Until the receiver of it stops taking it.
        }
      };
      response.writeHead(200).on("drain", pour);
      pour();
    };
    expect(await createSender().send("msg_1", EVENT, NEVER)).toEqual({ kind: "arrived" });
  });

  it("gives up when it is told to", async () => {
    const giveUp = new AbortController();
    respond = () => giveUp.abort();
    expect(await createSender().send("msg_1", EVENT, giveUp.signal)).toMatchObject({ kind: "failed" });
    expect(await createSender().send("msg_1", EVENT, giveUp.signal)).toMatchObject({ kind: "failed" });
    expect(received).toHaveLength(1);
  });

  it("says why nobody could be reached", async () => {
    const sender = createSender();
    server.close();
    await once(server, "close");
    expect(await sender.send("msg_1", EVENT, NEVER)).toMatchObject({
      kind: "failed",
      detail: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it.each(["169.254.169.254", "[::ffff:169.254.169.254]", "2852039166", "0.0.0.0", "[fe80::1]"])(
    "sends nothing to %s",
    (host) => {
      expect(() => createSender("/latest/meta-data", undefined, host)).toThrow(RangeError);
    },
  );
});
