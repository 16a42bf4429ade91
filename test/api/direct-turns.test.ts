import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { closeListeningSide, exchangeBytes, type ListeningSide, openListeningSide, writePost } from "./listening-side.ts";

// Turns go past the framework. Two equal worlds, one with that way and one without, are asked the same: nobody may be able to tell them apart.

let direct: ListeningSide;
let plain: ListeningSide;
/** Requests that the direct way passed on to the app. */
let passedOn: number;

beforeEach(async () => {
  const limits = { httpLimits: { requestsPerMinute: 6 } };
  passedOn = 0;
  direct = await openListeningSide(await createTestWorld(limits), () => {
    passedOn += 1;
  });
  plain = await openListeningSide(await createTestWorld(limits), null);
});
afterEach(async () => {
  for (const side of [direct, plain]) {
    await closeListeningSide(side);
  }
});

interface Asked {
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: string | Buffer;
}

const write = ({ path, headers, body }: Asked) => writePost(path, headers, body);

/** The answer of both worlds to the same request, after it was seen to be one. */
async function answerOfBoth(make: (side: ListeningSide) => Asked): Promise<string> {
  const [one, other] = [await exchangeBytes(direct, write(make(direct))), await exchangeBytes(plain, write(make(plain)))];
  expect(one).toBe(other);
  return one;
}

const JSON_TYPE = "Content-Type: application/json";
const key = (side: ListeningSide, name: keyof TestWorld["keys"] = "trainer") => `Authorization: Bearer ${side.world.keys[name]}`;
const move = (content: string, more: object = {}) => JSON.stringify({ messages: [{ role: "assistant", content }], ...more });

function logOf({ world }: ListeningSide): readonly object[] {
  return world.logLines.map((line) => ({ ...line, time: null }));
}

async function startEpisode(): Promise<string> {
  const ids = await Promise.all(
    [direct, plain].map(async ({ world }) => {
      const started = await world.post("/api/v1/episodes", { collection_slug: "tea-shop", scenario_slug: "mild-tea", seed: 7 });
      return (await started.json()).episode_id;
    }),
  );
  expect(ids[0]).toBe(ids[1]);
  return String(ids[0]);
}

describe("a turn that goes past the framework", () => {
  it("is answered, replayed and refused like one that does not", async () => {
    const path = `/api/v1/episodes/${await startEpisode()}/turns`;
    const ask = (body: string | Buffer, headers: readonly string[] = [], keyName: keyof TestWorld["keys"] = "admin") =>
      answerOfBoth((side) => ({ path, headers: [JSON_TYPE, key(side, keyName), ...headers], body }));
    expect(await ask(move("Where does it hurt?"), ["X-Request-ID: mine"])).toMatch(/^HTTP\/1.1 200 [\s\S]*score_breakdown/);
    expect(await ask(move("Where does it hurt?"), [], "trainer")).toMatch(/idempotent-replayed: true/);
    expect(await ask(move("When did it start?", { turn: 1 }), ["X-Request-ID: bad id"], "trainer")).toContain("turn_conflict");
    expect(await ask(JSON.stringify({ messages: [{ content: "made up" }, { content: "x" }] }), [], "trainer")).toContain(
      "history_mismatch",
    );
    expect(passedOn).toBe(0);
    expect(logOf(direct)).toEqual(logOf(plain));
  });

  it.each([
    ["no JSON", "{"],
    ["an empty body", ""],
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
    ["a body without messages", "{}"],
    ["messages of the wrong kind", '{"messages":[{"content":7},{"tool_calls":[{"name":""}]}],"turn":0}'],
    ["a body nested too deeply", `${"[".repeat(20)}${"]".repeat(20)}`],
    ["a message too long", move("x".repeat(1001))],
    ["a system message for a move", '{"messages":[{"role":"system","content":"x"}]}'],
  ])("is refused for %s", async (_name, body) => {
    const path = `/api/v1/episodes/${await startEpisode()}/turns`;
    expect(await answerOfBoth((side) => ({ path, headers: [JSON_TYPE, key(side)], body }))).toMatch(/^HTTP\/1.1 400/);
    expect(passedOn).toBe(0);
    expect(logOf(direct)).toEqual(logOf(plain));
  });

  it("finds no episode of another tenant and none that does not exist", async () => {
    const path = `/api/v1/episodes/${await startEpisode()}/turns`;
    const asked = (at: string, keyName: keyof TestWorld["keys"]) =>
      answerOfBoth((side) => ({ path: at, headers: [JSON_TYPE, key(side, keyName)], body: move("Hello.") }));
    expect(await asked(path, "otherTenant")).toMatch(/^HTTP\/1.1 404/);
    expect(await asked("/api/v1/episodes/ep_none/turns", "trainer")).toMatch(/^HTTP\/1.1 404/);
    expect(passedOn).toBe(0);
  });
});

describe("a request that is no plain turn", () => {
  it.each<readonly [string, number, (side: ListeningSide) => readonly string[]]>([
    ["without a key", 401, () => [JSON_TYPE]],
    ["with a wrong key", 401, () => [JSON_TYPE, "Authorization: Bearer fmk_abcdefgh_0123456789012345678901234567890123"]],
    ["with two keys", 401, (side) => [JSON_TYPE, key(side), key(side, "admin")]],
    ["with a key of another scope", 403, (side) => [JSON_TYPE, key(side, "annotator")]],
    ["with another type of body", 400, (side) => ["Content-Type: text/plain", key(side)]],
    ["with an idempotency key", 200, (side) => [JSON_TYPE, key(side), "Idempotency-Key: once"]],
  ])("is left to the app: %s", async (_name, status, headers) => {
    const path = `/api/v1/episodes/${await startEpisode()}/turns`;
    expect(await answerOfBoth((side) => ({ path, headers: headers(side), body: move("Hello.") }))).toMatch(`HTTP/1.1 ${status}`);
    expect(passedOn).toBe(1);
    expect(logOf(direct)).toEqual(logOf(plain));
  });

  it("is left to the app: a body too large, one without a length, a path with a query", async () => {
    const path = `/api/v1/episodes/${await startEpisode()}/turns`;
    const large = await answerOfBoth((side) => ({ path, headers: [JSON_TYPE, key(side)], body: move("x".repeat(30_000)) }));
    expect(large).toMatch(/^HTTP\/1.1 413/);
    const query = await answerOfBoth((side) => ({ path: `${path}?x=1`, headers: [JSON_TYPE, key(side)], body: move("Hello.") }));
    expect(query).toMatch(/^HTTP\/1.1 200/);
    const chunked = (side: ListeningSide) =>
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${JSON_TYPE}\r\n${key(side)}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`;
    expect(await exchangeBytes(direct, chunked(direct))).toBe(await exchangeBytes(plain, chunked(plain)));
    expect(passedOn).toBe(3);
  });

  it("counts as one request, whichever way it goes", async () => {
    const path = `/api/v1/episodes/${await startEpisode()}/turns`;
    const ask = (content: string) => answerOfBoth((side) => ({ path, headers: [JSON_TYPE, key(side)], body: content }));
    const standings: string[] = [];
    for (const body of [move("One."), "{", move("Two."), move("Three.")]) {
      standings.push(/x-ratelimit-remaining: (\d+)/.exec(await ask(body))?.[1] ?? "");
    }
    expect(standings).toEqual(["4", "3", "2", "1"]);
    expect(await ask(move("Four."))).toMatch(/^HTTP\/1.1 200/);
    expect(await ask(move("Five."))).toMatch(/^HTTP\/1.1 429/);
    expect(logOf(direct)).toEqual(logOf(plain));
  });

  it("loses nothing where the caller hangs up in the middle of the body", async () => {
    const path = `/api/v1/episodes/${await startEpisode()}/turns`;
    for (const side of [direct, plain]) {
      const socket = connect(side.server.port, "127.0.0.1");
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${JSON_TYPE}\r\n${key(side)}\r\nContent-Length: 100\r\n\r\n{"mess`,
      );
      await once(socket, "connect");
      socket.end();
      await once(socket.resume(), "close");
    }
    expect(await answerOfBoth((side) => ({ path, headers: [JSON_TYPE, key(side)], body: move("Hello.") }))).toMatch(
      /^HTTP\/1.1 200/,
    );
  });
});
