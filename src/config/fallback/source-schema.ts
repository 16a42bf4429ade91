import { z } from "zod";
import { ACTIVATIONS, TEMPLATES } from "../../reward-models/scalar-model-options.ts";
import { strictMembers } from "./strict-members.ts";
import { JsonMembersSchema, refuseTwoKeys, upstreamMembers } from "./upstream-schema.ts";

/** Log-odds a unit of a scalar score, and of a judge's share of points, until votes teach another. */
const SCALAR_SCALE = 1;
const JUDGE_SCALE = 10;

const model = z.string().min(1).max(256);
const whole = (min: number, max: number) => z.number().int().min(min).max(max);
const share = z.number().min(0).max(1);

const breaker = strictMembers({
  ratio: z.number().gt(0).max(1).default(0.5),
  min_calls: whole(1, 10_000).default(10),
  window_seconds: z.number().min(1).max(3600).default(30),
  open_seconds: z.number().min(0.1).max(3600).default(15),
}).prefault({});

/** How the fallback uses a model, whatever it is. */
function useMembers(initial: {
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly start: "immediate" | "latest_safe";
}) {
  return {
    timeout_ms: whole(1, 600_000).default(initial.timeoutMs),
    concurrency: whole(1, 1024).default(initial.concurrency),
    queue_max: whole(0, 100_000).default(1000),
    start: z.enum(["immediate", "latest_safe", "on_miss"]).default(initial.start),
    retries: whole(0, 3).default(1),
    breaker,
  };
}

const scalarMembers = {
  ...upstreamMembers,
  extra_body: JsonMembersSchema.default({}),
  ...useMembers({ timeoutMs: 2000, concurrency: 32, start: "immediate" }),
  model: model.optional(),
  activation: z.enum(ACTIVATIONS).default("raw"),
  pick: z
    .union([z.enum(["first", "last"]), strictMembers({ label: z.string().min(1).max(128) })], {
      error: "must be first, last or {label: name}",
    })
    .default("first"),
  batch: whole(1, 1024).default(16),
  gather_ms: whole(0, 1000).default(2),
  hedge: z.boolean().default(true),
  scale: z.number().gt(0).max(1000).default(SCALAR_SCALE),
  centre: z.number().min(-1_000_000).max(1_000_000).default(0),
};

/** Templates of ours alone: the interface takes text, and no server of its kind puts messages into it. */
const ownTemplate = z.enum(["chatml", "llama3", "raw"], {
  error: "must be chatml, llama3 or raw: the interface takes text, so the template of the model has to be named",
});
const anyTemplate = z.enum(TEMPLATES);

const vllmClassify = strictMembers({
  adapter: z.literal("vllm_classify"),
  ...scalarMembers,
  template: anyTemplate.default("server"),
});
const vllmPooling = strictMembers({
  adapter: z.literal("vllm_pooling"),
  ...scalarMembers,
  template: anyTemplate.default("server"),
});
const sglangClassify = strictMembers({ adapter: z.literal("sglang_classify"), ...scalarMembers, template: ownTemplate });
/** Left to the server, a conversation goes to it as a pair of prompt and answer. */
const teiPredict = strictMembers({
  adapter: z.literal("tei_predict"),
  ...scalarMembers,
  template: z.enum(["server", "chatml", "llama3", "raw"]).default("server"),
});
const rerank = strictMembers({ adapter: z.literal("rerank"), ...scalarMembers });
const openaiRewardChat = strictMembers({ adapter: z.literal("openai_reward_chat"), ...scalarMembers, model });
const openrlhf = strictMembers({ adapter: z.literal("openrlhf"), ...scalarMembers, template: ownTemplate });
const genericHttp = strictMembers({
  adapter: z.literal("generic_http"),
  ...scalarMembers,
  template: ownTemplate.default("raw"),
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/, "must be a path that begins with /")
    .max(1000),
  body: JsonMembersSchema,
  score_pointer: z
    .string()
    .regex(
      /^(?:\/(?:[^~/]|~[01])*)*$/,
      'must be a JSON pointer such as /scores/* or /data/0/score, or "" where the answer is the score',
    )
    .max(1000),
});

/** Hard stops of a judge; what is not named is not limited. */
const budget = strictMembers({
  tokens_per_minute: whole(1, 1_000_000_000).optional(),
  tokens_per_day: whole(1, 100_000_000_000).optional(),
  cost_per_day: z.number().gt(0).max(1_000_000).optional(),
  cost_per_million_input: z.number().min(0).max(1_000_000).default(0),
  cost_per_million_output: z.number().min(0).max(1_000_000).default(0),
})
  .superRefine((limits, context) => {
    if (limits.cost_per_day !== undefined && limits.cost_per_million_input + limits.cost_per_million_output === 0) {
      context.addIssue({
        code: "custom",
        path: ["cost_per_day"],
        message: "cannot be kept to without prices: cost_per_million_input and cost_per_million_output say what tokens cost",
      });
    }
  })
  .prefault({});

const judgeMembers = {
  ...upstreamMembers,
  extra_body: JsonMembersSchema.default({}),
  model,
  logprobs: z.enum(["auto", "always", "never"]).default("auto"),
  structured: z.enum(["auto", "json_schema", "structured_outputs", "guided_json", "json_object", "plain"]).default("auto"),
  samples: whole(1, 32).default(1),
  temperature: z.number().min(0).max(2).default(0),
  criteria_per_call: whole(1, 64).default(8),
  answer_tokens_max: whole(16, 32_768).default(1024),
  budget,
  canary_share: share.default(0.01),
  gate_junk: z.boolean().default(false),
};

/** Without a temperature all samples of a verdict are the same one. */
function refuseEqualSamples(judge: { readonly samples: number; readonly temperature: number }, context: z.RefinementCtx): void {
  if (judge.samples > 1 && judge.temperature === 0) {
    context.addIssue({
      code: "custom",
      path: ["samples"],
      message: "above 1 needs a temperature above 0: else all samples are the same one",
    });
  }
}

const judgeUse = useMembers({ timeoutMs: 20_000, concurrency: 8, start: "latest_safe" });
const judgeScale = { scale: z.number().gt(0).max(1000).default(JUDGE_SCALE) };

const openaiJudge = strictMembers({
  adapter: z.literal("openai_judge"),
  ...judgeMembers,
  ...judgeUse,
  ...judgeScale,
})
  .superRefine(refuseTwoKeys)
  .superRefine(refuseEqualSamples);

const panelMember = strictMembers({
  adapter: z.literal("openai_judge").default("openai_judge"),
  concurrency: judgeUse.concurrency,
  ...judgeMembers,
})
  .superRefine(refuseTwoKeys)
  .superRefine(refuseEqualSamples);
export type PanelMemberSettings = z.output<typeof panelMember>;

const panel = strictMembers({
  adapter: z.literal("panel"),
  members: z.array(panelMember).min(2).max(8),
  answers_min: whole(1, 8).default(1),
  ...judgeUse,
  ...judgeScale,
}).superRefine(({ members, answers_min }, context) => {
  if (answers_min > members.length) {
    context.addIssue({
      code: "custom",
      path: ["answers_min"],
      message: `must be at most the number of members, ${members.length}`,
    });
  }
});

const scalars = [vllmClassify, vllmPooling, sglangClassify, teiPredict, rerank, openaiRewardChat, openrlhf, genericHttp] as const;
const adapters = [...scalars.map(({ shape }) => shape.adapter.value), "openai_judge", "panel"];

/** One source of the fallback: a reward model behind one of the known interfaces, a judge, or a panel of judges. */
export const SourceSchema = z.discriminatedUnion(
  "adapter",
  [
    vllmClassify.superRefine(refuseTwoKeys),
    vllmPooling.superRefine(refuseTwoKeys),
    sglangClassify.superRefine(refuseTwoKeys),
    teiPredict.superRefine(refuseTwoKeys),
    rerank.superRefine(refuseTwoKeys),
    openaiRewardChat.superRefine(refuseTwoKeys),
    openrlhf.superRefine(refuseTwoKeys),
    genericHttp.superRefine(refuseTwoKeys),
    openaiJudge,
    panel,
  ],
  { error: (issue) => (issue.code === "invalid_union" ? `must be one of ${adapters.join(", ")}` : undefined) },
);
export type SourceSettings = z.output<typeof SourceSchema>;
export type JudgeSettings = Extract<SourceSettings, { adapter: "openai_judge" }>;
export type ScalarSettings = Exclude<SourceSettings, { adapter: "openai_judge" | "panel" }>;
export type PanelSettings = Extract<SourceSettings, { adapter: "panel" }>;
