import { describe, expect, it } from "vitest";
import { formatModels, type WireModel } from "./list-models.ts";

const RUBRIC: WireModel = {
  id: "rubric",
  kind: "rubric",
  adapter: null,
  state: "ready",
  fault: null,
  health: null,
  calibrations: [],
};
const SKYWORK: WireModel = {
  id: "skywork",
  kind: "reward_model",
  adapter: "vllm_classify",
  state: "failing",
  fault: "the last calls failed: timeout",
  health: { calls: 40, failures: 12, p50_ms: 31.4, p95_ms: null, breaker: "open", last_failure: null },
  calibrations: [
    { votes: 300, worth_votes: 2, agreement: 0.7, agreement_low: 0.65 },
    { votes: 100, worth_votes: 4, agreement: 0.5, agreement_low: 0.4 },
    { votes: 0, worth_votes: 9, agreement: null, agreement_low: null },
  ],
};

describe("models list", () => {
  it("shows each source in a row, with agreement and worth weighted by votes", () => {
    const [header, skywork, rubric, fault] = formatModels([SKYWORK, RUBRIC]);
    expect(header).toMatch(/^id +kind +adapter +state +calls +failed +p50 ms +p95 ms +breaker +votes +agreement +worth votes$/);
    expect(skywork).toMatch(
      /^skywork +reward_model +vllm_classify +failing +40 +12 +31 +- +open +400 +65\.0 % \(lowest bound 40\.0\) +2\.5$/,
    );
    expect(rubric).toMatch(/^rubric +rubric +- +ready +- +- +- +- +- +0 +- +-$/);
    expect(fault).toBe("\nskywork: the last calls failed: timeout");
  });

  it("shows what the server of a failing one said, to whom the server tells it", () => {
    const health = {
      calls: 5,
      failures: 5,
      p50_ms: null,
      p95_ms: null,
      breaker: "closed",
      last_failure: { said: "No such model." },
    };
    const shown = (state: string) => formatModels([{ ...SKYWORK, state, fault: "Its calls fail.", health }]).at(-1);
    expect(shown("failing")).toBe('\nskywork: Its calls fail. It said: "No such model."');
    expect(shown("distrusted")).toBe("\nskywork: Its calls fail.");
  });

  it("says nothing below the table where nothing is wrong", () => {
    expect(formatModels([RUBRIC])).toHaveLength(2);
  });
});
