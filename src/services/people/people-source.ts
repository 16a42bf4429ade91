import { sourceByWeight } from "../../domain/preference/merge-pair.ts";
import type { AnsweringSource } from "../scoring/answering-source.ts";

/** Who gave an answer that votes are part of: people, or people and the fallback together; what held the fallback back holds such a blend back too. @param fallback null: it had nothing to say. */
export function peopleSource(peopleWeight: number, fallback: AnsweringSource | null): AnsweringSource {
  const kind = sourceByWeight(peopleWeight);
  const { degraded, reason } = kind === "blend" && fallback !== null ? fallback : { degraded: false, reason: null };
  return { kind, id: kind, revision: null, degraded, reason };
}
