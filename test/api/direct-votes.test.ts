import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld } from "./create-test-world.ts";
import { closeListeningSide, exchangeBytes, type ListeningSide, openListeningSide, writePost } from "./listening-side.ts";
import { putUpQuestion } from "./put-up-question.ts";
import { signIn, type TestAnnotator } from "./sign-in.ts";

// Votes go past the framework. Two equal worlds, one with that way and one without, are asked the same: nobody may be able to tell them apart.

const VOTE_ID = "00000000-0000-4000-8000-000000000001";

interface Side extends ListeningSide {
  readonly ann: TestAnnotator;
  readonly leaseId: string;
}

let direct: Side;
let plain: Side;
/** Requests that the direct way passed on to the app. */
let passedOn: number;

async function openSide(isDirect: boolean): Promise<Side> {
  const world = await createTestWorld({ httpLimits: { requestsPerMinute: 6 } });
  const ann = await signIn(world, "ann");
  await putUpQuestion(world, { questionId: "q_1" });
  const answer = await world.post("/api/v1/questions/lease", {}, ann.headers);
  const { lease } = (await answer.json()) as unknown as { lease: { lease_id: string } };
  await putUpQuestion(world, { questionId: "q_2" });
  const side = await openListeningSide(
    world,
    isDirect
      ? () => {
          passedOn += 1;
        }
      : null,
  );
  return { ...side, ann, leaseId: lease.lease_id };
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

/** What is asked, given the side's own session and lease. */
type Asked = (side: Side) => { readonly headers: readonly string[]; readonly body: string };

const JSON_TYPE = "Content-Type: application/json";
const bearer = ({ ann }: Side) => `Authorization: Bearer ${ann.token}`;
const cookie = ({ ann }: Side) => `Cookie: folkmoot_session=${ann.token}`;
const voteOf = (side: Side, change: object = {}) =>
  JSON.stringify({ vote_id: VOTE_ID, lease_id: side.leaseId, choice: "left", strength: 2, ...change });

async function exchange(side: Side, asked: Asked): Promise<string> {
  const { headers, body } = asked(side);
  return await exchangeBytes(side, writePost("/api/v1/votes", headers, body));
}

/** Asks both the same; returns what both answered, once it has been seen to be equal, log and all. */
async function askBoth(asked: Asked): Promise<string> {
  const answers = [await exchange(direct, asked), await exchange(plain, asked)];
  expect(answers[0]).toBe(answers[1]);
  const logs = [direct, plain].map(({ world }) => world.logLines.map(({ time: _time, pid: _pid, ...line }) => line));
  expect(logs[0]).toEqual(logs[1]);
  return answers[0] ?? "";
}

describe("a plain vote", () => {
  it.each<[string, Asked]>([
    ["of a program", (side) => ({ headers: [JSON_TYPE, bearer(side)], body: voteOf(side) })],
    ["of the page", (side) => ({ headers: [JSON_TYPE, cookie(side), "Sec-Fetch-Site: same-origin"], body: voteOf(side) })],
    [
      "of the page in a browser that tells the origin alone",
      (side) => ({
        headers: [JSON_TYPE, cookie(side), "Origin: http://localhost:80"],
        body: voteOf(side),
      }),
    ],
    ["with a request id", (side) => ({ headers: [JSON_TYPE, bearer(side), "X-Request-ID: mine"], body: voteOf(side) })],
  ])("is answered past the framework as the app answers it: %s", async (_name, asked) => {
    const answer = await askBoth(asked);
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\n/);
    expect(answer).toContain('"next":{"question":{"question_id":"q_2"');
    expect(await askBoth(asked)).toContain(`"vote_id":"${VOTE_ID}"`);
    expect(passedOn).toBe(0);
  });

  it.each<[string, number, Asked]>([
    ["that is no JSON", 400, (side) => ({ headers: [JSON_TYPE, bearer(side)], body: "{" })],
    ["that is empty", 400, (side) => ({ headers: [JSON_TYPE, bearer(side)], body: "" })],
    ["with a wrong field", 400, (side) => ({ headers: [JSON_TYPE, bearer(side)], body: voteOf(side, { strength: 9 }) })],
    [
      "that is no answer to the question",
      400,
      (side) => ({ headers: [JSON_TYPE, bearer(side)], body: voteOf(side, { choice: null }) }),
    ],
    ["on an unknown lease", 404, (side) => ({ headers: [JSON_TYPE, bearer(side)], body: voteOf(side, { lease_id: "ls_x" }) })],
  ])("is refused past the framework as the app refuses it: %s", async (_name, status, asked) => {
    expect(await askBoth(asked)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(passedOn).toBe(0);
  });
});

describe("any other vote", () => {
  it.each<[string, number, Asked]>([
    ["without a session", 401, (side) => ({ headers: [JSON_TYPE], body: voteOf(side) })],
    [
      "in the name of who was signed in before",
      401,
      (side) => ({ headers: [JSON_TYPE, bearer(side), "X-Folkmoot-Annotator: an_before"], body: voteOf(side) }),
    ],
    [
      "with a wrong session",
      401,
      (side) => ({ headers: [JSON_TYPE, `Authorization: Bearer fms_${"0".repeat(43)}`], body: voteOf(side) }),
    ],
    [
      "with an API key",
      401,
      (side) => ({ headers: [JSON_TYPE, `Authorization: Bearer ${side.world.keys.admin}`], body: voteOf(side) }),
    ],
    [
      "by a cookie, from another site",
      403,
      (side) => ({ headers: [JSON_TYPE, cookie(side), "Sec-Fetch-Site: cross-site"], body: voteOf(side) }),
    ],
    ["by a cookie, from nowhere", 403, (side) => ({ headers: [JSON_TYPE, cookie(side)], body: voteOf(side) })],
    ["with another type", 400, (side) => ({ headers: ["Content-Type: text/plain", bearer(side)], body: voteOf(side) })],
    ["that is longer than any", 413, (side) => ({ headers: [JSON_TYPE, bearer(side)], body: voteOf(side).padEnd(10_001) })],
    ["with two sessions", 401, (side) => ({ headers: [JSON_TYPE, bearer(side), bearer(side)], body: voteOf(side) })],
  ])("is left to the app: %s", async (_name, status, asked) => {
    expect(await askBoth(asked)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(passedOn).toBe(1);
  });

  it("is left to the app when there were too many", async () => {
    const asked: Asked = (side) => ({ headers: [JSON_TYPE, bearer(side)], body: voteOf(side) });
    for (let count = 0; count < 5; count += 1) {
      await askBoth(asked);
    }
    expect(await askBoth(asked)).toMatch(/^HTTP\/1.1 429 /);
    expect(passedOn).toBe(1);
  });
});
