import { showConversation, withoutInstructions } from "../../domain/questions/show-conversation.ts";
import { canonicalJson } from "../../domain/scenarios/canonical-json.ts";
import type { GroupAsk } from "./people.ts";

/** What people would see of each candidate of a group, as a text that is the same for those that look alike; null: they are not shown it. */
export function candidateFaces({ candidates, opening }: Pick<GroupAsk, "candidates" | "opening">): readonly (string | null)[] {
  return candidates.map(({ messages, isShown }) =>
    isShown ? canonicalJson(withoutInstructions(showConversation(messages, opening))) : null,
  );
}

/** Whether there is a pair that people could tell apart. */
export function canBeCompared(ask: Pick<GroupAsk, "candidates" | "opening">): boolean {
  return new Set(candidateFaces(ask).filter((face) => face !== null)).size >= 2;
}
