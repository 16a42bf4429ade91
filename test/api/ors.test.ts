import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UnavailableError } from "../../src/domain/errors.ts";
import type { PersonaVoice } from "../../src/services/episodes/persona-voice.ts";
import { createOrsWorld, type OrsWorld } from "./ors-world.ts";
import { problemOf } from "./problem-of.ts";
import { joinResult, readEvents } from "./read-ors-stream.ts";

let world: OrsWorld;
let sessions = 0;
beforeAll(async () => {
  world = await createOrsWorld();
});
afterAll(() => world.close());

const SPEC = {
  collection_slug: "tea-shop",
  scenario_slug: "mild-tea",
  version: 1,
  title: "A cup of tea",
  difficulty: 1,
  tags: ["short"],
  language: "en",
  split: "train",
  max_turns: 6,
};
const SEEDED = { task_spec: { ...SPEC, seed: 1 }, env_name: "tea-shop" };

/** Opens a session and gives the headers that name it. */
async function openSession(body: object = SEEDED, headers: Record<string, string> = {}) {
  sessions += 1;
  const session = { "x-session-id": `s${sessions}` };
  const response = await world.post("/create", body, { ...session, ...headers });
  expect(await response.json()).toEqual({ sid: `s${sessions}` });
  return session;
}
const callText = async (session: Record<string, string>, name: string, input: object, further: object = {}) =>
  await (await world.post("/tea-shop/call", { name, input, ...further }, session)).text();
const resultOf = async (session: Record<string, string>, name: string, input: object) =>
  joinResult(await callText(session, name, input));
const rewardOf = (result: string) => (JSON.parse(result) as { output: { reward: number | null } }).output.reward;

describe("what there is to play", () => {
  it("is told as clients read it", async () => {
    expect(await (await world.get("/health")).text()).toBe('{"status":"ok"}');
    expect(await (await world.get("/version")).text()).toBe('{"version":"0.0.0-test","build_sha":null}');
    expect(await (await world.get("/list_environments")).text()).toBe('["tea-shop"]');
    expect(await (await world.get("/tea-shop/splits")).text()).toBe('[{"name":"train","type":"train"}]');
    expect(await (await world.post("/Tea-Shop/num_tasks", { split: "train" })).text()).toBe('{"num_tasks":1}');
    expect(await (await world.post("/tea-shop/tasks", { split: "train" })).json()).toEqual({
      tasks: [SPEC],
      env_name: "tea-shop",
    });
    expect(await (await world.post("/tea-shop/task", { split: "train", index: 0 })).json()).toEqual({
      task: SPEC,
      env_name: "tea-shop",
    });
  });

  it.each([
    [{}, 1],
    [{ start: -1 }, 1],
    [{ start: 0, stop: 1 }, 1],
    [{ start: 1, stop: null }, 0],
    [{ stop: -1 }, 0],
  ])("is given by range as Python counts: %j", async (range, count) => {
    const answer = await world.post("/tea-shop/task_range", { split: "train", ...range });
    expect(await answer.json()).toEqual({ env_name: "tea-shop", tasks: Array.from({ length: count }, () => SPEC) });
  });

  it("lists tools in a form that a model's tools can be made of", async () => {
    const answer = await (await world.get("/tea-shop/tools")).json();
    expect(answer).toEqual({
      tools: [
        {
          name: "send_message",
          description: expect.stringContaining("Say something"),
          input_schema: {
            type: "object",
            properties: { content: { type: "string", description: "What you say." } },
            required: ["content"],
          },
        },
        {
          name: "serve",
          description: "The tea that is served. Ends the visit.",
          input_schema: {
            type: "object",
            properties: { value: { type: "string", enum: ["green", "black"], description: "Your decision." } },
            required: ["value"],
          },
        },
        {
          name: "slip",
          description: "A note for the kitchen.",
          input_schema: { type: "object", required: ["text"], properties: { text: { type: "string", maxLength: 200 } } },
        },
      ],
      terminal_tool: null,
      supports_score_group: false,
      message_block_types: ["text"],
    });
    expect(await (await world.get("/tea-shop/task_tools", await openSession())).json()).toEqual(answer);
  });

  it.each([
    ["/tea-shop/tasks", { split: "dev" }, 400, "Invalid split"],
    ["/tea-shop/task", { split: "train", index: 1 }, 400, "Invalid index"],
    ["/tea-shop/task", { split: "train" }, 400, "1 fault"],
    ["/coffee/tasks", { split: "train" }, 404, 'no environment "coffee"'],
    ["/tea-shop/score_group", { candidates: [] }, 404, "There is no POST"],
    ["/health", {}, 405, "It can be asked with GET"],
  ])("refuses %s %j with a detail that clients show", async (path, body, status, detail) => {
    const response = await world.post(path, body);
    expect(response.status).toBe(status);
    expect((await problemOf(response)).detail).toContain(detail);
  });
});

describe("a session", () => {
  it("gets its id as events, is opened, pinged and ended, and is gone then", async () => {
    const text = await (await world.post("/create_session", {})).text();
    expect(text).toMatch(/^event: task_id\ndata: ors_\w+\n\nevent: end\ndata: \n\n$/);
    const session = { "x-session-id": readEvents(text)[0]?.[1] ?? "" };
    expect((await world.post("/ping", undefined, session)).status).toBe(404);
    await world.post("/create", { split: "train", index: 0 }, session);
    expect(await (await world.post("/ping", undefined, session)).text()).toBe('{"status":"ok"}');
    expect(await (await world.post("/delete", undefined, session)).json()).toEqual({ sid: session["x-session-id"] });
    expect((await world.post("/delete_session", undefined, session)).status).toBe(200);
    expect((await world.get("/tea-shop/prompt", session)).status).toBe(404);
  });

  it("ends its episode when it is deleted", async () => {
    const session = await openSession();
    const result = await resultOf(session, "send_message", { content: "Hello." });
    const { episode_id: episodeId } = (JSON.parse(result) as { output: { metadata: { episode_id: string } } }).output.metadata;
    await world.post("/delete", undefined, session);
    const episode = await world.api.request(`/api/v1/episodes/${episodeId}`, { headers: { "x-api-key": world.keys.trainer } });
    expect(await episode.json()).toMatchObject({ episode_complete: true, terminal_reason: "client_terminated", turn: 1 });
  });

  it("gives the brief and the opening as its prompt, in one block or as messages", async () => {
    const session = await openSession();
    const brief = "You are a barista. Ask the guest, then serve with the tool.";
    expect(await (await world.get("/tea-shop/prompt", session)).text()).toBe(
      `[{"type":"text","text":"${brief}\\n\\nHello, a tea please.","detail":null}]`,
    );
    expect(await (await world.get("/tea-shop/messages", session)).json()).toEqual([
      { role: "system", blocks: [{ type: "text", text: brief, detail: null }], detail: null },
      { role: "user", blocks: [{ type: "text", text: "Hello, a tea please.", detail: null }], detail: null },
    ]);
  });

  it("starts as every other of its task, unless a seed or a group says otherwise", async () => {
    const seedOf = async (body: object) => {
      const result = await resultOf(await openSession(body), "send_message", { content: "Hello." });
      const path = `/api/v1/episodes/${/"episode_id":"(ep_\w+)"/.exec(result)?.[1]}`;
      const episode = await world.api.request(path, { headers: { "x-api-key": world.keys.trainer } });
      return ((await episode.json()) as { seed: number }).seed;
    };
    const own = await seedOf({ split: "train", index: 0 });
    expect(await seedOf({ task_spec: SPEC })).toBe(own);
    expect(await seedOf(SEEDED)).toBe(1);
    const grouped = await seedOf({ task_spec: { ...SPEC, group_id: "g" } });
    expect(grouped).not.toBe(own);
    expect(await seedOf({ task_spec: { ...SPEC, group_id: "g" } })).toBe(grouped);
  });

  it("is opened once, also where the client asks again because it never read the answer", async () => {
    const session = await openSession();
    expect((await world.post("/create", SEEDED, session)).status).toBe(200);
    expect((await world.post("/create", { ...SEEDED, task_spec: SPEC }, session)).status).toBe(400);
    await resultOf(session, "send_message", { content: "Hello." });
    const again = await world.post("/create", SEEDED, session);
    expect(again.status).toBe(400);
    expect((await problemOf(again)).detail).toContain("Session already exists");
  });

  it.each([
    [{}, "either task_spec or both split and index"],
    [{ split: "train" }, "either task_spec or both split and index"],
    [{ split: "train", index: 0, task_spec: SPEC }, "either task_spec or both split and index"],
    [{ split: "train", index: -1 }, "1 fault"],
    [{ task_spec: { ...SPEC, collection_slug: "coffee" } }, 'no environment "coffee"'],
    [{ task_spec: { ...SPEC, scenario_slug: "espresso" } }, 'No scenario "espresso"'],
  ])("is not opened by %j", async (body, detail) => {
    const response = await world.post("/create", body, { "x-session-id": "refused" });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect((await problemOf(response)).detail).toContain(detail);
  });

  it("belongs to one tenant", async () => {
    const session = await openSession();
    const stranger = { ...session, "x-api-key": world.keys.otherTenant };
    expect((await world.get("/tea-shop/prompt", stranger)).status).toBe(404);
    expect((await world.post("/create", SEEDED, stranger)).status).toBe(200);
    expect((await world.post("/delete", undefined, stranger)).status).toBe(200);
    expect((await world.get("/tea-shop/prompt", session)).status).toBe(200);
  });

  it("is over when nobody has been heard of it for fifteen minutes", async () => {
    const [kept, left] = [await openSession(), await openSession()];
    world.time.advance(899_000);
    await world.post("/ping", undefined, kept);
    world.time.advance(10_000);
    expect((await world.post("/ping", undefined, left)).status).toBe(404);
    expect((await world.post("/ping", undefined, kept)).status).toBe(200);
  });
});

describe("a call", () => {
  it("plays a turn and streams its result", async () => {
    const session = await openSession();
    const text = await callText(session, "send_message", { content: "Which taste do you like?" });
    expect(readEvents(text).map(([event]) => event)).toEqual(["task_id", "end"]);
    expect(joinResult(text)).toMatch(
      /^\{"ok":true,"output":\{"blocks":\[\{"type":"text","text":"Nothing bitter, my stomach minds\.","detail":null\}\],"metadata":\{"scores":\{"D1_InformationGathering":1\.0,"D2_Decision":0\.0\},"cumulative_reward":0\.5,"turn":1,"episode_id":"ep_\d+","terminal_reason":null,"outcome":null\},"reward":0\.5,"finished":false\}\}$/,
    );
  });

  it("may be of a tool of the scenario, and finishes the episode where that does", async () => {
    const session = await openSession();
    await resultOf(session, "send_message", { content: "Which taste do you like?" });
    await resultOf(session, "slip", { text: "One green tea." });
    const result = await resultOf(session, "serve", { value: "green" });
    expect(result).toContain('"terminal_reason":"completed","outcome":"solved"},"reward":1.0,"finished":true}}');
    expect(await resultOf(session, "send_message", { content: "Bye." })).toBe(
      '{"ok":false,"error":"The episode is over: no tool can be called any more.","reason":"episode_finished"}',
    );
  });

  it.each([
    ["oven", {}, '"reason":"not_found"'],
    ["send_message", {}, '"reason":"input_validation"'],
    ["send_message", { content: "x".repeat(1001) }, "it has 1001"],
    ["serve", { value: "tar" }, "input.value must be one of green, black"],
    ["slip", { text: null }, "input.text is missing"],
  ])("that the model got wrong costs no turn: %s %j", async (name, input, part) => {
    const session = await openSession();
    const result = await resultOf(session, name, input);
    expect(result).toMatch(/^\{"ok":false,"error":".+","reason":"\w+"\}$/);
    expect(result).toContain(part);
    expect(await resultOf(session, "send_message", { content: "Hello." })).toContain('"turn":1,');
  });

  it("is a turn of its own although it says the same, once the first was answered", async () => {
    const session = await openSession();
    const turns = [];
    for (const content of ["Hello.", "Hello.", "Hello."]) {
      turns.push((JSON.parse(await resultOf(session, "send_message", { content })) as Played).output.metadata.turn);
    }
    expect(turns).toEqual([1, 2, 3]);
  });

  it("is given again by its task id, and not played again", async () => {
    const session = await openSession();
    const text = await callText(session, "send_message", { content: "Hello." });
    const [, taskId] = readEvents(text)[0] ?? [];
    expect(await callText(session, "send_message", { content: "Hello." }, { task_id: taskId })).toBe(text);
    expect(await resultOf(session, "send_message", { content: "Which taste do you like?" })).toContain('"turn":2,');
    world.time.advance(60_001);
    expect(await callText(session, "send_message", {}, { task_id: taskId })).toBe("event: error\ndata: unknown task_id\n\n");
  });

  it("gives what a turn added where the client sums, and the same in the end", async () => {
    for (const [headers, path] of [
      [{ "x-reward-mode": "delta" }, "/create"],
      [{}, "/create?reward_mode=delta"],
      [{ "x-deployment": "delta/tea-shop" }, "/create"],
    ] as const) {
      const session = { "x-session-id": `sum-${path.length}-${Object.keys(headers).join("")}` };
      await world.post(path, { split: "train", index: 0 }, { ...session, ...headers });
      const first = rewardOf(await resultOf(session, "send_message", { content: "Which taste do you like?" }));
      const second = rewardOf(await resultOf(session, "serve", { value: "green" }));
      expect([first, second]).toEqual([0.5, 0.5]);
    }
    const refused = await world.post("/create", SEEDED, { "x-session-id": "no-mode", "x-reward-mode": "sum" });
    expect((await problemOf(refused)).detail).toBe('The reward mode is "sum"; it must be one of absolute, delta, terminal.');
  });
});

describe("a call that takes long or fails", () => {
  const faults: unknown[] = [];
  let say: () => Promise<string>;
  let slow: OrsWorld;
  const session = { "x-session-id": "slow" };
  const call = () => slow.post("/tea-shop/call", { name: "send_message", input: { content: "Hello." } }, session);
  const failing = (fault: Error) => {
    say = () => Promise.reject(fault);
  };
  beforeAll(async () => {
    slow = await createOrsWorld({
      ports: { personaVoice: { say: () => say() } as unknown as PersonaVoice, reportFault: (fault) => void faults.push(fault) },
    });
    await slow.post("/create", SEEDED, session);
  });
  afterAll(() => slow.close());

  it("ends with an error of one line, and is no reward of 0", async () => {
    failing(new UnavailableError("storage_unavailable", "The database\ncannot be reached."));
    expect(readEvents(await (await call()).text())).toEqual([
      ["task_id", expect.stringMatching(/^call_/)],
      ["error", "The database cannot be reached."],
    ]);
    failing(new Error("a secret of the program"));
    expect(readEvents(await (await call()).text())[1]).toEqual([
      "error",
      "Something went wrong inside the server. It is in the server's log.",
    ]);
    expect(faults.map(String)).toEqual(["Error: a secret of the program"]);
  });

  it("says every ten seconds that it is not over, and its result reaches a client that lost the line", async () => {
    let answer = (_line: string): void => undefined;
    say = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const reader = ((await call()).body as ReadableStream<Uint8Array>).getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    const [[, taskId] = []] = readEvents(await read());
    slow.time.advance(10_000);
    expect(await read()).toBe(":\n\n");
    slow.time.advance(10_000);
    expect(await read()).toBe(":\n\n");
    await reader.cancel();
    const resumed = slow.post("/tea-shop/call", { name: "send_message", input: {}, task_id: taskId }, session);
    // A client that did not even hear the task id makes the same call again.
    const repeated = call();
    answer("Patience.");
    const texts = [await (await resumed).text(), await (await repeated).text()];
    expect(texts.map((text) => readEvents(text)[0]?.[1])).toEqual([taskId, taskId]);
    for (const text of texts) {
      expect(joinResult(text)).toMatch(/"text":"Patience\.".+"turn":1,/);
    }
  });
});

interface Played {
  readonly output: { readonly metadata: { readonly turn: number } };
}

describe("a path without an environment", () => {
  it("is sent on to the one that the session plays, that the client means, or the first", async () => {
    const first = await world.get("/splits?a=b");
    expect([first.status, first.headers.get("location")]).toEqual([308, "/tea-shop/splits?a=b"]);
    const meant = await world.post("/num_tasks", { split: "train" }, { "x-deployment": "anyone/tea-shop" });
    expect(meant.headers.get("location")).toBe("/tea-shop/num_tasks");
    const played = await world.get("/prompt", await openSession());
    expect(played.headers.get("location")).toBe("/tea-shop/prompt");
    expect((await world.get("/splits", { "x-api-key": "wrong" })).status).toBe(401);
  });
});

describe("the key", () => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

  it("is taken as X-API-Key, as a bearer token and from the address", async () => {
    const { trainer, annotator } = world.keys;
    for (const headers of [
      { "x-api-key": trainer },
      { authorization: `Bearer ${trainer}` },
      basic(`${trainer}:`),
      { ...basic(trainer), "x-api-key": "" },
    ]) {
      expect((await world.get("/list_environments", headers)).status).toBe(200);
    }
    expect((await world.get("/list_environments", { "x-api-key": annotator })).status).toBe(403);
    expect((await world.get("/list_environments", { "x-api-key": "" })).status).toBe(401);
    expect((await world.post("/create_session", {}, { "x-api-key": "wrong" })).status).toBe(401);
    expect((await world.get("/health", { "x-api-key": "wrong" })).status).toBe(200);
  });

  it("is not needed where the server has none, though clients send an empty one", async () => {
    const keyless = await createOrsWorld({ hasKeys: false });
    const answer = await keyless.get("/list_environments", { "x-api-key": "" });
    await keyless.close();
    expect(answer.status).toBe(200);
  });
});

describe("sessions", () => {
  it("are bounded in number", async () => {
    const small = await createOrsWorld({ sessionsMax: 1 });
    await small.post("/create", SEEDED, { "x-session-id": "one" });
    const refused = await small.post("/create", SEEDED, { "x-session-id": "two" });
    const { status, headers } = refused;
    await small.post("/delete", undefined, { "x-session-id": "one" });
    const taken = await small.post("/create", SEEDED, { "x-session-id": "two" });
    await small.close();
    expect([status, headers.get("retry-after"), taken.status]).toEqual([503, "5", 200]);
  });
});
