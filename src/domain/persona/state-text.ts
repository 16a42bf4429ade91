import { canonicalJson } from "../scenarios/canonical-json.ts";
import type { EpisodeState } from "./episode-state.ts";

/**
 * The canonical JSON of a state, byte for byte what `canonicalJson` gives, at a fraction of its cost: the members stand in their order already, and a sketch,
 * which is most of the text and never changes, is written once in its life.
 */
export function stateText(state: EpisodeState): string {
  const ending = state.ending === null ? "null" : canonicalJson(state.ending);
  const toolCalls = state.toolCalls.length === 0 ? "[]" : canonicalJson(state.toolCalls);
  return (
    `{"acts":${countsText(state.acts)},"ending":${ending},"meters":${countsText(state.meters)}` +
    `,"milestones":${countsText(state.milestones)},"minefields":${countsText(state.minefields)}` +
    `,"openedFacts":${countsText(state.openedFacts)},"raisedTopics":${countsText(state.raisedTopics)},"said":${countsText(state.said)}` +
    `,"sketches":[${state.sketches.map(sketchText).join(",")}],"toolCalls":${toolCalls},"turn":${state.turn}}`
  );
}

/** Texts of sketches for as long as some state holds them: it goes through a dozen states unchanged. */
const SKETCH_TEXTS = new WeakMap<readonly number[], string>();

function sketchText(sketch: readonly number[]): string {
  const known = SKETCH_TEXTS.get(sketch);
  if (known !== undefined) {
    return known;
  }
  const text = JSON.stringify(sketch);
  SKETCH_TEXTS.set(sketch, text);
  return text;
}

/** Finite numbers by name. */
function countsText(counts: Readonly<Record<string, number | undefined>>): string {
  const names = Object.keys(counts).sort();
  let text = "";
  for (const name of names) {
    const count = counts[name];
    if (count !== undefined) {
      text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${count}`;
    }
  }
  return `{${text}}`;
}
