import type { ModelQuestion, ModelVerdict, RewardModel } from "../../ports/reward-model.ts";
import { revisionUnder } from "./default-scale.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import type { SourceParts } from "./guarded-calls.ts";
import type { KeepingRule } from "./kept-answers.ts";
import { openVoice, type Voice } from "./source-voice.ts";

/** Asks a model about each candidate by itself. */
export function openPointwiseVoice(ports: FallbackPorts, parts: SourceParts, rule: KeepingRule, model: RewardModel): Voice {
  const isReward = model.kind === "judge";
  const revision = revisionUnder(model, parts.options);
  return openVoice<ModelQuestion, ModelVerdict>(ports, parts, rule, {
    revision,
    isRelative: false,
    batchMax: () => model.batchMax,
    call: (questions, signal) => model.score(questions, signal),
    isSound: ({ raw }) => Number.isFinite(raw) && (!isReward || (raw >= 0 && raw <= 1)),
    isHedged: model.kind === "reward_model" && parts.options.isHedged,
    itemsOf: ({ questions, digests }) => questions.map((question, index) => ({ key: digests[index] ?? "", question })),
    toWord: (_asked, verdicts) => ({
      revision,
      raws: verdicts.map(({ raw }) => raw),
      isReward,
      isRelative: false,
      scores: verdicts.map(({ scores }) => scores),
      flags: verdicts.map(({ flags }) => flags),
    }),
  });
}
