import type {
  HeardSource,
  NoOpinion,
  Opinion,
  OpinionAsk,
  OpinionCandidate,
  Opinions,
} from "../../src/services/fallback/opinions.ts";
import type { AnsweringSource } from "../../src/services/scoring/answering-source.ts";

export const SKYWORK: AnsweringSource = {
  kind: "reward_model",
  id: "skywork",
  revision: "vllm_classify/8b",
  degraded: false,
  reason: null,
};

/** What a fallback asked in a test said, and to what. */
export interface AskedOpinion {
  readonly ask: OpinionAsk;
  readonly deadlineAt: number | null;
  readonly skipped: readonly string[];
}

/** An opinion of the source that a test has answer. @param strengths one a candidate, log-odds; rewards follow from them. */
export function toOpinion(strengths: readonly number[], change: Partial<Opinion> = {}): Opinion {
  const source = change.source ?? SKYWORK;
  return {
    source,
    calibration: null,
    candidates: strengths.map((strength) => ({
      raw: strength,
      reward: 1 / (1 + Math.exp(-strength)),
      scores: null,
      confidence: null,
      flags: [],
    })),
    strengths,
    worthVotes: 2,
    attempts: [{ sourceId: source.id, outcome: "ok", durationMs: 12 }],
    heard: [toHeard(source, strengths)],
    ...change,
  };
}

/** The rubric's own opinion, on the scale that it has where votes have taught nothing, as a fallback gives it whose models failed. */
export function rubricOpinion({ candidates }: OpinionAsk, change: Partial<Opinion> = {}): Opinion {
  const rewards = candidates.map(({ rubricReward }) => rubricReward ?? 0);
  const source: AnsweringSource = {
    kind: "rubric",
    id: "rubric",
    revision: "persona-6+rubric-3",
    degraded: true,
    reason: "skywork: timeout",
  };
  return {
    source,
    calibration: null,
    candidates: rewards.map((reward) => ({ raw: reward, reward, scores: null, confidence: null, flags: [] })),
    strengths: rewards.map((reward) => 10 * reward),
    worthVotes: 2,
    attempts: [{ sourceId: "skywork", outcome: "timeout", durationMs: 100 }],
    heard: [toHeard(source, rewards)],
    ...change,
  };
}

/** A log-odds strength that depends on what the policy said last and nothing else. */
export function strengthByText({ question }: OpinionCandidate): number {
  const text = question.messages.at(-1)?.content ?? "";
  let sum = 0;
  for (const character of text) {
    sum = (31 * sum + (character.codePointAt(0) ?? 0)) % 4001;
  }
  return sum / 1000 - 2;
}

/** A fallback that notes what it is asked and answers as the test says; by default a reward model that goes by the words. */
export function createOpinions(
  answer: (ask: OpinionAsk) => Opinion | NoOpinion | Promise<Opinion | NoOpinion> = (ask) =>
    toOpinion(ask.candidates.map(strengthByText)),
) {
  const asked: AskedOpinion[] = [];
  const opinions: Opinions = {
    mayDiffer: () => true,
    ask: async (_caller, ask, deadlineAt, skipped) => {
      asked.push({ ask, deadlineAt, skipped });
      return await answer(ask);
    },
  };
  return { opinions, asked };
}

function toHeard({ id, kind, revision }: AnsweringSource, raws: readonly number[]): HeardSource {
  return { sourceId: id, kind, revision: revision ?? "", raws };
}
