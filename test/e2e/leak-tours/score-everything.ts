import { CANARY_SLUGS, type CanaryVisitor, type Transcript } from "../support/canary-visitor.ts";

const REWARD_CONFIGS = [undefined, { quality_weights: { discovery: 1, output_similarity: 2 } }, { skip_safety_gate: true }];

/** Every route that scores finished conversations. A new one is a line here. */
export async function scoreEverything(caller: CanaryVisitor, transcripts: readonly Transcript[]): Promise<void> {
  const [first = [], second = []] = transcripts;
  const items = transcripts.flatMap((messages) =>
    REWARD_CONFIGS.map((reward_config) => ({ ...CANARY_SLUGS, messages, reward_config })),
  );
  const pair = (a: Transcript, b: Transcript) => ({ ...CANARY_SLUGS, response_a: { messages: a }, response_b: { messages: b } });
  const calls: readonly (readonly [route: string, body: object])[] = [
    ...items.map((item) => ["POST /api/v1/evaluate", item] as const),
    [
      "POST /api/v1/batch/evaluate",
      { items: [...items, {}, { ...CANARY_SLUGS, scenario_slug: "unknown", messages: [{ content: "a" }] }] },
    ],
    ["POST /api/v1/compare", pair(first, second)],
    ["POST /api/v1/compare", pair(first, first.slice(0, 2))],
  ];
  for (const [route, body] of calls) {
    await caller.call(route, [], body);
  }
}
