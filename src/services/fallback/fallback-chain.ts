import { toFraction } from "../../domain/numerics/to-fraction.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { Caller } from "../caller.ts";
import type { FallbackParts } from "./fallback-parts.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import { findEntries, rubricEntry } from "./find-entries.ts";
import { lineUp, type ModelEntry, passedOver, type SourceEntry } from "./line-up.ts";
import { ModelSource } from "./model-source.ts";
import type { NoOpinion, Opinion, OpinionAsk, Opinions } from "./opinions.ts";
import { raceModels } from "./race-models.ts";
import { RetryBudget } from "./retry-budget.ts";
import type { SourceHealth } from "./source-health.ts";
import type { AskedCandidates } from "./source-word.ts";
import { type AskedSources, toOpinion } from "./to-opinion.ts";

/** What is kept back of the time for what comes after the answer: composing the reward and sending it. */
const ANSWER_MARGIN_MS = 5;
/** Nobody is asked for longer than this, where the caller sets no deadline. */
const ASK_MS_MAX = 5 * 60_000;

/**
 * Reward models, judges, the learned model and the rubric, asked in order under the caller's deadline. One source answers for all candidates. Where every model fails, an answer that a model of the order once gave to exactly the
 * same under the same revision stands in before the learned model and the rubric: the same input and versions give the same reward, and a trainer stays on the scale it has been on; it is marked as stale.
 */
export class FallbackChain implements Opinions {
  readonly #parts: FallbackParts;
  readonly #ports: FallbackPorts;
  readonly #sources: readonly ModelSource[];

  constructor(parts: FallbackParts, ports: FallbackPorts) {
    this.#parts = parts;
    this.#ports = ports;
    const budget = new RetryBudget(parts.options.retryBudget);
    this.#sources = parts.models.map(({ model, options }) => new ModelSource(ports, model, options, parts.options, budget));
  }

  /** Begins the self-tests of all models; resolves when each has had its first. A model is not asked before it has passed. Never rejects. */
  async start(): Promise<void> {
    await Promise.all(this.#sources.map((source) => source.start()));
  }

  /** One a model, in the order of the configuration. */
  health(): readonly SourceHealth[] {
    return this.#sources.map(({ health }) => health);
  }

  /** Lets go of the models. Whoever waits for one is answered without it. */
  close(): void {
    for (const source of this.#sources) {
      source.close();
    }
  }

  mayDiffer(tenantId: string): boolean {
    const { learned, calibrations } = this.#parts;
    return this.#sources.length > 0 || (learned?.isActive(tenantId) ?? false) || calibrations.hasAny(tenantId);
  }

  async ask(
    caller: Caller,
    ask: OpinionAsk,
    deadlineAt: number | null,
    skipped: readonly string[],
  ): Promise<Opinion | NoOpinion> {
    try {
      const entries = findEntries(this.#parts, this.#sources, caller.tenantId, ask);
      return await this.#askInOrder(lineUp(entries, this.#parts.options.order), ask, deadlineAt, skipped);
    } catch (fault) {
      this.#ports.report({ kind: "fault", sourceId: null, requestId: caller.requestId, fault });
      return answerOfRubric(ask, skipped);
    }
  }

  async #askInOrder(
    entries: readonly SourceEntry[],
    ask: OpinionAsk,
    deadlineAt: number | null,
    skipped: readonly string[],
  ): Promise<Opinion | NoOpinion> {
    const models = modelsBeforeFloor(entries, skipped);
    const onTrial = this.#drawTrials(entries, ask, skipped);
    const asked = models.length + onTrial.length === 0 ? null : this.#toAsked(ask);
    if (asked === null) {
      return toOpinion(ask, { entries, runs: [], trials: [], stale: null, skipped });
    }
    const giveUpAt = Math.min(deadlineAt ?? Number.POSITIVE_INFINITY, this.#ports.clock.now() + ASK_MS_MAX) - ANSWER_MARGIN_MS;
    const race = (raced: readonly ModelEntry[]) =>
      raceModels(
        this.#ports,
        raced.map(({ source }) => source),
        asked,
        giveUpAt,
      );
    const [runs, ...trials] = await Promise.all([race(models), ...onTrial.map((entry) => race([entry]))]);
    const hasAnswer = runs.some(({ word }) => word !== null);
    return toOpinion(ask, { entries, runs, trials: trials.flat(), stale: hasAnswer ? null : findStale(models, asked), skipped });
  }

  /** The models that votes speak against and that are asked all the same, for a share of what people may vote on: one that is never asked could never be seen to have become better. */
  #drawTrials(entries: readonly SourceEntry[], { shape }: OpinionAsk, skipped: readonly string[]): readonly ModelEntry[] {
    const distrusted = entries.filter(
      (entry): entry is ModelEntry => "source" in entry && passedOver(entry, skipped) === "distrusted",
    );
    if (shape === "single" || distrusted.length === 0) {
      return [];
    }
    const isDrawn = toFraction(this.#ports.random.uint32()) < this.#parts.options.auditShare;
    return isDrawn ? distrusted : [];
  }

  #toAsked({ shape, scenarioDigest, candidates }: OpinionAsk): AskedCandidates {
    const questions = candidates.map(({ question }) => question);
    return {
      shape,
      questions,
      digests: questions.map((question) => this.#ports.sha256Hex(canonicalJson([scenarioDigest, question]))),
    };
  }
}

/** The models that go before whoever is sure to answer. */
function modelsBeforeFloor(entries: readonly SourceEntry[], skipped: readonly string[]): readonly ModelEntry[] {
  const trusted = entries.filter((entry) => passedOver(entry, skipped) === null);
  const floor = trusted.findIndex((entry) => "word" in entry && entry.word !== null);
  return trusted.slice(0, floor === -1 ? trusted.length : floor).filter((entry) => "source" in entry);
}

/** The first model of the order that has once answered all of it. */
function findStale(models: readonly ModelEntry[], asked: AskedCandidates): AskedSources["stale"] {
  for (const entry of models) {
    const word = entry.source.voiceFor(asked.shape).findStale(asked);
    if (word !== null) {
      return { entry, word };
    }
  }
  return null;
}

/** Where the program itself is wrong, the rubric answers and says that it stands in. */
function answerOfRubric(ask: OpinionAsk, skipped: readonly string[]): Opinion | NoOpinion {
  const opinion = toOpinion(ask, { entries: [rubricEntry(ask)], runs: [], trials: [], stale: null, skipped });
  return opinion.candidates === null
    ? opinion
    : { ...opinion, source: { ...opinion.source, degraded: true, reason: "internal" } };
}
