/** Something that belongs to a group, or to none. */
interface GroupMember {
  readonly groupId: string | null;
}

/**
 * Holds members back until their group is whole. The returned function is given each of `expected`'s members once, and gives back the group that became whole
 * by it, in the order in which they came: the member alone where it has no group, none while others of its group are still to come.
 */
export function gatherGroups<Member extends GroupMember>(
  expected: readonly GroupMember[],
): (member: Member) => readonly Member[] {
  const missing = new Map<string, number>();
  for (const { groupId } of expected) {
    if (groupId !== null) {
      missing.set(groupId, (missing.get(groupId) ?? 0) + 1);
    }
  }
  const gathered = new Map<string, Member[]>();
  return (member) => {
    const { groupId } = member;
    if (groupId === null) {
      return [member];
    }
    const group = gathered.get(groupId) ?? [];
    group.push(member);
    gathered.set(groupId, group);
    return group.length === missing.get(groupId) ? group : [];
  };
}
