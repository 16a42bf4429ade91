/** Roles that belong to neither speaker: instructions to the policy and results of its tools. */
const NEITHER_SPEAKER: ReadonlySet<string> = new Set(["system", "developer", "tool"]);

/** Whether a message is a line of one of the two speakers. */
export function isSpoken(message: { readonly role: string }): boolean {
  return !NEITHER_SPEAKER.has(message.role);
}
