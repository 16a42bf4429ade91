import type { OutgoingHttpHeaders } from "node:http";
import { CANARY_SLUGS, type CanaryVisitor, type Transcript } from "../support/canary-visitor.ts";

const REWARD_CONFIGS = [undefined, { quality_weights: { discovery: 1, output_similarity: 2 } }, { skip_safety_gate: true }];

/** Every route that scores finished conversations. A new one is a line here. */
export async function scoreEverything(caller: CanaryVisitor, transcripts: readonly Transcript[]): Promise<void> {
  const [first = [], second = []] = transcripts;
  const items = transcripts.flatMap((messages) =>
    REWARD_CONFIGS.map((reward_config) => ({ ...CANARY_SLUGS, messages, reward_config })),
  );
  const pair = (a: Transcript, b: Transcript) => ({ ...CANARY_SLUGS, response_a: { messages: a }, response_b: { messages: b } });
  const batch = { items: [...items, {}, { ...CANARY_SLUGS, scenario_slug: "unknown", messages: [{ content: "a" }] }] };
  const pairs = { pairs: [pair(first, second), pair(second, first), { ...pair(first, second), scenario_slug: "unknown" }, {}] };
  const lines = { accept: "application/x-ndjson" };
  // Larger than what the main thread takes on by itself.
  const large = { padding: "-".repeat(70_000) };
  const calls: readonly (readonly [route: string, body: object, headers?: OutgoingHttpHeaders])[] = [
    ...items.map((item) => ["POST /api/v1/evaluate", item] as const),
    ["POST /api/v1/batch/evaluate", batch],
    ["POST /api/v1/batch/evaluate", { ...batch, ...large }],
    ["POST /api/v1/batch/evaluate", { ...batch, ...large }, lines],
    ["POST /api/v1/batch/evaluate", { items: items.map((item) => ({ ...item, group_id: "g" })), reward_mode: "group" }],
    [
      "POST /api/v1/evaluate",
      { ...CANARY_SLUGS, messages: first, reference: "yes", normalization_key: "leaks", normalization_windows: ["7d"] },
    ],
    ["POST /api/v1/evaluate", { ...CANARY_SLUGS, messages: first, latency_budget_ms: 1, ...large }],
    ["POST /api/v1/batch/compare", pairs],
    ["POST /api/v1/batch/compare", { ...pairs, ...large }, lines],
    ["POST /api/v1/compare", pair(first, second)],
    ["POST /api/v1/compare", pair(first, first.slice(0, 2))],
  ];
  for (const [route, body, headers] of calls) {
    await caller.call(route, [], body, headers);
  }
}
