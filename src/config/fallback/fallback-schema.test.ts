import { describe, expect, it } from "vitest";
import { describeMemberFaults } from "../describe-member-faults.ts";
import { FallbackSchema } from "./fallback-schema.ts";

const SKYWORK = { adapter: "vllm_classify", url: "http://rm:8000", model: "Skywork/Skywork-Reward-V2-Qwen3-0.6B" };
const JUDGE = { adapter: "openai_judge", url: "http://llm:8000/v1", model: "qwen3-8b" };
const SECRET = "sk-Very5ecretIndeed";

function faultsOf(fallback: unknown): readonly string[] {
  const { error } = FallbackSchema.safeParse(fallback);
  return error === undefined ? [] : describeMemberFaults("fallback", fallback, error);
}
const faultOfSource = (source: object) => faultsOf({ sources: { skywork: source } });

describe("the fallback in the config file", () => {
  it("may be left out: then there are no sources, and nothing is asked", () => {
    expect(FallbackSchema.parse(undefined)).toEqual({
      order: "auto",
      audit_share: 0.05,
      audit_ttl_seconds: 86_400,
      learn_every_seconds: 60,
      cache: { entries: 10_000, fresh_seconds: 3600, stale_seconds: 86_400 },
      retry_budget: 0.1,
      sources: {},
      learned: { active: "auto", min_votes: 200, min_prompts: 50, abstain_below: 0.6 },
      monitors: { active: true },
    });
  });

  it("may have its sources commented out", () => {
    expect(FallbackSchema.parse({ sources: null }).sources).toEqual({});
  });

  it("needs of a source no more than where it is", () => {
    expect(FallbackSchema.parse({ sources: { skywork: SKYWORK, local: JUDGE } }).sources).toMatchObject({
      skywork: {
        template: "server",
        activation: "raw",
        pick: "first",
        start: "immediate",
        hedge: true,
        retries: 1,
        scale: 1,
        breaker: { ratio: 0.5, min_calls: 10, window_seconds: 30, open_seconds: 15 },
      },
      local: {
        logprobs: "auto",
        structured: "auto",
        samples: 1,
        criteria_per_call: 8,
        start: "latest_safe",
        scale: 10,
        canary_share: 0.01,
      },
    });
  });

  it.each([
    ["an unknown key, with those there are", { retry: 1 }, 'fallback in the config file: unknown key "retry"; there is order,'],
    [
      "an unknown key of a source",
      { sources: { skywork: { ...SKYWORK, base_url: "x" } } },
      'fallback.sources.skywork in the config file: unknown key "base_url"; there is adapter, url,',
    ],
    ["a key of another adapter", { sources: { local: { ...JUDGE, hedge: true } } }, 'unknown key "hedge"'],
    [
      "an adapter that there is not",
      { sources: { skywork: { ...SKYWORK, adapter: "vllm" } } },
      'fallback.sources.skywork.adapter in the config file is "vllm": must be one of vllm_classify, vllm_pooling,',
    ],
    [
      "an adapter that is not named",
      { sources: { skywork: { url: "http://rm:8000" } } },
      "fallback.sources.skywork.adapter in the config file is missing",
    ],
    [
      "a number out of its bounds",
      { sources: { skywork: { ...SKYWORK, timeout_ms: 0 } } },
      "fallback.sources.skywork.timeout_ms in the config file is 0: Too small",
    ],
    ["a share above 1", { audit_share: 5 }, "fallback.audit_share in the config file is 5: Too big"],
    ["a source's name that could not stand in a header", { sources: { "Sky work": SKYWORK } }, "a source's name must be"],
    ["a source's name that answers use for something else", { sources: { rubric: JUDGE } }, "a word of Folkmoot's own"],
    [
      "an order that names no source",
      { order: ["skywork", "rubric"] },
      'fallback.order.0 in the config file is "skywork": names no source; there is learned, rubric',
    ],
    ["an order that names one twice", { order: ["learned", "learned", "rubric"] }, "stands in the order twice"],
    ["an order that goes on behind the rubric", { order: ["rubric", "learned"] }, "must be the last"],
    ["an order that is a word", { order: "automatic" }, "must be auto or a list of sources"],
    [
      "stale answers that would be dropped while fresh",
      { cache: { fresh_seconds: 10, stale_seconds: 5 } },
      "fallback.cache.stale_seconds",
    ],
    [
      "a limit on cost without prices",
      { sources: { local: { ...JUDGE, budget: { cost_per_day: 5 } } } },
      "fallback.sources.local.budget.cost_per_day in the config file is 5: cannot be kept to without prices",
    ],
    [
      "more answers of a panel than it has members",
      {
        sources: {
          trio: {
            adapter: "panel",
            members: [
              { url: JUDGE.url, model: "a" },
              { url: JUDGE.url, model: "b" },
            ],
            answers_min: 3,
          },
        },
      },
      "must be at most the number of members, 2",
    ],
    [
      "samples that would all be the same",
      { sources: { local: { ...JUDGE, samples: 3 } } },
      "samples in the config file is 3: above 1 needs a temperature",
    ],
    [
      "a panel of one",
      { sources: { trio: { adapter: "panel", members: [{ url: JUDGE.url, model: "a" }] } } },
      "fallback.sources.trio.members",
    ],
  ])("refuses %s", (_what, fallback, named) => {
    expect(faultsOf(fallback).join("\n")).toContain(named);
  });

  it.each([
    [
      "generic_http without a body",
      { adapter: "generic_http", url: "http://rm:1", path: "/score", score_pointer: "/score" },
      "skywork.body in the config file",
    ],
    [
      "generic_http without a pointer",
      { adapter: "generic_http", url: "http://rm:1", path: "/score", body: { q: "{{text}}" } },
      "score_pointer in the config file is missing",
    ],
    [
      "generic_http with something else than a pointer",
      { adapter: "generic_http", url: "http://rm:1", path: "/score", body: { q: "{{text}}" }, score_pointer: "$.score" },
      "must be a JSON pointer",
    ],
    [
      "sglang_classify without a template",
      { adapter: "sglang_classify", url: "http://rm:1" },
      "template in the config file is missing: must be chatml, llama3 or raw",
    ],
    [
      "openrlhf with the server's template",
      { adapter: "openrlhf", url: "http://rm:1", template: "server" },
      "must be chatml, llama3 or raw",
    ],
    [
      "openai_reward_chat without a model",
      { adapter: "openai_reward_chat", url: "http://rm:1" },
      "model in the config file is missing",
    ],
  ])("refuses %s", (_what, source, named) => {
    expect(faultOfSource(source).join("\n")).toContain(named);
  });

  it.each([
    ["ftp://rm/"],
    ["rm:8000"],
    ["file:///etc/passwd"],
    ["http://rm:8000/?key=1"],
    ["http://169.254.169.254/latest"],
    ["http://2852039166/"],
    ["http://0xa9fe.0xa9fe/"],
    ["http://[::ffff:169.254.169.254]/"],
    ["http://[fe80::1]/"],
    ["http://0.0.0.0:8000/"],
  ])("sends nothing to %s", (url) => {
    expect(faultOfSource({ ...SKYWORK, url }).join()).toContain("fallback.sources.skywork.url in the config file");
  });

  it.each(["http://127.0.0.1:8000", "http://10.0.0.7", "http://localhost:1/v1", "https://rm.example.org/a"])(
    "may send to %s",
    (url) => {
      expect(faultOfSource({ ...SKYWORK, url })).toEqual([]);
    },
  );

  it.each([
    ["a literal key", { api_key: SECRET }, "api_key_env"],
    ["a key in place of its variable's name", { api_key_env: SECRET }, "must be the name of an environment variable"],
    ["a key in two places", { api_key_env: "KEY", api_key_file: "/run/secrets/key" }, "there can be one of them"],
    ["a secret header", { headers: { "X-Api-Key": SECRET } }, "say where it is"],
    ["a header over two lines", { headers: { "X-Team": `a\r\nX-Api-Key: ${SECRET}` } }, "printable"],
    ["a header that is ours", { headers: { Host: SECRET } }, "writes itself"],
    ["a password in the URL", { url: `http://me:${SECRET}@rm:8000` }, "must hold no name or password"],
  ])("refuses %s and shows nothing of it", (_what, members, rule) => {
    const said = faultOfSource({ ...SKYWORK, ...members }).join("\n");
    expect(said).toContain(rule);
    expect(said).not.toContain(SECRET);
  });
});
