import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createModelTests } from "../../test/doubles/create-model-tests.ts";
import { modelQuestion } from "../../test/doubles/scalar-model-options.ts";
import { infinityShape } from "../../test/doubles/upstreams/infinity-upstream.ts";
import { type Misbehaviour, startMisbehavingUpstream } from "../../test/doubles/upstreams/misbehaving-upstream.ts";
import { nimShape } from "../../test/doubles/upstreams/nim-upstream.ts";
import { openRlhfShape } from "../../test/doubles/upstreams/openrlhf-upstream.ts";
import { rerankShape } from "../../test/doubles/upstreams/rerank-upstream.ts";
import { sglangShape } from "../../test/doubles/upstreams/sglang-upstream.ts";
import type { UpstreamShape } from "../../test/doubles/upstreams/start-upstream.ts";
import { teiShape } from "../../test/doubles/upstreams/tei-upstream.ts";
import { vllmShape } from "../../test/doubles/upstreams/vllm-upstream.ts";
import { ModelCallError } from "../ports/reward-model.ts";
import type { ScalarAdapter, ScalarModelOptions } from "./scalar-model-options.ts";

const INFINITY = { path: "/classify", body: { input: ["{{text}}"] }, scorePointer: "/data/*/0/score" };
const MODELS: readonly (readonly [ScalarAdapter, UpstreamShape, Partial<ScalarModelOptions>])[] = [
  ["vllm_classify", vllmShape(), {}],
  ["vllm_pooling", vllmShape(), {}],
  ["sglang_classify", sglangShape(), {}],
  ["tei_predict", teiShape(), {}],
  ["rerank", rerankShape("vllm"), {}],
  ["openai_reward_chat", nimShape(), { template: "server" }],
  ["openrlhf", openRlhfShape(), {}],
  ["generic_http", infinityShape(), { generic: INFINITY }],
];
const REASONS: readonly (readonly [Misbehaviour, string])[] = [
  ["reset", "unreachable"],
  ["half_close", "unreachable"],
  ["cut", "unreachable"],
  ["short", "unreachable"],
  ["long", "bad_answer"],
  ["garbage", "bad_answer"],
  ["not_json", "bad_answer"],
  ["empty", "bad_answer"],
  ["nan", "bad_answer"],
  ["null", "bad_answer"],
  ["text", "bad_answer"],
  ["huge", "bad_answer"],
  ["deep", "bad_answer"],
  ["wrong_count", "bad_answer"],
  ["overloaded", "overloaded"],
  ["unavailable", "overloaded"],
  ["error", "upstream_error"],
  ["refused", "refused"],
  ["redirect", "refused"],
];
const tests = createModelTests();
afterEach(tests.closeAll);

describe.each(MODELS)("%s", (adapter, shape, options) => {
  /** Whatever was asked besides the scores is answered well. */
  const serve = async (misbehaviour: Misbehaviour) => {
    const server = await startMisbehavingUpstream({
      shape,
      misbehave: (_, { path }) => (path === "/info" ? "ok" : misbehaviour),
    });
    const model = tests.open(server, adapter, options);
    const questions = ["An excellent one.", "A secret one."].map((response) => modelQuestion("Well?", response));
    return { server, model, questions: questions.slice(0, model.batchMax) };
  };

  it.each(REASONS)(
    "whose server answers with %s fails as %s, with no number and nothing said in it",
    async (misbehaviour, reason) => {
      const { model, questions } = await serve(misbehaviour);
      const results = await model.score(questions, new AbortController().signal).catch((error: unknown) => [error]);
      expect(results.length).toBeGreaterThan(0);
      for (const result of results) {
        expect(result).toBeInstanceOf(ModelCallError);
        expect(result).toMatchObject({ reason });
        expect(JSON.stringify({ ...(result as ModelCallError), message: (result as ModelCallError).message })).not.toContain(
          "secret",
        );
      }
      if (misbehaviour === "overloaded") {
        expect(results).toMatchObject([{ retryAfterMs: 7_000 }]);
      }
    },
  );

  it.each<Misbehaviour>(["hang", "drip"])("whose server answers with %s stops when it is told to", async (misbehaviour) => {
    const { server, model, questions } = await serve(misbehaviour);
    const stop = new AbortController();
    const asked = () => server.requests.filter(({ path }) => path !== "/info").length;
    const failed = expect(model.score(questions, stop.signal)).rejects.toMatchObject({ reason: "timeout" });
    while (asked() === 0) {
      await setImmediate();
    }
    stop.abort();
    await failed;
    expect(asked()).toBe(1);
  });
});
