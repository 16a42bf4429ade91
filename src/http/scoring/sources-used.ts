import type { SourcesUsed } from "../../ports/scoring-threads.ts";
import type { AnsweringSource } from "../../services/scoring/answering-source.ts";

/** Who gave the answers of a request. @param answers null for one that nobody could give. */
export function sourcesUsed(answers: readonly (AnsweringSource | null)[]): SourcesUsed {
  const names = new Set<string>();
  let isDegraded = false;
  let last: AnsweringSource | null = null;
  for (const source of answers) {
    // Most answers of a batch are the same source's.
    if (source !== null && source !== last) {
      names.add(`${source.kind}:${source.id}`);
      isDegraded ||= source.degraded;
      last = source;
    }
  }
  return { names: [...names], isDegraded };
}
