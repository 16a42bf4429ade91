import { differsMaterially } from "../../domain/calibration/differs-materially.ts";
import { type Calibration, readCalibration, readWorthVotes } from "../../domain/calibration/read-calibration.ts";
import { learnFromVote, type SourceEvidence, startEvidence } from "../../domain/calibration/source-evidence.ts";
import type { CompareContent, ShownMessage } from "../../domain/questions/question.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { LoggedVote, LogPosition } from "../../ports/evidence-store.ts";
import type { Sha256Hex } from "../../ports/hashing.ts";
import { type CalibrationSubject, calibrationKey, type PublishedCalibration } from "./published-calibration.ts";
import { scaleRevisionOf } from "./scale-revision-of.ts";
import type { LearnedSource, SourceDefaults } from "./source-defaults.ts";

/** What was learned of one source, in one scenario or over all. */
interface Learned extends LearnedSource, CalibrationSubject {
  readonly evidence: SourceEvidence;
  readonly lastVoteAt: number;
}

/** What is kept: everything that goes on from there needs. */
interface KeptCalibrations {
  /** Of this form of it. */
  readonly format: 1;
  readonly position: LogPosition | null;
  readonly votes: number;
  readonly learned: readonly Learned[];
  readonly published: readonly PublishedCalibration[];
}

/** Sources times scenarios that are learned of: beyond it what had no vote for longest is forgotten. */
const LEARNED_MAX = 1000;
/** A calibration that hardly differs is replaced once a day. */
const DAY_MS = 86_400_000;
/** Of a question's id, which is a digest: enough to tell pairs apart. */
const PAIR_KEY_CHARACTERS = 18;

/** What the votes of one tenant have told of its sources: a fold over the log of votes, and the calibrations that were published of it. */
export class TenantCalibrations {
  readonly #defaults: SourceDefaults;
  readonly #sha256Hex: Sha256Hex;
  readonly #learned = new Map<string, Learned>();
  #published = new Map<string, PublishedCalibration>();
  #position: LogPosition | null = null;
  #votes = 0;

  constructor(defaults: SourceDefaults, sha256Hex: Sha256Hex) {
    this.#defaults = defaults;
    this.#sha256Hex = sha256Hex;
  }

  /** As it was kept. Throws where the payload is none that this program wrote. */
  static restore(payload: Uint8Array, defaults: SourceDefaults, sha256Hex: Sha256Hex): TenantCalibrations {
    const kept = JSON.parse(new TextDecoder().decode(payload)) as KeptCalibrations;
    if (kept.format !== 1) {
      throw new Error(`Calibrations of the form ${String(kept.format)} are another program's.`);
    }
    const restored = new TenantCalibrations(defaults, sha256Hex);
    restored.#position = kept.position;
    restored.#votes = kept.votes;
    for (const learned of kept.learned) {
      restored.#learned.set(calibrationKey(learned), learned);
    }
    restored.#published = new Map(kept.published.map((published) => [calibrationKey(published), published]));
    return restored;
  }

  /** The place in the log up to which it has learned; null: nothing yet. */
  get position(): LogPosition | null {
    return this.#position;
  }

  get votes(): number {
    return this.#votes;
  }

  get published(): readonly PublishedCalibration[] {
    return [...this.#published.values()];
  }

  /** Learns from the next votes of the log. */
  learn(votes: readonly LoggedVote[]): void {
    for (const vote of votes) {
      for (const opinion of vote.opinions) {
        this.#learnOf(opinion, vote);
      }
      this.#position = vote.position;
      this.#votes += 1;
      this.#forgetOldest();
    }
  }

  /** Replaces the calibrations that have come to differ. False where there are none. @param snapshot the number of the snapshot that will keep them. */
  publish(snapshot: number, now: number): boolean {
    const before = this.#published;
    const after = new Map<string, PublishedCalibration>();
    // Over all scenarios first: a scenario's centre leans on it.
    for (const [key, learned] of [...this.#learned].sort(
      ([, one], [, other]) => Number(one.scenarioSlug !== null) - Number(other.scenarioSlug !== null),
    )) {
      const used = before.get(key);
      const published = this.#publishOne(learned, used, after, snapshot, now);
      if (published !== undefined) {
        after.set(key, published);
      }
    }
    this.#published = after;
    return after.size !== before.size || [...after].some(([key, published]) => before.get(key) !== published);
  }

  /** Everything, as bytes: equal where it is equal. */
  serialise(): Uint8Array {
    const kept: KeptCalibrations = {
      format: 1,
      position: this.#position,
      votes: this.#votes,
      learned: [...this.#learned].sort(byKey).map(([, learned]) => learned),
      published: [...this.#published].sort(byKey).map(([, published]) => published),
    };
    return new TextEncoder().encode(canonicalJson(kept));
  }

  #learnOf({ sourceId, sourceKind, rawA, rawB, ...said }: LoggedVote["opinions"][number], vote: LoggedVote): void {
    const source = { sourceId, sourceKind, sourceRevision: scaleRevisionOf(sourceId, said.sourceRevision) };
    const { collectionSlug, scenarioSlug, inclusionProbability, content, choice } = vote;
    const everywhere = { ...source, collectionSlug: null, scenarioSlug: null };
    const here = { ...source, collectionSlug, scenarioSlug };
    const { kappa } = this.#defaults(source);
    const known = this.#learned.get(calibrationKey(everywhere))?.evidence ?? null;
    const overall = known ?? startEvidence(kappa, null);
    const local = this.#learned.get(calibrationKey(here))?.evidence ?? startEvidence(overall.defaultKappa, known);
    const pairKey = vote.questionId.slice(0, PAIR_KEY_CHARACTERS);
    const compared = { pairKey, choice, rawA, rawB, lnLengthDifference: lnLengthDifference(content), inclusionProbability };
    const prior = { kappa: overall.scale.kappa, isDistrusted: overall.isDistrusted };
    const lastVoteAt = vote.position.recordedAt;
    this.#learned.set(calibrationKey(here), { ...here, evidence: learnFromVote(local, compared, prior), lastVoteAt });
    const next = learnFromVote(overall, compared, { kappa: overall.defaultKappa, isDistrusted: false });
    this.#learned.set(calibrationKey(everywhere), { ...everywhere, evidence: next, lastVoteAt });
  }

  #publishOne(
    { evidence, lastVoteAt, ...subject }: Learned,
    used: PublishedCalibration | undefined,
    overall: ReadonlyMap<string, PublishedCalibration>,
    snapshot: number,
    now: number,
  ): PublishedCalibration | undefined {
    if (used !== undefined && used.calibration.votes === evidence.votes) {
      return used;
    }
    const everywhere = overall.get(calibrationKey({ ...subject, collectionSlug: null, scenarioSlug: null }));
    const calibration = readCalibration(evidence, everywhere?.calibration.centre ?? this.#defaults(subject).centre);
    const isDue = used !== undefined && now - used.publishedAt >= DAY_MS;
    if (!isDue && !differsMaterially(used?.calibration ?? null, calibration)) {
      return used;
    }
    const worthVotes = readWorthVotes(evidence);
    return {
      ...subject,
      calibration,
      worthVotes,
      revision: this.#nameRevision(snapshot, calibration, worthVotes),
      publishedAt: now,
      lastVoteAt,
    };
  }

  #nameRevision(snapshot: number, calibration: Calibration, worthVotes: number): string {
    return `${snapshot}-${this.#sha256Hex(canonicalJson([calibration, worthVotes])).slice(0, 8)}`;
  }

  #forgetOldest(): void {
    if (this.#learned.size > LEARNED_MAX) {
      const oldestFirst = [...this.#learned].sort(([, one], [, other]) => one.lastVoteAt - other.lastVoteAt);
      for (const [key] of oldestFirst.slice(0, this.#learned.size - LEARNED_MAX)) {
        this.#learned.delete(key);
      }
    }
  }
}

function lnLengthDifference({ a, b }: CompareContent): number {
  return Math.log1p(policyCharacters(a)) - Math.log1p(policyCharacters(b));
}

function policyCharacters(messages: readonly ShownMessage[]): number {
  return messages.reduce((sum, { role, content }) => sum + (role === "assistant" ? content.length : 0), 0);
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : Number(one > other);
}
