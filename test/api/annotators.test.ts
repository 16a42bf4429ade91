import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld, withKey } from "./create-test-world.ts";
import { problemOf } from "./problem-of.ts";
import { putUpQuestion } from "./put-up-question.ts";
import { signIn } from "./sign-in.ts";

const SESSIONS = "/api/v1/annotators/sessions";
const INVITES = "/api/v1/annotators/invites";
const ME = "/api/v1/annotators/me";
const PID = "5f1e00000000000000000001";
const PROLIFIC = { prolific_pid: PID, study_id: "5f1e00000000000000000002", session_id: "5f1e00000000000000000003" };
const MTURK = { worker_id: "A1WORKER", assignment_id: "3ASSIGNMENT", hit_id: "3HIT" };

let world: TestWorld;
beforeEach(async () => {
  world = await createTestWorld();
});
afterEach(() => world.close());

/** A caller without a key. */
const nobody = { Authorization: "" };

/** Signs in without any key. */
const enter = (body: unknown, headers: Record<string, string> = {}) =>
  world.app.request(SESSIONS, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

interface SessionBody {
  readonly annotator_id: string;
  readonly token: string;
  readonly audience: string;
  readonly expires_at: string;
}

const sessionOf = async (response: Response) => (await response.json()) as SessionBody;

interface InvitesBody {
  readonly invites: readonly { readonly token: string; readonly url: string; readonly expires_at: string }[];
}

async function invite(body: object = {}): Promise<InvitesBody["invites"]> {
  const response = await world.post(INVITES, body, withKey(world.keys.admin));
  expect(response.status).toBe(201);
  return ((await response.json()) as unknown as InvitesBody).invites;
}

const me = async (headers: Record<string, string>) => (await world.app.request(ME, { headers })) as Response;

describe("POST /api/v1/annotators/invites", () => {
  it("makes links whose token stands in the fragment, which browsers send nowhere", async () => {
    const invites = await invite({ count: 2, expires_in_seconds: 3600 });
    expect(invites).toHaveLength(2);
    for (const { token, url, expires_at } of invites) {
      expect(token).toMatch(/^fmi_[0-9A-Za-z]{30,}$/);
      expect(url).toBe(`http://localhost/vote#invite=${token}`);
      expect(expires_at).toBe("2026-01-01T01:00:00.000Z");
    }
    expect(invites[0]?.token).not.toBe(invites[1]?.token);
  });

  it("names the origin that the operator says annotators reach", async () => {
    const named = await createTestWorld({ http: { publicUrl: "https://vote.example.org" } });
    const response = await named.post(INVITES, {}, withKey(named.keys.admin));
    const { invites } = (await response.json()) as unknown as InvitesBody;
    expect(invites[0]?.url).toMatch(/^https:\/\/vote\.example\.org\/vote#invite=fmi_/);
    await named.close();
  });

  it("is for admins alone", async () => {
    expect((await world.post(INVITES, {}, withKey(world.keys.annotator))).status).toBe(403);
    expect((await world.post(INVITES, {}, nobody)).status).toBe(401);
  });

  it.each([
    ["/count", { count: 0 }],
    ["/count", { count: 1001 }],
    ["/expires_in_seconds", { expires_in_seconds: 59 }],
    ["/audience", { audience: "a b" }],
  ])("names the field at fault: %s", async (pointer, body) => {
    const problem = await problemOf(await world.post(INVITES, body, withKey(world.keys.admin)));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it("keeps no token for an Idempotency-Key: the same request makes others", async () => {
    const headers = { ...withKey(world.keys.admin), "Idempotency-Key": "once" };
    const [first, again] = [await world.post(INVITES, {}, headers), await world.post(INVITES, {}, headers)];
    expect(again.headers.get("idempotent-replayed")).toBeNull();
    expect(await again.text()).not.toBe(await first.text());
  });
});

describe("signing in by an invite", () => {
  it("admits whoever comes first with it, to the audience of the invite", async () => {
    const [made] = await invite({ audience: "clinicians" });
    const response = await enter({ invite_token: made?.token });
    expect(response.status).toBe(201);
    const session = await sessionOf(response);
    expect(session.token).toMatch(/^fms_[0-9A-Za-z]{40,}$/);
    expect(session).toMatchObject({ audience: "clinicians", expires_at: "2026-01-01T01:00:00.000Z" });
    expect(response.headers.get("cache-control")).toBe("no-store");
    const answer = await (await me({ Authorization: `Bearer ${session.token}` })).json();
    expect(answer).toMatchObject({
      annotator_id: session.annotator_id,
      audience: "clinicians",
      source: "invite",
      completion: null,
    });
  });

  it("refuses a used, an expired, an unknown and a malformed one alike", async () => {
    const [used, expired] = await invite({ count: 2, expires_in_seconds: 60 });
    await enter({ invite_token: used?.token });
    const details = [await problemOf(await enter({ invite_token: used?.token }))];
    world.clock.time += 60_000;
    for (const token of [expired?.token, `fmi_${"0".repeat(33)}`, "fmi_no", world.keys.admin]) {
      details.push(await problemOf(await enter({ invite_token: token })));
    }
    expect(details.map(({ code }) => code)).toEqual(Array(5).fill("unauthenticated"));
    expect(new Set(details.map(({ detail }) => detail)).size).toBe(1);
  });

  it("tells the token to nobody but the caller", async () => {
    const [made] = await invite();
    const { token } = await sessionOf(await enter({ invite_token: made?.token }));
    await me({ Authorization: `Bearer ${token}` });
    const log = JSON.stringify(world.logLines);
    expect(log).toContain("/api/v1/annotators/sessions");
    expect(log).not.toContain(made?.token);
    expect(log).not.toContain(token);
  });
});

describe("signing in from a crowd", () => {
  it("knows a participant from Prolific again", async () => {
    const [first, again] = [await sessionOf(await enter(PROLIFIC)), await sessionOf(await enter(PROLIFIC))];
    expect(first).toMatchObject({ audience: "prolific" });
    expect(again.annotator_id).toBe(first.annotator_id);
    expect(again.token).not.toBe(first.token);
  });

  it("refuses a preview on Mechanical Turk, saying what to do", async () => {
    const problem = await problemOf(await enter({ assignment_id: "ASSIGNMENT_ID_NOT_AVAILABLE", hit_id: "3HIT" }));
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: "/assignment_id" }] });
    expect(problem.detail).toContain("accept it");
  });

  it("takes no other address for a form's than Mechanical Turk's own", async () => {
    for (const turk_submit_to of ["https://www.mturk.com.evil.example", "http://www.mturk.com", "https://www.mturk.com/x"]) {
      const problem = await problemOf(await enter({ ...MTURK, turk_submit_to }));
      expect(problem).toMatchObject({ status: 400, errors: [{ pointer: "/turk_submit_to" }] });
    }
    expect((await enter({ ...MTURK, turk_submit_to: "https://workersandbox.mturk.com" })).status).toBe(201);
  });

  it("is refused where the crowd is not switched on", async () => {
    const admission = { ...world.ports.admission, prolific: null, mturk: null };
    const closed = await createTestWorld({ ports: { admission } });
    for (const body of [PROLIFIC, MTURK]) {
      expect((await problemOf(await closed.post(SESSIONS, body))).code).toBe("forbidden");
    }
    await closed.close();
  });
});

describe("signing in through another front end", () => {
  it("needs a key with the scope annotator, and knows the same person again", async () => {
    const [first, again, other] = [await signIn(world, "ann"), await signIn(world, "ann"), await signIn(world, "bob")];
    expect(again.annotatorId).toBe(first.annotatorId);
    expect(other.annotatorId).not.toBe(first.annotatorId);
    expect((await enter({ external_id: "ann" })).status).toBe(401);
    const problem = await problemOf(await world.post(SESSIONS, { external_id: "ann" }, withKey(world.keys.trainer)));
    expect(problem).toMatchObject({ code: "forbidden", detail: expect.stringContaining("annotator") });
  });
});

describe("signing in as a guest", () => {
  it("is possible while the server has no key, on this machine, by its own name", async () => {
    const open = await createTestWorld({ hasKeys: false });
    expect((await open.post(SESSIONS, { guest: true })).status).toBe(201);
    const rebound = await open.post(SESSIONS, { guest: true }, { Host: "evil.example" });
    expect((await problemOf(rebound)).code).toBe("forbidden");
    await open.close();
  });

  it("is refused once there is a key, unless guests are always let in", async () => {
    expect((await problemOf(await enter({ guest: true }))).code).toBe("forbidden");
    const open = await createTestWorld({ ports: { admission: { ...world.ports.admission, guests: "always" } } });
    const [first, second] = [await open.post(SESSIONS, { guest: true }), await open.post(SESSIONS, { guest: true })];
    expect((await sessionOf(first)).annotator_id).not.toBe((await sessionOf(second)).annotator_id);
    await open.close();
  });
});

describe("a body that signs nobody in", () => {
  it.each([
    ["", {}],
    ["", []],
    ["", null],
    ["", { guest: true, invite_token: "x" }],
    ["/session_id", { prolific_pid: PID, study_id: PID }],
    ["/prolific_pid", { ...PROLIFIC, prolific_pid: "{{%PROLIFIC_PID%}}" }],
    ["/worker_id", { assignment_id: "3A", hit_id: "3H" }],
    ["/guest", { guest: false }],
  ])("is told what is wrong: %s %j", async (pointer, body) => {
    expect(await problemOf(await enter(body))).toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it("is counted by address", async () => {
    const small = await createTestWorld({ httpLimits: { signInsPerMinute: 1 } });
    await small.post(SESSIONS, PROLIFIC);
    const problem = await problemOf(await small.post(SESSIONS, PROLIFIC));
    expect(problem.code).toBe("rate_limited");
    expect((await signIn(small, "ann")).annotatorId).toMatch(/^an_/);
    await small.close();
  });

  it("is counted by the address that the proxies tell, so that nobody behind them uses up what is everybody's", async () => {
    const small = await createTestWorld({ httpLimits: { signInsPerMinute: 1 }, http: { proxyCount: 1 } });
    const statusFrom = async (forwardedFor: string) =>
      (await small.post(SESSIONS, PROLIFIC, { "X-Forwarded-For": forwardedFor })).status;
    expect(await statusFrom("192.0.2.1")).toBe(201);
    expect(await statusFrom("203.0.113.9, 192.0.2.1")).toBe(429);
    expect(await statusFrom("192.0.2.2")).toBe(201);
    await small.close();
  });
});

describe("a session", () => {
  it("is a cookie that no script reads and no other site sends", async () => {
    const response = await enter(PROLIFIC);
    const { token } = await sessionOf(response);
    expect(response.headers.get("set-cookie")).toBe(`folkmoot_session=${token}; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax`);
    expect((await me({ Cookie: `theme=dark; folkmoot_session=${token}; other=1` })).status).toBe(200);
  });

  it("is a __Host- cookie, Secure, where the server is reached by https; no other name counts there", async () => {
    const secure = await createTestWorld({ http: { publicUrl: "https://vote.example.org" } });
    const response = await secure.post(SESSIONS, PROLIFIC);
    const { token } = await sessionOf(response);
    expect(response.headers.get("set-cookie")).toBe(
      `__Host-folkmoot_session=${token}; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax; Secure`,
    );
    const ask = async (name: string) => (await secure.app.request(ME, { headers: { Cookie: `${name}=${token}` } })).status;
    expect([await ask("__Host-folkmoot_session"), await ask("folkmoot_session")]).toEqual([200, 401]);
    await secure.close();
  });

  it("is told to browsers within Mechanical Turk's page where workers come from there, one for each such page", async () => {
    const framed = await createTestWorld({ http: { publicUrl: "https://vote.example.org", isFramedByMturk: true } });
    const response = await framed.post(SESSIONS, MTURK);
    const { token } = await sessionOf(response);
    expect(response.headers.get("set-cookie")).toBe(
      `__Host-folkmoot_session=${token}; Max-Age=3600; Path=/; HttpOnly; SameSite=None; Partitioned; Secure`,
    );
    await framed.close();
  });

  it("ends where its worker begins another task: a vote counts for one of them", async () => {
    const [first, second] = [
      await sessionOf(await enter(MTURK)),
      await sessionOf(await enter({ ...MTURK, assignment_id: "3OTHER" })),
    ];
    const problem = await problemOf(await me({ Authorization: `Bearer ${first.token}` }));
    expect(problem).toMatchObject({ status: 401, code: "unauthenticated" });
    expect((await me({ Authorization: `Bearer ${second.token}` })).status).toBe(200);
    const again = await sessionOf(await enter({ ...MTURK, assignment_id: "3OTHER" }));
    for (const { token } of [second, again]) {
      expect((await me({ Authorization: `Bearer ${token}` })).status).toBe(200);
    }
  });

  it("proves no visit for the second that it is remembered after another was begun", async () => {
    const first = await sessionOf(await enter(MTURK));
    const headers = { Authorization: `Bearer ${first.token}` };
    expect((await me(headers)).status).toBe(200);
    await enter({ ...MTURK, assignment_id: "3OTHER" });
    const problem = await problemOf(await me(headers));
    expect(problem).toMatchObject({ status: 401, detail: expect.stringContaining("another one was begun") });
  });

  it("ends by its time, and at once by signing out", async () => {
    const { headers } = await signIn(world, "ann");
    const { headers: other } = await signIn(world, "ann");
    const gone = await world.send("DELETE", SESSIONS, headers);
    expect(gone.status).toBe(204);
    expect(gone.headers.get("set-cookie")).toMatch(/^folkmoot_session=; Max-Age=0;/);
    expect((await me(headers)).status).toBe(401);
    expect((await me(other)).status).toBe(200);
    world.clock.time += 3_600_000;
    const problem = await problemOf(await me(other));
    expect(problem).toMatchObject({ code: "unauthenticated", detail: expect.stringContaining("expired") });
  });

  it("leaves nobody to be waited for when it ends by signing out, and no question in their hands", async () => {
    await putUpQuestion(world, { questionId: "q_held" });
    const { headers } = await signIn(world, "ann");
    const held = await (await world.post("/api/v1/questions/lease", {}, headers)).json();
    expect(held).toMatchObject({ question: { question_id: "q_held" } });
    expect(world.ports.pool.isLive("global")).toBe(true);
    expect((await world.send("DELETE", SESSIONS, headers)).status).toBe(204);
    expect(world.ports.pool.isLive("global")).toBe(false);
    expect(world.ports.board.leaseCount).toBe(0);
    const { headers: again } = await signIn(world, "ann");
    expect(await (await world.post("/api/v1/questions/lease", {}, again)).json()).toMatchObject({
      question: { question_id: "q_held" },
    });
  });

  it("is no key, and a key is no session", async () => {
    const { headers } = await signIn(world, "ann");
    expect((await world.get("/api/v1/pool", headers)).status).toBe(401);
    expect((await world.get("/api/v1/collections", headers)).status).toBe(401);
    expect((await me(withKey(world.keys.admin))).status).toBe(401);
  });
});

describe("a request that is known by its cookie and changes something", () => {
  const HOST = { Host: "localhost" };
  const ask = async (token: string, headers: Record<string, string>) =>
    (await world.app.request(SESSIONS, { method: "DELETE", headers: { Cookie: `folkmoot_session=${token}`, ...headers } }))
      .status;

  it.each([
    [204, "from the server's own page", { "Sec-Fetch-Site": "same-origin" }],
    [204, "from a browser that tells the origin alone", { ...HOST, Origin: "http://localhost" }],
    [403, "from another site", { "Sec-Fetch-Site": "cross-site" }],
    [403, "from a neighbour", { "Sec-Fetch-Site": "same-site" }],
    [
      403,
      "from another site that claims the origin too",
      { ...HOST, Origin: "http://localhost", "Sec-Fetch-Site": "cross-site" },
    ],
    [403, "from another origin", { ...HOST, Origin: "http://localhost.evil.example" }],
    [403, "from a page without an origin", { ...HOST, Origin: "null" }],
    [403, "from nowhere in particular", HOST],
  ])("is answered %i %s", async (status, _from, headers) => {
    const { token } = await signIn(world, "ann");
    expect(await ask(token, headers)).toBe(status);
  });

  it("must come from the origin that the operator says, where there is one", async () => {
    const named = await createTestWorld({ http: { publicUrl: "http://vote.lan:8080" } });
    const { token } = await signIn(named, "ann");
    const status = async (Origin: string) =>
      (
        await named.app.request(SESSIONS, {
          method: "DELETE",
          headers: { Cookie: `folkmoot_session=${token}`, Origin, Host: "10.0.0.7" },
        })
      ).status;
    expect([await status("http://10.0.0.7"), await status("http://vote.lan:8080")]).toEqual([403, 204]);
    await named.close();
  });
});

describe("GET /api/v1/annotators/me", () => {
  it("says what a page for them needs", async () => {
    const { annotatorId, headers } = await signIn(world, "ann", "clinicians");
    const response = await me(headers);
    expect(await response.json()).toEqual({
      request_id: response.headers.get("x-request-id"),
      annotator_id: annotatorId,
      audience: "clinicians",
      source: "api",
      votes_today: 0,
      votes_total: 0,
      undo_ms: 3000,
      break_minutes: { nudge: 25, rest: 50, stop: 90 },
      media_origins: ["https://media.example.org"],
      completion: null,
    });
  });

  it("is counted by annotator", async () => {
    const small = await createTestWorld({ httpLimits: { requestsPerMinute: 3 } });
    const [ann, bob] = [await signIn(small, "ann"), await signIn(small, "bob")];
    const statuses = [];
    for (const { headers } of [ann, ann, ann, ann, bob]) {
      statuses.push((await small.get(ME, headers)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 200]);
    await small.close();
  });
});
