import type { SourceBody } from "./api-client.ts";

/** What the demo reads of a scored conversation. */
export interface ScoredLine {
  readonly index: number;
  readonly reward: number | null;
  readonly source: SourceBody | null;
}

/** What became of the conversations of a batch. */
export interface ChaosTally {
  readonly total: number;
  /** By who answered, such as `reward_model:stand-in`. */
  readonly bySource: ReadonlyMap<string, number>;
  readonly degraded: number;
  /** Why, with how often. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly unscored: number;
}

/** Adds up who answered. */
export function tallyChaos(lines: readonly ScoredLine[]): ChaosTally {
  const bySource = new Map<string, number>();
  const reasons = new Map<string, number>();
  const add = (counts: Map<string, number>, name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { source } of lines) {
    add(bySource, source === null ? "nobody" : `${source.kind}:${source.id}`);
    if (source?.degraded) {
      add(reasons, source.reason ?? "no reason given");
    }
  }
  return {
    total: lines.length,
    bySource,
    degraded: lines.filter(({ source }) => source?.degraded).length,
    reasons,
    unscored: lines.filter(({ reward }) => reward === null).length,
  };
}

/** One character a conversation: `█` the model, `▒` the rubric in its place, `·` nobody. */
export function formatStrip(lines: readonly ScoredLine[]): string {
  return lines.map(({ reward, source }) => (reward === null ? "·" : source?.degraded ? "▒" : "█")).join("");
}

/** `60 answered: 31 by reward_model:stand-in, 29 by rubric:rubric (stand-in: unreachable 27, stand-in: breaker_open 2)`. */
export function formatTally({ total, bySource, reasons }: ChaosTally): string {
  const sources = [...bySource].map(([name, count]) => `${count} by ${name}`).join(", ");
  const why = [...reasons].map(([reason, count]) => `${reason} ${count}`).join(", ");
  return `${total} answered: ${sources}${why === "" ? "" : ` (${why})`}`;
}
