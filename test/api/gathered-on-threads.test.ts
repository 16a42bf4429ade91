import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { waitUntil } from "../e2e/support/wait-until.ts";
import { createTestWorld, type TestWorld } from "./create-test-world.ts";
import { createThreadWorld, THREAD_START_MS } from "./create-thread-world.ts";

const ADDRESS = "/compat/openrlhf/tea-shop/mild-tea/get_reward";
const PROMPT = "<|im_start|>user\nHello, a tea please.<|im_end|>\n<|im_start|>assistant\n";
const ANSWERS = ["Which taste do you like?", "Here you are.", "", "Which \ud83c\udf75 do you like? A mild one?"];

const sampleOf = (answer: string) => ({ query: [`${PROMPT}${answer}<|im_end|>\n`], prompts: [PROMPT], labels: [""] });
const ask = async (world: TestWorld, answers: readonly string[]) =>
  await Promise.all(answers.map(async (answer) => await (await world.post(ADDRESS, sampleOf(answer))).text()));

describe("samples that come one by one", () => {
  let threads: TestWorld;
  let alone: TestWorld;
  beforeAll(async () => {
    [threads, alone] = await Promise.all([createThreadWorld(), createTestWorld({ httpLimits: { requestsPerMinute: 10_000 } })]);
  }, THREAD_START_MS);
  afterAll(() => Promise.all([threads.close(), alone.close()]));

  it("have the same rewards on a scoring thread as where they came in, and are counted alike", async () => {
    const many = Array.from({ length: 64 }, (_, index) => ANSWERS[index % ANSWERS.length] ?? "");
    const here = await ask(alone, ANSWERS);
    expect(new Set(here).size).toBeGreaterThan(1);
    expect(await ask(threads, many)).toEqual(many.map((_, index) => here[index % ANSWERS.length]));
    const counted = async () => /operation="compat"\} 64\n/.test(await (await threads.get("/metrics")).text());
    await waitUntil("the samples are counted", counted);
  });

  it("are told alike that a body is no JSON, that a knob is none, or that an answer is written otherwise", async () => {
    const bodies = ["{", JSON.stringify(sampleOf("Which?")), JSON.stringify({ query: 3 }), '{"query":["\\ud800"]}'];
    const send = async (world: TestWorld, query: string) =>
      await Promise.all(
        Array.from({ length: 32 }, async (_, index) => {
          const answered = await world.app.request(`${ADDRESS}${query}`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: bodies[index % bodies.length] ?? "",
          });
          return `${answered.status} ${(await answered.text()).replaceAll(/"request_id":"[^"]*"/g, "")}`;
        }),
      );
    for (const query of ["", "?reward_mode=delta&dims=a,b", "?dims=reward"]) {
      expect(await send(threads, query)).toEqual(await send(alone, query));
    }
  });

  it("go there alone where one is large", async () => {
    const large = sampleOf(`Which taste? ${"Truly. ".repeat(100)}`);
    const answers = await Promise.all([threads, alone].map(async (world) => await (await world.post(ADDRESS, large)).text()));
    expect(answers[0]).toMatch(/^\{"rewards":\[/);
    expect(answers[0]).toBe(answers[1]);
  });

  it("are told alike what is wrong with them", async () => {
    const labelled = async (world: TestWorld) =>
      await Promise.all(
        Array.from({ length: 32 }, async (_, index) => {
          const label = index === 31 ? "tea-shop/none" : "tea-shop/mild-tea";
          const answered = await world.post("/compat/openrlhf/get_reward", { ...sampleOf("Which?"), labels: [label] });
          return (await answered.text()).replaceAll(/"request_id":"[^"]*"/g, "");
        }),
      );
    const told = await labelled(threads);
    expect(told.at(-1)).toContain('"status":404');
    expect(told).toEqual(await labelled(alone));
  });
});
