import type { EpisodeState } from "../persona/episode-state.ts";
import type { ArtifactField, Scorer } from "../scenarios/scenario.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";

/** The share of points whose field fits in the last accepted call of the tool; null where no field carries points. */
export function scoreArtifact(
  scorer: Extract<Scorer, { kind: "artifact" }>,
  state: EpisodeState,
): { readonly value: number | null; readonly explanation: string } {
  const last = state.toolCalls.findLast((call) => call.toolId === scorer.toolId);
  if (last === undefined) {
    return { value: 0, explanation: "nothing handed in" };
  }
  const fitting = scorer.fields.filter((field) => fits(field, last.input[field.field]));
  const total = scorer.fields.reduce((sum, field) => sum + field.points, 0);
  const earned = fitting.reduce((sum, field) => sum + field.points, 0);
  return { value: total > 0 ? earned / total : null, explanation: `${fitting.length} of ${scorer.fields.length} fields fit` };
}

function fits(field: ArtifactField, value: unknown): boolean {
  if ("equals" in field) {
    return value === field.equals;
  }
  const text = ` ${tokeniseWords(Array.isArray(value) ? value.join(" ") : String(value ?? "")).join(" ")} `;
  return field.mentions.every((group) => group.some((phrase) => text.includes(` ${tokeniseWords(phrase).join(" ")} `)));
}
