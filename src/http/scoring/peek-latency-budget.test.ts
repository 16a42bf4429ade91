import { describe, expect, it } from "vitest";
import { peekLatencyBudget } from "./peek-latency-budget.ts";

const ITEMS = Array.from({ length: 200 }, () => ({
  latency_budget_ms: 7,
  messages: [{ content: 'say "latency_budget_ms": 8, é' }],
}));
const peek = (text: string) => peekLatencyBudget(new TextEncoder().encode(text).buffer);

describe("peekLatencyBudget", () => {
  it.each([
    ["last", JSON.stringify({ items: ITEMS, latency_budget_ms: 1500 })],
    [
      "last but for others",
      JSON.stringify({ items: ITEMS, latency_budget_ms: 1500, human: { mode: "off" }, reward_mode: "group" }),
    ],
    ["first", JSON.stringify({ latency_budget_ms: 1500, items: ITEMS })],
    [
      "first but for others",
      JSON.stringify({ human: { mode: "off" }, reward_mode: "group", latency_budget_ms: 1500, items: ITEMS }),
    ],
    ["spaced out", JSON.stringify({ items: ITEMS, latency_budget_ms: 1500 }, null, 2)],
    ["all there is", '{"latency_budget_ms":1500}'],
  ])("finds a budget that stands %s", (_where, text) => {
    expect(peek(text)).toBe(1500);
  });

  it.each([
    ["none", JSON.stringify({ items: ITEMS })],
    ["one of an item's", JSON.stringify({ items: [{ a: 1, latency_budget_ms: 5 }] })],
    ["one in a text", JSON.stringify({ items: [], note: '"latency_budget_ms": 5' })],
    ["one that is no number", '{"latency_budget_ms":"soon"}'],
    ["nothing", ""],
    ["garbage", "\u0000ÿ{[[["],
  ])("finds nothing where there is %s", (_what, text) => {
    expect(peek(text)).toBeNull();
  });
});
