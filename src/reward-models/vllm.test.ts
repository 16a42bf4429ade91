import { afterEach, describe, expect, it } from "vitest";
import { modelQuestion, scalarModelOptions } from "../../test/doubles/scalar-model-options.ts";
import { fakeScore } from "../../test/doubles/upstreams/fake-score.ts";
import { type RunningUpstream, startUpstream } from "../../test/doubles/upstreams/start-upstream.ts";
import { type VllmPlan, vllmShape } from "../../test/doubles/upstreams/vllm-upstream.ts";
import type { RewardModel } from "../ports/reward-model.ts";
import { createScalarModel } from "./create-scalar-model.ts";
import type { ScalarAdapter, ScalarModelOptions } from "./scalar-model-options.ts";

const NEVER = new AbortController().signal;
const QUESTIONS = [
  modelQuestion("Well?", "An excellent one."),
  modelQuestion("Well?", "Rather rubbish."),
  modelQuestion("So?", "So."),
];

const opened: (RewardModel | RunningUpstream)[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

async function serve(adapter: ScalarAdapter, options: Partial<ScalarModelOptions> = {}, plan: VllmPlan = {}) {
  const server = await startUpstream(vllmShape(plan));
  const model = createScalarModel(scalarModelOptions(adapter, server.url, options));
  opened.push(server, model);
  return { server, model };
}

describe.each(["vllm_classify", "vllm_pooling"] as const)("%s", (adapter) => {
  const path = adapter === "vllm_classify" ? "/classify" : "/pooling";
  const task = adapter === "vllm_classify" ? {} : { task: "token_classify" };

  it("sends one conversation as a chat, and asks for a raw score", async () => {
    const { server, model } = await serve(adapter, { template: "server" });
    expect(model.batchMax).toBe(1);
    const [question = modelQuestion("", "")] = QUESTIONS;
    expect(await model.score([question], NEVER)).toEqual([
      { raw: fakeScore("Well?\nAn excellent one."), scores: null, spread: null, flags: [] },
    ]);
    expect(server.requests).toMatchObject([{ method: "POST", path }]);
    expect(server.requests[0]?.body).toEqual({ model: "rm", messages: question.messages, use_activation: false, ...task });
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
      { model: "rm", input: texts, add_special_tokens: false, use_activation: false, priority: 3, ...task },
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

  it("speaks to an older server as that one was spoken to, having asked once", async () => {
    const { server, model } = await serve(adapter, {}, { member: "activation" });
    const raws = QUESTIONS.map(({ messages }) => fakeScore(messages.map(({ content }) => content).join("\n\n")));
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(raws.map((raw) => ({ raw })));
    expect(await model.score(QUESTIONS, NEVER)).toMatchObject(raws.map((raw) => ({ raw })));
    expect(server.requests.map(({ body }) => Object.keys(body as object).filter((name) => /activation/.test(name)))).toEqual([
      ["use_activation"],
      ["activation"],
      ["activation"],
    ]);
  });

  it("refuses a server that squashes what it gives, since a sigmoid saturates", async () => {
    const plan: VllmPlan = { member: "activation_ignoring", score: (text) => 30 + fakeScore(text) };
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
