import { showConversation, withoutInstructions } from "../../domain/questions/show-conversation.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { GroupAsk } from "./people.ts";

/** The candidates of a group as people tell them apart. */
export interface CandidateLooks {
  /** Of each candidate the number of its look, from 0. Whoever is not shown has one of their own. */
  readonly lookOf: readonly number[];
  /** Of each look the first candidate that has it; null: people are not shown it. */
  readonly shown: readonly (number | null)[];
}

/** What people would see of the candidates of a group, however each is written: those that look alike are one to them. */
export function candidateLooks({ candidates, opening }: Pick<GroupAsk, "candidates" | "opening">): CandidateLooks {
  const shown: (number | null)[] = [];
  const known = new Map<string, number>();
  const lookOf = candidates.map(({ messages, isShown }, index) => {
    if (!isShown) {
      return shown.push(null) - 1;
    }
    const face = canonicalJson(withoutInstructions(showConversation(messages, opening)));
    const look = known.get(face) ?? shown.push(index) - 1;
    known.set(face, look);
    return look;
  });
  return { lookOf, shown };
}

/** Whether there is a pair that people could tell apart. */
export function canBeCompared(ask: Pick<GroupAsk, "candidates" | "opening">): boolean {
  return candidateLooks(ask).shown.filter((candidate) => candidate !== null).length >= 2;
}
