import type { Caller } from "../caller.ts";
import { GroupFollowing } from "./group-following.ts";
import type { GroupAsk, GroupVerdict } from "./people.ts";
import type { PollingPorts } from "./polling-ports.ts";

/**
 * Puts pairs of the group's candidates to people and resolves with what their votes make of the group: when votes would tell next to nothing, when nobody is left to vote, or at the deadline. Null where
 * nobody voted. Never rejects: what the store refuses is reported, and counts as not asked.
 */
export function settleGroup(
  ports: PollingPorts,
  caller: Caller,
  ask: GroupAsk,
  deadlineAt: number,
): Promise<GroupVerdict | null> {
  return new Promise((resolve) => {
    new GroupFollowing(ports, caller, ask, deadlineAt, resolve).begin();
  });
}
