import { createBoundedMemory } from "../bounded-memory.ts";
import { canonicalJson } from "../scenarios/canonical-json.ts";
import type { Counts } from "./counts.ts";
import type { EpisodeEnding, EpisodeState } from "./episode-state.ts";
import type { Sketch } from "./sketch-message.ts";

/** Names remembered with their JSON: those of some scenarios' facts, topics, meters and lines. */
const NAMES_REMEMBERED_MAX = 8192;

/**
 * The canonical JSON of a state, byte for byte what `canonicalJson` gives for the same with counts as objects, sketches as lists of numbers and the ending's `terminalReason` as `reason`, at a fraction of its
 * cost: the members stand in their order already, and a sketch, which is most of the text and never changes, is written once in its life.
 */
export function stateText(state: EpisodeState): string {
  const ending = endingText(state.ending);
  const toolCalls = state.toolCalls.length === 0 ? "[]" : canonicalJson(state.toolCalls);
  return (
    `{"acts":${countsText(state.acts)},"ending":${ending},"meters":${countsText(state.meters)}` +
    `,"milestones":${countsText(state.milestones)},"minefields":${countsText(state.minefields)}` +
    `,"openedFacts":${countsText(state.openedFacts)},"raisedTopics":${countsText(state.raisedTopics)},"said":${countsText(state.said)}` +
    `,"sketches":${sketchesText(state.sketches)},"toolCalls":${toolCalls},"turn":${state.turn}}`
  );
}

/** `reason` is what stands in the hashes of episodes that were played. */
function endingText(ending: EpisodeEnding | null): string {
  return ending === null
    ? "null"
    : `{"outcome":${JSON.stringify(ending.outcome)},"reason":${JSON.stringify(ending.terminalReason)}}`;
}

function sketchesText(sketches: readonly Sketch[]): string {
  let text = "[";
  for (const sketch of sketches) {
    sketch.text ??= JSON.stringify(sketch.hashes);
    text += text === "[" ? sketch.text : `,${sketch.text}`;
  }
  return `${text}]`;
}

const QUOTED = createBoundedMemory<string>(NAMES_REMEMBERED_MAX);

/** Finite numbers by name. */
function countsText(counts: Counts): string {
  let text = "{";
  for (const name of [...counts.keys()].sort()) {
    const quoted = QUOTED.recall(name, quote);
    text += text === "{" ? `${quoted}:${counts.get(name)}` : `,${quoted}:${counts.get(name)}`;
  }
  return `${text}}`;
}

function quote(name: string): string {
  return JSON.stringify(name);
}
