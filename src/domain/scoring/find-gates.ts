import type { EpisodeState } from "../persona/episode-state.ts";
import type { Scenario } from "../scenarios/scenario.ts";

/** What the disqualifiers leave of a reward, as factors of 0..1. */
export interface Gates {
  /** Product over the minefields that were hit. */
  readonly minefields: number;
  /** Product over the rubric checks whose gate fell. */
  readonly rubric: number;
  /** The factor that counts: both multiplied, or 1 where the caller left the gates out. */
  readonly product: number;
}

/**
 * The gates of a conversation.
 * @param rubric product of the rubric's fallen gates.
 * @param skipSafetyGate leaves all gates out of `product`, the rubric's too; what fell stays visible beside it.
 */
export function findGates(scenario: Scenario, state: EpisodeState, rubric: number, skipSafetyGate: boolean): Gates {
  const { gate } = scenario.private.scoring;
  const minefields = scenario.private.minefields
    .filter((minefield) => state.minefields.has(minefield.id))
    .reduce((product, minefield) => product * gate[minefield.severity], 1);
  return { minefields, rubric, product: skipSafetyGate ? 1 : minefields * rubric };
}
