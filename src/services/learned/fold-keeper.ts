import { assertInvariant } from "../../domain/assert.ts";
import { decodeFold, readLeftOut } from "../../domain/learned/decode-fold.ts";
import { encodeFold } from "../../domain/learned/encode-fold.ts";
import type { GateRule } from "../../domain/learned/gate.ts";
import { measureFold, serveFold } from "../../domain/learned/served-model.ts";
import {
  type ComparedCandidates,
  compareCandidates,
  type RubricRewards,
  targetOf,
  weightOf,
} from "../../domain/learned/vote-example.ts";
import {
  createFoldState,
  type FoldPosition,
  type FoldPrediction,
  type FoldState,
  VoteFold,
} from "../../domain/learned/vote-fold.ts";
import type { LoggedVote } from "../../ports/evidence-store.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import type { KeptFit, LearnedSnapshot, LearnedState, LearningProgress, LearningStart } from "../../ports/learning-thread.ts";
import { BoundedCache } from "../bounded-cache.ts";

/** Tenants whose learning is held at a time, some 20 MB each. */
const TENANTS_MAX = 4;
/** Questions of which the features are held: votes on one come close together. */
const QUESTIONS_MAX = 256;

/** The learning of several tenants in memory: what a learning thread does, without the thread. */
export class FoldKeeper {
  readonly #rule: GateRule;
  readonly #sha256Hex: Sha256Hex;
  readonly #folds = new BoundedCache<string, VoteFold>(TENANTS_MAX);
  readonly #questions = new BoundedCache<string, ComparedCandidates>(QUESTIONS_MAX);

  constructor(rule: GateRule, sha256Hex: Sha256Hex) {
    this.#rule = rule;
    this.#sha256Hex = sha256Hex;
  }

  /** As `LearningThread.findProgress`. */
  findProgress(tenantId: string): LearningProgress | null {
    const fold = this.#folds.find(tenantId);
    return fold === undefined ? null : toProgress(fold.state);
  }

  /** As `LearningThread.begin`. */
  begin(tenantId: string, { kept, leftOut }: LearningStart): LearnedState & { readonly fit: KeptFit } {
    this.#folds.delete(tenantId);
    const { state, fit } = this.#takeUp(kept);
    state.leftOut.push(...leftOut);
    this.#folds.set(tenantId, new VoteFold(state, this.#rule));
    return { ...toLearnedState(state), fit };
  }

  /** As `LearningThread.learn`. @param onPrediction told what was predicted of each vote before it was learned from. */
  learn(
    tenantId: string,
    votes: readonly LoggedVote[],
    onPrediction: (prediction: FoldPrediction) => void = () => undefined,
  ): LearningProgress {
    const fold = this.#foldOf(tenantId);
    for (const vote of votes) {
      const { state } = fold;
      if (isAfter(vote.position, state.learnedUpTo)) {
        if (!isLeftOut(vote.position, state)) {
          onPrediction(fold.learn(this.#toExample(tenantId, vote)));
        }
        state.learnedUpTo = { recordedAt: vote.position.recordedAt, voteId: vote.position.voteId };
      }
    }
    return toProgress(fold.state);
  }

  /** As `LearningThread.takeSnapshot`. */
  takeSnapshot(tenantId: string): LearnedSnapshot {
    const { state } = this.#foldOf(tenantId);
    const payload = encodeFold(state, this.#rule);
    return { ...toLearnedState(state), payload, digest: this.#sha256Hex(payload) };
  }

  #takeUp(kept: LearningStart["kept"]): { readonly state: FoldState; readonly fit: KeptFit } {
    if (kept === null || this.#sha256Hex(kept.payload) !== kept.digest) {
      return { state: createFoldState(), fit: kept === null ? "none" : "damaged" };
    }
    const decoded = decodeFold(kept.payload, this.#rule);
    if (decoded !== null) {
      return { state: decoded, fit: "taken_up" };
    }
    const state = createFoldState();
    state.leftOut.push(...readLeftOut(kept.payload));
    return { state, fit: "other_rules" };
  }

  #foldOf(tenantId: string): VoteFold {
    const fold = this.#folds.find(tenantId);
    assertInvariant(fold !== undefined, "Learning goes on only where it was begun.");
    return fold;
  }

  #toExample(tenantId: string, vote: LoggedVote) {
    const rewards = rubricRewardsOf(vote);
    const key = JSON.stringify([tenantId, vote.questionId, rewards]);
    const compared = this.#questions.find(key) ?? compareCandidates(vote.content, rewards);
    this.#questions.set(key, compared);
    return {
      ...compared,
      scenarioKey: `${vote.collectionSlug}/${vote.scenarioSlug}`,
      target: targetOf(vote.choice),
      weight: weightOf(vote.inclusionProbability),
    };
  }
}

/** What the rubric said of both when the question was asked, by its newest revision; null: it was not kept. */
function rubricRewardsOf({ opinions }: LoggedVote): RubricRewards | null {
  const [newest] = opinions
    .filter(({ sourceKind }) => sourceKind === "rubric")
    .toSorted((one, other) => (one.sourceRevision < other.sourceRevision ? 1 : -1));
  return newest === undefined ? null : { a: newest.rawA, b: newest.rawB };
}

function toLearnedState(state: FoldState): LearnedState {
  return { ...toProgress(state), served: serveFold(state), metrics: measureFold(state) };
}

function toProgress({ votes, learnedUpTo }: FoldState): LearningProgress {
  return { votes, learnedUpTo };
}

function isAfter(position: FoldPosition, other: FoldPosition | null): boolean {
  return (
    other === null ||
    position.recordedAt > other.recordedAt ||
    (position.recordedAt === other.recordedAt && position.voteId > other.voteId)
  );
}

function isLeftOut(position: FoldPosition, { leftOut }: FoldState): boolean {
  return leftOut.some(({ after, upTo }) => isAfter(position, after) && !isAfter(position, upTo));
}
