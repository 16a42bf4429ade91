import { describe, expect, it } from "vitest";
import { ModelCallError, type RewardModel, type SelfTestReport } from "../../ports/reward-model.ts";
import type { ConfiguredModel } from "../cli-world.ts";
import { checkModels } from "./check-models.ts";

function source(id: string, selfTest: () => Promise<SelfTestReport>): ConfiguredModel {
  const model: RewardModel = {
    id,
    kind: "reward_model",
    revision: "1",
    batchMax: 1,
    score: () => Promise.reject(new Error("only its self-test is asked for")),
    compare: null,
    selfTest,
    close: () => undefined,
  };
  return { id, adapter: "vllm_classify", model };
}

async function check(models: readonly ConfiguredModel[]) {
  const lines: string[] = [];
  let time = 0;
  const print = (line: string) => void lines.push(line);
  const now = () => {
    time += 12;
    return time;
  };
  const exitCode = await checkModels({ print, warn: print, progress: () => undefined, now }, models);
  return { exitCode, text: lines.join("\n") };
}

const GOOD = source("skywork", async () => ({ good: 12.3125, bad: -4, fault: null }));
const FLAT = source("flat", async () => ({ good: 1, bad: 1, fault: "Both answers scored 1.000: a sigmoid saturates." }));
const GONE = source("gone", () => Promise.reject(new ModelCallError("unreachable", "the connection was refused")));

describe("models check", () => {
  it("shows what a good and a bad answer scored, and ends with 0 where each source tells them apart", async () => {
    const { exitCode, text } = await check([GOOD]);
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^id +adapter +good +bad +ms +verdict\nskywork +vllm_classify +12\.31 +-4\.000 +12 +ok\n/);
    expect(text).toContain("1 source checked, 0 not usable");
  });

  it("explains what cannot be used, and ends with 1", async () => {
    const { exitCode, text } = await check([GOOD, FLAT, GONE]);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/flat .* refused$/m);
    expect(text).toContain("flat: Both answers scored 1.000: a sigmoid saturates.");
    expect(text).toMatch(/gone +vllm_classify +- +- +\d+ +unreachable$/m);
    expect(text).toContain("gone: No connection: is the server running");
    expect(text).toContain("3 sources checked, 2 not usable");
  });

  it("shows what the server said of a request that it refused", async () => {
    const refusal = new ModelCallError("refused", "Answered 400.", null, { said: "Unsupported parameter: max_tokens." });
    const { text } = await check([source("mini", () => Promise.reject(refusal))]);
    expect(text).toContain('(Answered 400.) It said: "Unsupported parameter: max_tokens."');
  });

  it("explains which parts of one cannot be used, and ends with 1", async () => {
    const partFault = "trio/3: Answered 404.";
    const { exitCode, text } = await check([source("trio", async () => ({ good: 1, bad: 0, fault: null, partFault }))]);
    expect(exitCode).toBe(1);
    expect(text).toMatch(/trio .* in part$/m);
    expect(text).toContain(`trio: ${partFault}`);
  });

  it("says how to name sources where there are none", async () => {
    const { exitCode, text } = await check([]);
    expect(exitCode).toBe(0);
    expect(text).toContain("fallback.sources");
  });

  it("hides no fault of the program", async () => {
    await expect(check([source("broken", () => Promise.reject(new TypeError("x is not a function")))])).rejects.toThrow(
      TypeError,
    );
  });
});
