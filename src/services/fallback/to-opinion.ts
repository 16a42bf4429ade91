import { mean } from "../../domain/numerics/mean.ts";
import type { SourceAttempt } from "../scoring/answering-source.ts";
import { type FloorEntry, type ModelEntry, passedOver, type SourceEntry } from "./line-up.ts";
import type { HeardSource, NoOpinion, Opinion, OpinionAsk } from "./opinions.ts";
import type { ModelRun } from "./race-models.ts";
import type { SourceWord } from "./source-word.ts";
import { toCandidates } from "./to-candidates.ts";

/** What asking the sources gave. */
export interface AskedSources {
  /** In the order in which they answer. */
  readonly entries: readonly SourceEntry[];
  /** Of the models that go before whoever is sure to answer. */
  readonly runs: readonly ModelRun[];
  /** Of models that votes speak against: what they said is heard and not used. */
  readonly trials: readonly ModelRun[];
  /** What stands in where no model answered. */
  readonly stale: { readonly entry: ModelEntry; readonly word: SourceWord } | null;
  readonly skipped: readonly string[];
}

/** The source that answers for all candidates. */
interface Answer {
  readonly entry: SourceEntry;
  readonly word: SourceWord;
}

/** An attempt, and whether its source is one that goes before the one that answers. */
interface NotedAttempt extends SourceAttempt {
  readonly isBefore: boolean;
}

/** Where both of a pair are put that nobody has an absolute reward of. */
const MIDDLE = 0.5;

/** Outcomes that make nothing worse: an answer, a model that was not needed, and one that has not proved itself here and so is no source yet. */
const HARMLESS: ReadonlySet<string> = new Set(["ok", "not_needed", "inactive"]);

/** The opinion of the first source that has one of all candidates. */
export function toOpinion(ask: OpinionAsk, sources: AskedSources): Opinion | NoOpinion {
  const answer = findAnswer(sources);
  const noted = noteAttempts(sources, answer);
  const attempts = noted.map(({ sourceId, outcome, durationMs }) => ({ sourceId, outcome, durationMs }));
  if (answer === null) {
    return { candidates: null, attempts };
  }
  const { entry, word } = answer;
  const cause = noted.find(({ isBefore, outcome }) => isBefore && !HARMLESS.has(outcome));
  const { candidates, strengths } = toCandidates(word, entry.scale, levelOf(ask), ask.shape, entry.agreement);
  const stated = "stated" in entry ? entry.stated : null;
  return {
    source: {
      kind: entry.kind,
      id: entry.id,
      revision: word.revision,
      degraded: cause !== undefined,
      reason: cause === undefined ? null : `${cause.sourceId}: ${cause.outcome}`,
    },
    calibration: entry.scale.revision,
    candidates:
      stated === null
        ? candidates
        : candidates.map((candidate, index) => ({
            ...candidate,
            reward: stated.rewards[index] ?? candidate.reward,
            confidence: stated.confidence,
          })),
    strengths,
    worthVotes: entry.scale.isDistrusted ? 0 : entry.scale.worthVotes,
    attempts,
    heard: listHeard(ask, sources),
  };
}

/** A model, in order; what one of them once said; who answers at once; and where there is nobody else, a rubric that votes speak against. */
function findAnswer({ entries, runs, stale, skipped }: AskedSources): Answer | null {
  for (const { source, word } of runs) {
    const entry = entries.find(({ id }) => id === source.id);
    if (word !== null && entry !== undefined) {
      return { entry, word };
    }
  }
  if (stale !== null) {
    return stale;
  }
  const floors = entries.filter(isFloor).filter((entry) => passedOver(entry, skipped) !== "forced");
  const floor =
    floors.find((entry) => entry.word !== null && !entry.scale.isDistrusted) ??
    floors.find((entry) => entry.word !== null && entry.kind === "rubric");
  return floor === undefined || floor.word === null ? null : { entry: floor, word: floor.word };
}

/** In the order of the sources: everybody up to the one that answers, and whoever was asked beside them. */
function noteAttempts({ entries, runs, stale, skipped }: AskedSources, answer: Answer | null): readonly NotedAttempt[] {
  const noted: NotedAttempt[] = [];
  let isBefore = true;
  const note = (sourceId: string, outcome: string, durationMs = 0) => noted.push({ sourceId, outcome, durationMs, isBefore });
  for (const entry of entries) {
    const isAnswer = entry === answer?.entry;
    const run = runs.find(({ source }) => source.id === entry.id);
    const passed = passedOver(entry, skipped);
    if (isAnswer && entry !== stale?.entry && passed === null) {
      isBefore = false;
    }
    if (run !== undefined && run.outcome !== null) {
      note(entry.id, run.outcome, run.durationMs);
    } else if (passed !== null && isBefore) {
      note(entry.id, passed);
    } else if (isFloor(entry) && (isBefore || isAnswer)) {
      note(entry.id, entry.word === null ? (entry.none ?? "abstained") : "ok");
    }
    if (isAnswer && entry === stale?.entry) {
      note(entry.id, "stale");
    }
    isBefore &&= !isAnswer;
  }
  return noted;
}

function listHeard(ask: OpinionAsk, { entries, runs, trials, stale }: AskedSources): readonly HeardSource[] {
  return entries.flatMap((entry): readonly HeardSource[] => {
    const { id, kind, revision } = entry;
    if (kind === "rubric") {
      return [{ sourceId: id, kind, revision, raws: ask.candidates.map(({ rubricReward }) => rubricReward) }];
    }
    const stood = stale?.entry === entry ? stale.word : null;
    const word = isFloor(entry) ? entry.word : ([...runs, ...trials].find(({ source }) => source.id === id)?.word ?? stood);
    return word === null ? [] : [{ sourceId: id, kind, revision: word.revision, raws: word.raws }];
  });
}

function isFloor(entry: SourceEntry): entry is FloorEntry {
  return entry.kind === "learned" || entry.kind === "rubric";
}

/** How good the candidates are by the rubric, 0..1. */
function levelOf({ candidates }: OpinionAsk): number {
  const rewards = candidates.flatMap(({ rubricReward }) => rubricReward ?? []);
  return rewards.length === 0 ? MIDDLE : mean(rewards);
}
