import { describe, expect, it } from "vitest";
import { FallbackSchema, type FallbackSettings } from "./fallback-schema.ts";
import { createSecretReader } from "./read-secret.ts";
import { toFallbackPlan } from "./to-fallback-plan.ts";

const JUDGE = { url: "http://llm:8000/v1", model: "qwen3-8b" };
const files = (path: string) => {
  if (path !== "/run/secrets/rm") {
    throw Object.assign(new Error("no such file"), { code: "ENOENT" });
  }
  return "from-the-file\n";
};
const settings = (sources: object): FallbackSettings => FallbackSchema.parse({ sources });
const plan = (sources: object, environment: NodeJS.ProcessEnv = {}) =>
  toFallbackPlan(settings(sources), createSecretReader(environment, files));

describe("the fallback as it is built", () => {
  it("has no sources where none are configured", () => {
    expect(plan({})).toEqual({
      chain: {
        order: "auto",
        cacheEntriesMax: 10_000,
        freshMs: 3_600_000,
        staleMs: 86_400_000,
        retryBudget: 0.1,
        auditShare: 0.05,
        auditTtlMs: 86_400_000,
      },
      sources: [],
      learnEveryMs: 60_000,
      learned: { rule: { minVotes: 200, minPrompts: 50 }, abstainBelow: 0.6 },
      isWatched: true,
    });
  });

  it("takes keys from the environment and from files", () => {
    const { sources } = plan(
      {
        skywork: {
          adapter: "vllm_classify",
          url: "http://rm:8000",
          api_key_env: "RM_KEY",
          headers: { "X-Team": "moot", "Api-Key": { file: "/run/secrets/rm" } },
        },
        local: { adapter: "openai_judge", ...JUDGE, api_key_file: "/run/secrets/rm" },
      },
      { RM_KEY: " from-the-environment " },
    );
    expect(sources.map(({ model }) => ("upstream" in model ? model.upstream : null))).toMatchObject([
      {
        baseUrl: new URL("http://rm:8000"),
        apiKey: "from-the-environment",
        headers: { "X-Team": "moot", "Api-Key": "from-the-file" },
      },
      { apiKey: "from-the-file", headers: {} },
    ]);
  });

  it("names every secret that is not there, and where it is named", () => {
    const sources = {
      skywork: { adapter: "vllm_classify", url: "http://rm:8000", api_key_env: "RM_KEY" },
      trio: {
        adapter: "panel",
        members: [
          { ...JUDGE, api_key_env: "JUDGE_KEY" },
          { ...JUDGE, api_key_file: "/none" },
        ],
      },
    };
    expect(() => plan(sources, { JUDGE_KEY: "" })).toThrow(
      [
        "fallback.sources.skywork.api_key_env: the environment variable RM_KEY is not set",
        "fallback.sources.trio.members.0.api_key_env: the environment variable JUDGE_KEY is empty",
        "fallback.sources.trio.members.1.api_key_file: the file /none cannot be read (ENOENT)",
      ].join("\n"),
    );
  });

  it("refuses a secret that could not stand in a header, and shows nothing of it", () => {
    const sources = { skywork: { adapter: "vllm_classify", url: "http://rm:8000", api_key_env: "RM_KEY" } };
    const read = () => plan(sources, { RM_KEY: "one\r\nX-Other: two" });
    expect(read).toThrow("one line of printable ASCII");
    expect(read).not.toThrow("X-Other");
  });

  it("gives judges what they judge by, and a panel's members a name each", () => {
    const { sources } = plan({
      trio: {
        adapter: "panel",
        members: [
          { ...JUDGE, budget: { tokens_per_minute: 100 } },
          { ...JUDGE, model: "other", gate_junk: true },
        ],
        answers_min: 2,
        timeout_ms: 9000,
      },
    });
    expect(sources).toMatchObject([
      {
        form: "panel",
        options: { timeoutMs: 9000, kappa: 10, isHedged: false, gatherMs: 0, start: "latest_safe" },
        model: {
          id: "trio",
          answersMin: 2,
          members: [
            { id: "trio/1", budget: { tokensPerMinute: 100, tokensPerDay: null, costPerDay: null } },
            { id: "trio/2", model: "other", gateJunk: true },
          ],
        },
      },
    ]);
  });

  it("hands the template and the pointer of a generic server on", () => {
    const { sources } = plan({
      mine: {
        adapter: "generic_http",
        url: "http://rm:8000",
        path: "/score",
        body: { texts: ["{{text}}"] },
        score_pointer: "/scores/*",
        pick: { label: "good" },
        batch: 1,
        scale: 2,
        centre: 0.5,
      },
    });
    expect(sources).toMatchObject([
      {
        form: "scalar",
        options: { kappa: 2, centre: 0.5, isHedged: true, gatherMs: 2 },
        model: {
          template: "raw",
          pick: { label: "good" },
          generic: { path: "/score", body: { texts: ["{{text}}"] }, scorePointer: "/scores/*" },
        },
      },
    ]);
  });
});
