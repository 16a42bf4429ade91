import { describe, expect, it } from "vitest";
import { writeOrsFailure, writeOrsOutput } from "./write-ors-output.ts";

const METADATA = {
  scores: { D1_InformationGathering: 1, D2_Decision: null },
  cumulativeReward: 1,
  turn: 2,
  episodeId: "ep_1",
  terminalReason: null,
  outcome: null,
};

describe("the result of a call", () => {
  it("has every member, its rewards and scores are floats, and its counts are not", () => {
    expect(writeOrsOutput({ text: "Yes.", reward: 1, finished: false, metadata: METADATA })).toBe(
      '{"ok":true,"output":{"blocks":[{"type":"text","text":"Yes.","detail":null}],"metadata":{"scores":{"D1_InformationGathering":1.0,"D2_Decision":null},"cumulative_reward":1.0,"turn":2,"episode_id":"ep_1","terminal_reason":null,"outcome":null},"reward":1.0,"finished":false}}',
    );
  });

  it("is null where nothing could be scored, never 0", () => {
    const unscored = { ...METADATA, scores: null, cumulativeReward: null };
    expect(writeOrsOutput({ text: "", reward: null, finished: true, metadata: unscored })).toContain(
      '"metadata":{"scores":null,"cumulative_reward":null,"turn":2,"episode_id":"ep_1","terminal_reason":null,"outcome":null},"reward":null,"finished":true}}',
    );
    expect(writeOrsOutput({ text: "", reward: -0, finished: false, metadata: METADATA })).toContain('"reward":0.0,');
  });

  it("is in ASCII: nothing in it ends a line or can be cut in two", () => {
    const text = "naïve 🙂 \u2028\u0085\u007f\ud800 line\nend";
    const json = writeOrsOutput({ text, reward: 0.25, finished: false, metadata: METADATA });
    expect(json).toMatch(/^[\x20-\x7e]+$/);
    expect((JSON.parse(json) as { output: { blocks: readonly { text: string }[] } }).output.blocks[0]?.text).toBe(text);
  });

  it("says why a call that the model got wrong was not played", () => {
    expect(writeOrsFailure("No tool “oven”.", "not_found")).toBe(
      '{"ok":false,"error":"No tool \\u201coven\\u201d.","reason":"not_found"}',
    );
  });
});
