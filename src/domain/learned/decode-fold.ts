import { assertInvariant } from "../assert.ts";
import type { CandidateFeatures } from "./candidate-features.ts";
import { type FoldHeader, HEADER_START, type ScenarioHeader } from "./fold-header.ts";
import type { GateRule } from "./gate.ts";
import { LEARNED_MODEL, SCENARIOS_MAX } from "./learned-model.ts";
import { createLinearModels, STRIDE, USED } from "./linear-models.ts";
import { SLOTS, scenarioSlots } from "./model-slots.ts";
import type { ScenarioRecord } from "./scenario-record.ts";
import { STYLE_FEATURES } from "./style-features.ts";
import type { FoldState, LeftOutStretch } from "./vote-fold.ts";

/** The state of a fold from the bytes that `encodeFold` made; null where they are of another model or were learned under another rule, so that it has to be learned anew. */
export function decodeFold(bytes: Uint8Array, rule: GateRule): FoldState | null {
  // A copy begins at a place where words may be read.
  const { buffer } = bytes.slice();
  const { header, end } = readHeader(buffer);
  const isUsable =
    header.model === LEARNED_MODEL && header.rule.minVotes === rule.minVotes && header.rule.minPrompts === rule.minPrompts;
  return isUsable ? readState(header, buffer, end) : null;
}

/** What a kept fold leaves out of the log, whatever model and rule it is of. */
export function readLeftOut(bytes: Uint8Array): readonly LeftOutStretch[] {
  return readHeader(bytes.slice().buffer).header.leftOut;
}

function readHeader(buffer: ArrayBuffer): { readonly header: FoldHeader; readonly end: number } {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, HEADER_START, length))) as FoldHeader;
  return { header, end: HEADER_START + length };
}

function readState(header: FoldHeader, buffer: ArrayBuffer, start: number): FoldState {
  const integers = new Uint32Array(buffer, start);
  const floats = new Float32Array(buffer, start);
  const models = createLinearModels(SLOTS);
  const lengths = createLinearModels(1 + SCENARIOS_MAX);
  let place = header.touchedSlots;
  for (const slot of integers.subarray(0, header.touchedSlots)) {
    models.numbers.set(floats.subarray(place, place + USED), slot * STRIDE);
    place += USED;
  }
  lengths.numbers.set(floats.subarray(place, place + lengths.numbers.length));
  place += lengths.numbers.length;
  const candidates: CandidateFeatures[] = [];
  for (let number = 0; number < header.candidateCount; number += 1) {
    const count = integers[place] ?? 0;
    const words = place + 1 + STYLE_FEATURES.length;
    candidates.push({
      style: floats.slice(place + 1, words),
      words: { hashes: integers.slice(words, words + count), values: floats.slice(words + count, words + 2 * count) },
    });
    place = words + 2 * count;
  }
  assertInvariant(place === integers.length, "A kept fold has as many numbers as its header says.");
  const { votes, learnedUpTo, leftOut, holdout, temperatures } = header;
  const candidateAt = (number: number): CandidateFeatures => {
    const candidate = candidates[number];
    assertInvariant(candidate !== undefined, "A kept fold holds every candidate that its header names.");
    return candidate;
  };
  return {
    votes,
    learnedUpTo,
    leftOut,
    holdout,
    temperatures,
    models,
    lengths,
    reservoir: header.reservoir.map((example) => ({
      ...example,
      a: candidateAt(example.a),
      b: candidateAt(example.b),
    })),
    scenarios: new Map(header.scenarios.map((scenario, index) => [scenario.key, readScenario(scenario, index, candidateAt)])),
  };
}

function readScenario(header: ScenarioHeader, index: number, candidateAt: (number: number) => CandidateFeatures): ScenarioRecord {
  const { key, gate, holdout, temperatures, prompts, references, candidates } = header;
  return {
    key,
    slots: scenarioSlots(key, index),
    gate: { ...gate, evidence: new Map(gate.evidence) },
    holdout,
    temperatures,
    prompts: new Set(prompts),
    references: references.map(candidateAt),
    candidates,
  };
}
