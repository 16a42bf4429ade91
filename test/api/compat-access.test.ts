import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { closeListeningSide, exchangeBytes, openListeningSide, writePost } from "./listening-side.ts";
import { problemOf } from "./problem-of.ts";

const PROMPT = "<|im_start|>user\nHello, a tea please.<|im_end|>\n<|im_start|>assistant\n";
const BODY = JSON.stringify({ query: [`${PROMPT}Which taste do you like?`], prompts: [PROMPT], labels: [""] });
const SAMPLE = JSON.stringify({ prompt: PROMPT, response: "Which taste do you like?", label: "tea-shop/mild-tea" });
const ADDRESSED = "/openrlhf/tea-shop/mild-tea/get_reward";
const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString("base64")}` });

describe("a trainer that is told an address alone", () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } });
  });
  afterAll(() => world.close());

  /** Without the key that `world.post` would add. */
  const ask = (path: string, body: string, headers: Record<string, string> = {}) =>
    world.app.request(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body });

  it("has its key in the user information: as the user, or as the password", async () => {
    const { trainer } = world.keys;
    for (const text of [`${trainer}:`, trainer, `trainer:${trainer}`]) {
      expect((await ask(`/compat${ADDRESSED}`, BODY, basic(text))).status).toBe(200);
    }
  });

  it("has its key in the path, whatever the headers say", async () => {
    const { trainer } = world.keys;
    expect((await ask(`/compat/k/${trainer}${ADDRESSED}`, BODY)).status).toBe(200);
    expect((await ask(`/compat/k/${trainer}${ADDRESSED}`, BODY, basic("proxy:secret"))).status).toBe(200);
    const labelled = BODY.replace('""', '"tea-shop/mild-tea"');
    expect((await ask(`/compat/k/${trainer}/openrlhf/get_reward`, labelled)).status).toBe(200);
    expect(await (await ask(`/compat/k/${trainer}/slime/rm`, SAMPLE)).text()).toBe("0.5");
    expect(await (await ask(`/compat/k/${trainer}/slime/rm/tea-shop/mild-tea`, SAMPLE)).text()).toBe("0.5");
  });

  it.each([
    ["nobody's", "fmk_unknown00_0123456789012345678901"],
    ["empty user information", ""],
    ["no key at all", "x"],
  ])("is refused with %s", async (_name, key) => {
    expect((await ask(`/compat${ADDRESSED}`, BODY, basic(`${key}:`))).status).toBe(401);
    expect((await ask(`/compat/k/${key || "-"}${ADDRESSED}`, BODY)).status).toBe(401);
  });

  it("is refused without the scope", async () => {
    expect((await ask(`/compat/k/${world.keys.annotator}${ADDRESSED}`, BODY)).status).toBe(403);
  });

  it("finds no other route open to such a key", async () => {
    expect((await ask("/api/v1/evaluate", "{}", basic(`${world.keys.trainer}:`))).status).toBe(401);
  });

  it("never finds its key again: not in errors, not in the log, not in metrics", async () => {
    const { trainer } = world.keys;
    const answers = [
      await ask(`/compat/k/${trainer}${ADDRESSED}`, "{}"),
      await ask(`/compat/k/${trainer}${ADDRESSED}?on_error=x`, BODY),
      await ask(`/compat/k/${trainer}/openrlhf/none/none/get_reward`, BODY),
      await ask(`/compat/k/${trainer}/nowhere`, BODY),
      await ask(`/compat/k/${trainer}x${ADDRESSED}`, BODY),
      await world.app.request(`/compat/k/${trainer}${ADDRESSED}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 404, 404, 401, 405]);
    for (const answer of answers) {
      const problem = await problemOf(answer);
      expect(JSON.stringify(problem)).not.toContain(trainer);
      expect(problem["instance"]).toContain("/compat/k/{key}/");
    }
    expect(JSON.stringify(world.logLines)).not.toContain(trainer);
    expect(world.logLines.some(({ route }) => String(route).startsWith("/compat/k/{key}/openrlhf/"))).toBe(true);
    expect(await (await world.app.request("/metrics")).text()).not.toContain(trainer);
  });
});

describe("the short way of the dialects", () => {
  it("answers like the app, and tells its key no more than that does", async () => {
    let passedOn = 0;
    const count = () => {
      passedOn += 1;
    };
    const sides = [
      await openListeningSide(await createTestWorld(), count),
      await openListeningSide(await createTestWorld(), null),
    ];
    const paths = [
      (key: string) => `/compat/k/${key}${ADDRESSED}`,
      (key: string) => `/compat/k/${key}${ADDRESSED}?dims=D1_InformationGathering&on_error=null`,
      (key: string) => `/compat/k/${key}${ADDRESSED}?on_error=x`,
      (key: string) => `/compat/k/${key}/openrlhf/tea-shop/none/get_reward`,
      (key: string) => `/compat/k/${key}/slime/rm`,
    ];
    const statuses: string[] = [];
    for (const path of paths) {
      const answers: string[] = [];
      for (const side of sides) {
        answers.push(
          await exchangeBytes(side, writePost(path(side.world.keys.trainer), ["Content-Type: application/json"], BODY)),
        );
      }
      expect(answers[0]).toBe(answers[1]);
      expect(answers[0]).not.toContain("fmk_");
      statuses.push(answers[0]?.slice(9, 12) ?? "");
    }
    expect(statuses).toEqual(["200", "200", "400", "404", "400"]);
    expect(passedOn).toBe(0);
    for (const side of sides) {
      expect(JSON.stringify(side.world.logLines)).not.toContain(side.world.keys.trainer);
      await closeListeningSide(side);
    }
  });
});
