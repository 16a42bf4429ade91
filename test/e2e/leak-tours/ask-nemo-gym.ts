import { CANARY_COLLECTION, CANARY_SCENARIO } from "../support/canary-collection.ts";
import { CANARY_SLUGS, type CanaryVisitor, type Transcript } from "../support/canary-visitor.ts";

const NAMED = [CANARY_COLLECTION, CANARY_SCENARIO];

/** Every operation of NeMo Gym's dialect at every address: once as it should be, once with what is refused, and an episode to its end. */
export async function askNemoGym(caller: CanaryVisitor, transcripts: readonly Transcript[]): Promise<void> {
  const bases: readonly (readonly [base: string, names: readonly string[]])[] = [
    ["/compat/nemo-gym/{collection_slug}", [CANARY_COLLECTION]],
    ["/compat/nemo-gym/{collection_slug}/{scenario_slug}", NAMED],
    ["/compat/k/{key}/nemo-gym/{collection_slug}", [caller.apiKey, CANARY_COLLECTION]],
    ["/compat/k/{key}/nemo-gym/{collection_slug}/{scenario_slug}", [caller.apiKey, ...NAMED]],
  ];
  const rows = transcripts.map(toRow);
  const [row = toRow([])] = rows;
  const group = {
    ...CANARY_SLUGS,
    conversation_history: row.responses_create_params.input,
    response_objs: rows.map(({ response }) => response),
  };
  for (const [base, names] of bases) {
    for (const given of [names, names.with(-1, "unknown")]) {
      await caller.call(`GET ${base}`, given);
      await caller.call(`GET ${base}/reverify_mode`, given);
    }
    const seeded = await caller.call(`POST ${base}/seed_session`, names, row);
    const cookie = String(seeded.headers["set-cookie"]).split(";")[0] ?? "";
    for (const value of ["green", "unknown"]) {
      await caller.call(`POST ${base}/{tool_name}`, [...names, "serve"], { value }, { cookie });
    }
    await caller.call(`POST ${base}/{tool_name}`, [...names, "oven"], {}, { cookie });
    for (const scored of rows) {
      await caller.call(`POST ${base}/verify`, names, scored);
      await caller.call(`POST ${base}/verify?reward_mode=delta&on_error=mask`, names, scored);
    }
    await caller.call(`POST ${base}/verify`, names, { ...row, scenario_slug: "unknown" });
    await caller.call(`POST ${base}/compare`, names, group);
    await caller.call(`POST ${base}/aggregate_metrics`, names, { verify_responses: [{ reward: 1 }, { mask_sample: true }] });
    await caller.call(`POST ${base}/close_session`, names, { resources_session_id: "r" });
    await playEpisode(caller, base, names, row);
    for (const operation of [
      "seed_session",
      "close_session",
      "verify",
      "compare",
      "aggregate_metrics",
      "reset",
      "step",
      "close",
    ]) {
      await caller.call(`POST ${base}/${operation}`, names, []);
    }
  }
}

async function playEpisode(caller: CanaryVisitor, base: string, names: readonly string[], row: Row): Promise<void> {
  const { text } = await caller.call(`POST ${base}/reset`, names, { ...row, seed: 1 });
  const { info } = JSON.parse(text) as { readonly info: { readonly episode_id: string } };
  const named = { ...row, folkmoot_episode_id: info.episode_id };
  for (const output of row.response.output) {
    await caller.call(`POST ${base}/step`, names, { ...named, response: { output: [output] } });
  }
  const served = { type: "function_call", call_id: "c", name: "serve", arguments: '{"value":"green"}' };
  await caller.call(`POST ${base}/step?reward_mode=absolute`, names, { ...named, response: { output: [served] } });
  await caller.call(`POST ${base}/close`, names, named);
}

type Row = ReturnType<typeof toRow>;

/** The persona's lines are the input and what stands between the outputs. */
function toRow(messages: Transcript) {
  const items = messages.map(({ role, content }) => ({
    type: "message",
    role: role === "user" ? "assistant" : "user",
    content,
  }));
  return {
    ...CANARY_SLUGS,
    responses_create_params: { input: items.slice(0, 1) },
    response: { output: items.slice(1) },
  };
}
