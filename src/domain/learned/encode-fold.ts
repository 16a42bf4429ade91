import type { CandidateFeatures } from "./candidate-features.ts";
import { CandidateTable } from "./candidate-table.ts";
import { type ExampleHeader, type FoldHeader, HEADER_START, type ScenarioHeader } from "./fold-header.ts";
import type { GateRule } from "./gate.ts";
import { LEARNED_MODEL } from "./learned-model.ts";
import { findTouchedSlots, STRIDE, USED } from "./linear-models.ts";
import type { ScenarioRecord } from "./scenario-record.ts";
import type { FoldState } from "./vote-fold.ts";

const WORD_BYTES = 4;

/**
 * A fold as bytes: the same state gives the same bytes, so their hash names what was learned. Length of the header; the header as JSON, filled up with spaces to whole words; the numbers of the touched slots; their weights and
 * squares; the length-only baseline; the candidates. Numbers are 32 bits, least significant byte first, as on every machine that Node runs on but big-endian ones.
 */
export function encodeFold(state: FoldState, rule: GateRule): Uint8Array<ArrayBuffer> {
  const table = new CandidateTable();
  const touched = findTouchedSlots(state.models);
  const header = toHeader(state, rule, table, touched.length);
  const headerBytes = new TextEncoder().encode(padToWords(JSON.stringify(header)));
  const { candidates } = table;
  const words =
    touched.length * (1 + USED) +
    state.lengths.numbers.length +
    candidates.reduce((sum, { style, words: { hashes } }) => sum + 1 + style.length + 2 * hashes.length, 0);
  const bytes = new Uint8Array(HEADER_START + headerBytes.length + words * WORD_BYTES);
  new DataView(bytes.buffer).setUint32(0, headerBytes.length, true);
  bytes.set(headerBytes, HEADER_START);
  writeNumbers(bytes.buffer, HEADER_START + headerBytes.length, { touched, state, candidates });
  return bytes;
}

function writeNumbers(
  buffer: ArrayBuffer,
  start: number,
  {
    touched,
    state,
    candidates,
  }: { readonly touched: Uint32Array; readonly state: FoldState; readonly candidates: readonly CandidateFeatures[] },
): void {
  const integers = new Uint32Array(buffer, start);
  const floats = new Float32Array(buffer, start);
  const { numbers } = state.models;
  integers.set(touched);
  let place = touched.length;
  for (const slot of touched) {
    floats.set(numbers.subarray(slot * STRIDE, slot * STRIDE + USED), place);
    place += USED;
  }
  floats.set(state.lengths.numbers, place);
  place += state.lengths.numbers.length;
  for (const { style, words } of candidates) {
    integers[place] = words.hashes.length;
    floats.set(style, place + 1);
    integers.set(words.hashes, place + 1 + style.length);
    floats.set(words.values, place + 1 + style.length + words.hashes.length);
    place += 1 + style.length + 2 * words.hashes.length;
  }
}

function toHeader(state: FoldState, rule: GateRule, table: CandidateTable, touchedSlots: number): FoldHeader {
  const scenarios = [...state.scenarios.values()].map((record) => toScenarioHeader(record, table));
  const reservoir = state.reservoir.map(
    ({ scenarioKey, promptHash, target, weight, a, b }): ExampleHeader => ({
      scenarioKey,
      promptHash,
      target,
      weight,
      a: table.placeOf(a),
      b: table.placeOf(b),
    }),
  );
  const { votes, learnedUpTo, leftOut, holdout, temperatures } = state;
  return {
    model: LEARNED_MODEL,
    rule: { minVotes: rule.minVotes, minPrompts: rule.minPrompts },
    votes,
    learnedUpTo: learnedUpTo === null ? null : { recordedAt: learnedUpTo.recordedAt, voteId: learnedUpTo.voteId },
    leftOut,
    holdout,
    temperatures,
    scenarios,
    reservoir,
    candidateCount: table.candidates.length,
    touchedSlots,
  };
}

function toScenarioHeader(record: ScenarioRecord, table: CandidateTable): ScenarioHeader {
  const { key, gate, holdout, temperatures, prompts, references, candidates } = record;
  return {
    key,
    gate: { ...gate, evidence: [...gate.evidence] },
    holdout,
    temperatures,
    prompts: [...prompts],
    references: references.map((candidate) => table.placeOf(candidate)),
    candidates,
  };
}

function padToWords(json: string): string {
  const length = new TextEncoder().encode(json).length;
  return json + " ".repeat((WORD_BYTES - (length % WORD_BYTES)) % WORD_BYTES);
}
