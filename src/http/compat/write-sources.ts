import type { SampleValue } from "../../services/scoring/sample-value.ts";
import { sourcesUsed } from "../scoring/sources-used.ts";

/** The headers that tell who gave the rewards of an answer. */
export function writeSources(values: readonly Pick<SampleValue, "source">[]): Readonly<Record<string, string>> {
  const { names, isDegraded } = sourcesUsed(values.map(({ source }) => source));
  const degraded = { "X-Reward-Degraded": String(isDegraded) };
  return names.length === 0 ? degraded : { "X-Reward-Source": names.join(", "), ...degraded };
}
