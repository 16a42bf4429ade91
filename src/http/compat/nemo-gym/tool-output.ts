/** What a policy is told of a tool call: JSON, in the words of the routes of our own. */
export function writeToolOutput(accepted: boolean, detail: string | null): string {
  return JSON.stringify(accepted ? { accepted } : { accepted, detail });
}
