import type { EpisodeState } from "../../src/domain/persona/episode-state.ts";

/** A state as its canonical JSON has it: counts are objects, sketches lists of hashes, and an ending has a reason. */
export interface PlainState extends Pick<EpisodeState, "turn" | "toolCalls"> {
  readonly meters: Readonly<Record<string, number>>;
  readonly openedFacts: Readonly<Record<string, number>>;
  readonly milestones: Readonly<Record<string, number>>;
  readonly minefields: Readonly<Record<string, number>>;
  readonly raisedTopics: Readonly<Record<string, number>>;
  readonly acts: Readonly<Record<string, number>>;
  readonly said: Readonly<Record<string, number>>;
  readonly sketches: readonly (readonly number[])[];
  readonly ending: { readonly reason: string; readonly outcome: string } | null;
}

/** Written member by member, so that a test can hold it against what the product writes. */
export function toPlainState(state: EpisodeState): PlainState {
  return {
    turn: state.turn,
    meters: Object.fromEntries(state.meters),
    openedFacts: Object.fromEntries(state.openedFacts),
    milestones: Object.fromEntries(state.milestones),
    minefields: Object.fromEntries(state.minefields),
    raisedTopics: Object.fromEntries(state.raisedTopics),
    acts: Object.fromEntries(state.acts),
    toolCalls: state.toolCalls,
    said: Object.fromEntries(state.said),
    sketches: state.sketches.map(({ hashes }) => hashes),
    ending: state.ending && { reason: state.ending.terminalReason, outcome: state.ending.outcome },
  };
}
