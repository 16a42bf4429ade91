import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DrainState } from "../../src/http/drain-state.ts";
import { type HttpServer, openHttpServer } from "../../src/http/serve-app.ts";
import { createManualTime } from "../doubles/manual-time.ts";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { LISTENING } from "./listening-side.ts";
import { problemOf } from "./problem-of.ts";
import { putUpQuestion } from "./put-up-question.ts";
import { signIn, type TestAnnotator } from "./sign-in.ts";

const EVENTS = "/api/v1/annotators/events";
const COMMENT_EVERY_MS = 15_000;

let world: TestWorld;
let time: ReturnType<typeof createManualTime>;
let ann: TestAnnotator;
beforeEach(async () => {
  time = createManualTime();
  world = await createTestWorld({ timer: time.timer });
  ann = await signIn(world, "ann");
});
afterEach(() => world.close());

/** Reads what was sent so far, piece by piece. */
function follow(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  return {
    next: async () => {
      const { value, done } = await reader.read();
      return done ? null : decoder.decode(value);
    },
    hangUp: () => reader.cancel(),
  };
}

const open = (annotator = ann) => world.get(EVENTS, annotator.headers);
const live = async () =>
  ((await (await world.get("/api/v1/pool", withKey(world.keys.trainer))).json()) as unknown as { live: number }).live;

describe("GET /api/v1/annotators/events", () => {
  it("says hello at once, and tells of work while the annotator holds none", async () => {
    const response = await open();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("cache-control")).toContain("no-store");
    const line = follow(response);
    expect(await line.next()).toBe("retry: 500\n\n");
    expect(await line.next()).toBe("event: hello\ndata: {}\n\n");
    const work = line.next();
    await putUpQuestion(world, { questionId: "q_1" });
    expect(await work).toBe("event: work\ndata: {}\n\n");
    await line.hangUp();
  });

  it("tells nothing of questions that are not for the annotator", async () => {
    const line = follow(await open());
    await line.next();
    await line.next();
    await putUpQuestion(world, { questionId: "q_1", audience: "clinicians" });
    const next = line.next();
    time.advance(COMMENT_EVERY_MS);
    expect(await next).toBe(":\n\n");
    await line.hangUp();
  });

  it("is what makes an annotator live, until the line ends", async () => {
    expect(await live()).toBe(0);
    const line = follow(await open());
    expect(await live()).toBe(1);
    world.clock.time += 3_000_000;
    expect(await live()).toBe(1);
    await line.hangUp();
    world.clock.time += 31_000;
    expect(await live()).toBe(0);
  });

  it("ends after two minutes, so that who is gone silently is found out", async () => {
    const line = follow(await open());
    time.advance(120_000);
    const said = [];
    for (let text = await line.next(); text !== null; text = await line.next()) {
      said.push(text);
    }
    expect(said.filter((text) => text === ":\n\n").length).toBeGreaterThanOrEqual(7);
    world.clock.time += 31_000;
    expect(await live()).toBe(0);
    expect(time.pending).toBe(0);
  });

  it("is open four times for a session, and again once one of these has ended", async () => {
    const lines = [];
    for (let count = 0; count < 4; count += 1) {
      lines.push(follow(await open()));
    }
    const problem = await problemOf(await open());
    expect(problem).toMatchObject({ status: 429, code: "rate_limited" });
    const other = follow(await open(await signIn(world, "bob")));
    await lines[0]?.hangUp();
    lines.push(follow(await open()), other);
    await Promise.all(lines.slice(1).map((line) => line.hangUp()));
  });

  it("ends when the server begins to leave, and none is opened then", async () => {
    const line = follow(await open());
    world.drainState.start();
    expect([await line.next(), await line.next(), await line.next()]).toEqual([
      "retry: 500\n\n",
      "event: hello\ndata: {}\n\n",
      null,
    ]);
    expect((await problemOf(await open())).code).toBe("draining");
  });
});

describe("a line over a real connection", () => {
  let server: HttpServer;
  beforeEach(async () => {
    server = await openHttpServer(world.app, { ...LISTENING, drainState: new DrainState() });
  });
  afterEach(() => server.drain(0, 0));

  it("is sent as it comes, and over when the client hangs up", async () => {
    const asked = request({ port: server.port, path: EVENTS, headers: ann.headers });
    asked.end();
    const [incoming] = (await once(asked, "response")) as [IncomingMessage];
    let text = "";
    for await (const chunk of incoming) {
      text += String(chunk);
      if (text.includes("hello")) {
        expect(await live()).toBe(1);
        // Leaving the loop hangs up.
        break;
      }
    }
    expect(text).toBe("retry: 500\n\nevent: hello\ndata: {}\n\n");
    while (time.pending > 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    world.clock.time += 31_000;
    expect(await live()).toBe(0);
  });
});
