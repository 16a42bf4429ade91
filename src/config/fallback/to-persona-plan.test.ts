import { describe, expect, it } from "vitest";
import { describeMemberFaults } from "../describe-member-faults.ts";
import { PersonaModelSchema } from "./persona-model-schema.ts";
import { createSecretReader } from "./read-secret.ts";
import { toPersonaPlan } from "./to-persona-plan.ts";

const MODEL = { url: "http://llm:8000/v1", model: "qwen3-8b", api_key_env: "LLM_KEY" };
const plan = (settings: unknown, environment: NodeJS.ProcessEnv) =>
  toPersonaPlan(PersonaModelSchema.parse(settings), createSecretReader(environment));

describe("the persona's model", () => {
  it("is none unless the config file names one", () => {
    expect(plan(undefined, {})).toBeNull();
  });

  it("waits for no longer than a turn can bear, unless told otherwise", () => {
    expect(plan(MODEL, { LLM_KEY: "k" })).toMatchObject({
      upstream: { apiKey: "k", baseUrl: new URL("http://llm:8000/v1"), connectionsMax: 8 },
      model: "qwen3-8b",
      timeoutMs: 400,
      temperature: 0.7,
      concurrency: 8,
    });
  });

  it("is refused by what is wrong with it", () => {
    expect(() => plan(MODEL, {})).toThrow("persona_model.api_key_env: the environment variable LLM_KEY is not set");
    const { error } = PersonaModelSchema.safeParse({ ...MODEL, timeout_ms: 60_000, extra_body: {} });
    const faults = error === undefined ? [] : describeMemberFaults("persona_model", { ...MODEL, timeout_ms: 60_000 }, error);
    expect(faults.join("\n")).toContain("persona_model.timeout_ms in the config file is 60000: Too big");
    expect(faults.join("\n")).toContain('unknown key "extra_body"');
  });
});
