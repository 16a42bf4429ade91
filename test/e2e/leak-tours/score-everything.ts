import type { OutgoingHttpHeaders } from "node:http";
import { CANARY_COLLECTION, CANARY_SCENARIO } from "../support/canary-collection.ts";
import { CANARY_SLUGS, type CanaryVisitor, type Transcript } from "../support/canary-visitor.ts";
import { askNemoGym } from "./ask-nemo-gym.ts";

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
  await askDialects(caller, transcripts);
  await askNemoGym(caller, transcripts);
}

/** The same by the dialects of trainers, each once with what is refused. */
async function askDialects(caller: CanaryVisitor, transcripts: readonly Transcript[]): Promise<void> {
  const prompts = transcripts.map((messages) => writeTemplated(messages.slice(0, -1)));
  const query = transcripts.map(writeTemplated);
  const labels = transcripts.map(() => CANARY_SLUGS);
  const names = [CANARY_COLLECTION, CANARY_SCENARIO];
  const sample = { prompt: prompts[0], response: transcripts[0]?.at(-1)?.content ?? "", label: CANARY_SLUGS };
  const unknown = { ...CANARY_SLUGS, scenario_slug: "unknown" };
  const calls: readonly (readonly [route: string, names: readonly string[], body: object])[] = [
    ["POST /get_reward", [], { query, prompts, labels }],
    ["POST /compat/openrlhf/get_reward", [], { query, prompts, labels }],
    ["POST /compat/openrlhf/get_reward", [], { query: ["a"], labels: [unknown] }],
    ["POST /compat/openrlhf/{collection_slug}/{scenario_slug}/get_reward", names, { query, prompts }],
    ["POST /compat/openrlhf/{collection_slug}/{scenario_slug}/get_reward?reward_mode=delta&on_error=null", names, { query }],
    ["POST /compat/slime/rm", [], sample],
    ["POST /compat/slime/rm?format=object&on_error=-1", [], [sample, sample]],
    ["POST /compat/slime/rm/{collection_slug}/{scenario_slug}", names, { ...sample, label: "no name" }],
    ["POST /compat/k/{key}/openrlhf/get_reward", [caller.apiKey], { query, labels }],
    ["POST /compat/k/{key}/openrlhf/{collection_slug}/{scenario_slug}/get_reward", [caller.apiKey, ...names], { query }],
    ["POST /compat/k/{key}/slime/rm", [caller.apiKey], sample],
    ["POST /compat/k/{key}/slime/rm/{collection_slug}/{scenario_slug}", [caller.apiKey, ...names], sample],
  ];
  for (const [route, given, body] of calls) {
    await caller.call(route, given, body);
    await caller.call(route, given, { query: 7 });
  }
}

/** The persona's lines are the policy's prompts. */
function writeTemplated(messages: Transcript): string {
  return messages
    .map(({ role, content }) => `<|im_start|>${role === "user" ? "assistant" : "user"}\n${content}<|im_end|>\n`)
    .join("");
}
