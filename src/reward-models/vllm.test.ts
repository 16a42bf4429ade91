import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { type VllmPlan, vllmShape } from "../../test/doubles/upstreams/vllm-upstream.ts";
import type { ScalarAdapter, ScalarModelOptions } from "./scalar-model-options.ts";

const NEVER = new AbortController().signal;
const QUESTIONS = [
  modelQuestion("Well?", "An excellent one."),
  modelQuestion("Well?", "Rather rubbish."),
  modelQuestion("So?", "So."),
];

const tests = createModelTests();
afterEach(tests.closeAll);

const serve = (adapter: ScalarAdapter, options: Partial<ScalarModelOptions> = {}, plan: VllmPlan = {}) =>
  tests.serve(adapter, vllmShape(plan), options);

describe.each(["vllm_classify", "vllm_pooling"] as const)("%s", (adapter) => {
  const path = adapter === "vllm_classify" ? "/classify" : "/pooling";
  const task = adapter === "vllm_classify" ? {} : { task: "token_classify" };

  it("sends one conversation as a chat, and asks for a raw score", async () => {
    const { server, model } = await serve(adapter, { template: "server" });
    expect(model.batchMax).toBe(1);
    const [question = modelQuestion("", "")] = QUESTIONS;
    expect(await model.score([question], NEVER)).toEqual([
      { raw: fakeScore("Well?\nAn excellent one."), scores: null, flags: [] },
    ]);
    expect(server.requests).toMatchObject([{ method: "POST", path }]);
    expect(server.requests[0]?.body).toEqual({
      model: "rm",
      messages: question.messages,
      use_activation: false,
      activation: false,
      ...task,
    });
  });

  it("sends texts as one batch, without special tokens besides the template's, and orders what comes back", async () => {
    const { server, model } = await serve(adapter, { template: "chatml", extraBody: { priority: 3 } });
    expect(model.batchMax).toBe(16);
    const texts = QUESTIONS.map(
      ({ messages: [user, assistant] }) =>
        `<|im_start|>user\n${user?.content}<|im_end|>\n<|im_start|>assistant\n${assistant?.content}<|im_end|>\n`,
    );
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(texts.map((text) => ({ raw: fakeScore(text) })));
    expect(server.requests.map(({ body }) => body)).toEqual([
      { model: "rm", input: texts, add_special_tokens: false, use_activation: false, activation: false, priority: 3, ...task },
    ]);
  });

  it("lets the server template and sends token ids, with no turn begun after the policy's", async () => {
    const { server, model } = await serve(adapter, { template: "remote" });
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(
      QUESTIONS.map(({ messages: [user, assistant] }) => ({
        raw: fakeScore(`[user]${user?.content}[assistant]${assistant?.content}`),
      })),
    );
    expect(server.requests.map((request) => request.path)).toEqual(["/tokenize", "/tokenize", "/tokenize", path]);
    expect(server.requests[0]?.body).toEqual({ model: "rm", messages: expect.any(Array), add_generation_prompt: false });
  });

  it.each<VllmPlan>([{ member: "use_activation" }, { member: "activation" }])(
    "gets raw scores from a version that knows one word for them and ignores the other: %j",
    async (plan) => {
      const { server, model } = await serve(adapter, {}, plan);
      const raws = QUESTIONS.map(({ messages }) => fakeScore(messages.map(({ content }) => content).join("\n\n")));
      expect(await model.score(QUESTIONS, NEVER)).toMatchObject(raws.map((raw) => ({ raw })));
      expect(server.requests).toHaveLength(1);
    },
  );

  it.each<[VllmPlan, readonly string[][]]>([
    [{ member: "use_activation", isStrict: true }, [["use_activation"], ["use_activation"]]],
    [{ member: "activation", isStrict: true }, [["use_activation"], ["activation"], ["activation"]]],
  ])("finds the one word that a stricter server takes, and keeps to it: %j", async (plan, after) => {
    const { server, model } = await serve(adapter, {}, plan);
    const raws = QUESTIONS.map(({ messages }) => fakeScore(messages.map(({ content }) => content).join("\n\n")));
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(raws.map((raw) => ({ raw })));
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(raws.map((raw) => ({ raw })));
    const words = server.requests.map(({ body }) => Object.keys(body as object).filter((name) => /activation/.test(name)));
    expect(words).toEqual([["use_activation", "activation"], ...after]);
  });

  it("refuses a server that squashes what it gives, since a sigmoid saturates", async () => {
    const plan: VllmPlan = { member: null, score: (text) => 30 + fakeScore(text) };
    const { model } = await serve(adapter, {}, plan);
    expect(await model.selfTest(NEVER)).toEqual({ good: 1, bad: 1, fault: expect.stringContaining("a sigmoid saturates") });
  });

  it("undoes a sigmoid that the operator knows of", async () => {
    const { server, model } = await serve(adapter, { activation: "sigmoid" });
    const [result] = await model.score(QUESTIONS.slice(0, 1), NEVER);
    expect((result as { raw: number }).raw).toBeCloseTo(fakeScore("Well?\n\nAn excellent one."), 5);
    expect(server.requests[0]?.body).toMatchObject({ use_activation: true });
  });

  it("passes its self-test where all is well", async () => {
    for (const template of ["server", "remote", "chatml", "llama3", "raw"] as const) {
      const { model } = await serve(adapter, { template });
      const { good, bad, fault } = await model.selfTest(NEVER);
      expect(fault).toBeNull();
      expect(good).toBeGreaterThan(bad);
    }
  });
});
