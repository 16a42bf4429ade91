import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { putUpQuestion } from "./put-up-question.ts";
import { signIn, type TestAnnotator } from "./sign-in.ts";

// Every route of voting times every kind of caller. What is not allowed below is refused.

type CallerName = "nobody" | "trainer" | "annotator" | "admin" | "session" | "expired session" | "cookie" | "foreign cookie";

const KEYS: readonly CallerName[] = ["trainer", "annotator", "admin"];
/** The page's own cookie, which also changes things. */
const SESSIONS: readonly CallerName[] = ["session", "cookie"];

interface Route {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly allowed: readonly CallerName[];
}

const VOTE = { vote_id: "00000000-0000-4000-8000-000000000001", lease_id: "ls_x", choice: "tie" };
const KEYLESS_BYTES_MAX = 10_000;
const ROUTES: readonly Route[] = [
  { method: "POST", path: "/api/v1/annotators/invites", body: {}, allowed: ["admin"] },
  { method: "GET", path: "/api/v1/annotators/me", allowed: [...SESSIONS, "foreign cookie"] },
  { method: "GET", path: "/api/v1/annotators/events", allowed: [...SESSIONS, "foreign cookie"] },
  { method: "POST", path: "/api/v1/questions/lease", body: {}, allowed: SESSIONS },
  { method: "POST", path: "/api/v1/votes", body: VOTE, allowed: SESSIONS },
  { method: "POST", path: `/api/v1/votes/${VOTE.vote_id}/revise`, body: { choice: "tie" }, allowed: SESSIONS },
  { method: "POST", path: "/api/v1/leases/ls_x/release", body: { reason: "skip" }, allowed: SESSIONS },
  { method: "POST", path: "/api/v1/leases/ls_x/heartbeat", allowed: SESSIONS },
  { method: "GET", path: "/api/v1/pool", allowed: KEYS },
  { method: "DELETE", path: "/api/v1/annotators/sessions", allowed: SESSIONS },
];

describe("who may call what of voting", () => {
  let world: TestWorld;
  let headersOf: (caller: CallerName) => Promise<Record<string, string>>;
  beforeAll(async () => {
    world = await createTestWorld();
    const expired = await signIn(world, "gone");
    world.clock.time += 3_600_000;
    headersOf = async (caller) => {
      if (caller === "nobody") {
        return {};
      }
      if (caller === "trainer" || caller === "annotator" || caller === "admin") {
        return withKey(world.keys[caller]);
      }
      // A new one for each request: signing out ends it.
      const { token, headers } = caller === "expired session" ? expired : await signIn(world, "ann");
      const cookie = { Cookie: `folkmoot_session=${token}` };
      return caller === "cookie"
        ? { ...cookie, "Sec-Fetch-Site": "same-origin" }
        : caller === "foreign cookie"
          ? { ...cookie, "Sec-Fetch-Site": "cross-site" }
          : { ...headers };
    };
  });
  afterAll(() => world.close());

  const callers: readonly CallerName[] = ["nobody", ...KEYS, "session", "expired session", "cookie", "foreign cookie"];

  it.each(ROUTES.flatMap((route) => callers.map((caller) => ({ ...route, caller }))))(
    "$method $path by $caller",
    async ({ method, path, body, allowed, caller }) => {
      const response = await world.app.request(path, {
        method,
        headers: { ...(await headersOf(caller)), ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      await response.body?.cancel();
      expect({ isRefused: response.status === 401 || response.status === 403 }).toEqual({ isRefused: !allowed.includes(caller) });
    },
  );
});

describe("a request that names its annotator", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
  });
  afterAll(() => world.close());

  it.each(ROUTES.filter(({ allowed }) => allowed.includes("cookie")))(
    "is refused where the session is another's: $method $path",
    async ({ method, path, body }) => {
      const ann = await signIn(world, "ann");
      const askNaming = async (annotatorId: string) => {
        const { token } = await signIn(world, "ann");
        const response = await world.app.request(path, {
          method,
          headers: {
            Cookie: `folkmoot_session=${token}`,
            "Sec-Fetch-Site": "same-origin",
            "X-Folkmoot-Annotator": annotatorId,
            ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        await response.body?.cancel();
        return response.status;
      };
      expect(await askNaming(`${ann.annotatorId}2`)).toBe(401);
      expect(await askNaming(ann.annotatorId)).not.toBe(401);
    },
  );
});

describe("what comes without a key", () => {
  let world: TestWorld;
  let ann: TestAnnotator;
  beforeAll(async () => {
    world = await createTestWorld();
    ann = await signIn(world, "ann");
  });
  afterAll(() => world.close());

  it.each([
    ["/api/v1/annotators/sessions", { guest: true }],
    ["/api/v1/questions/lease", {}],
    ["/api/v1/votes", VOTE],
    [`/api/v1/votes/${VOTE.vote_id}/revise`, { choice: "tie" }],
    ["/api/v1/leases/ls_x/release", { reason: "skip" }],
  ])("may be small only, so that nobody can hold the server up with what has to be parsed: %s", async (path, body) => {
    const send = async (byteCount: number) =>
      (
        await world.app.request(path, {
          method: "POST",
          headers: { ...ann.headers, "Content-Type": "application/json" },
          body: JSON.stringify(body).padEnd(byteCount),
        })
      ).status;
    expect(await send(KEYLESS_BYTES_MAX)).not.toBe(413);
    expect(await send(KEYLESS_BYTES_MAX + 1)).toBe(413);
  });
});

describe("what belongs to somebody else", () => {
  let world: TestWorld;
  let ann: TestAnnotator;
  let leaseId: string;
  beforeAll(async () => {
    world = await createTestWorld();
    ann = await signIn(world, "ann");
    await putUpQuestion(world, { questionId: "q_1" });
    const leased = await world.post("/api/v1/questions/lease", {}, ann.headers);
    leaseId = ((await leased.json()) as unknown as { lease: { lease_id: string } }).lease.lease_id;
    await world.post("/api/v1/votes", { ...VOTE, lease_id: leaseId }, ann.headers);
  });
  afterAll(() => world.close());

  it.each([
    ["POST", "/api/v1/votes", () => ({ ...VOTE, vote_id: crypto.randomUUID(), lease_id: leaseId })],
    ["POST", `/api/v1/votes/${VOTE.vote_id}/revise`, () => ({ choice: "left" })],
    ["POST", "release", () => ({ reason: "skip" })],
    ["POST", "heartbeat", () => ({})],
  ])("is not found, or not there any more: %s %s", async (method, path, body) => {
    const stranger = await signIn(world, "stranger");
    const address = path.startsWith("/") ? path : `/api/v1/leases/${leaseId}/${path}`;
    const response = await world.app.request(address, {
      method,
      headers: { ...stranger.headers, "Content-Type": "application/json" },
      body: JSON.stringify(body()),
    });
    expect([404, 409]).toContain(response.status);
    expect(await world.ports.questions.countVotes("default", stranger.annotatorId, 0)).toMatchObject({ total: 0 });
    expect((await world.ports.questions.findVote("default", VOTE.vote_id))?.answer).toMatchObject({ choice: "tie" });
  });
});
