import { InvalidRequestError } from "../../../domain/errors.ts";
import { type CompatKnobs, readCompatKnobs } from "../compat-knobs.ts";

/** What a trainer chooses by the query of a resources server's address. */
export interface NemoGymKnobs extends Pick<CompatKnobs, "stripsThinking" | "latencyBudgetMs"> {
  /** Null: what holds for the operation, `absolute` for a verified conversation and `delta` for a step. */
  readonly rewardMode: CompatKnobs["rewardMode"] | null;
  /** What stands for a reward that could not be produced: an error, NeMo Gym's own mark of a sample that does not count, or a number. */
  readonly onError: "refuse" | "mask" | number;
}

const NAMES = ["reward_mode", "on_error", "strip_think", "latency_budget_ms"] as const;

/** The knobs in a query, without its question mark. Throws InvalidRequestError, for unknown ones too. */
export function readNemoGymKnobs(query: string): NemoGymKnobs {
  const given = new URLSearchParams(query);
  const unknown = [...given.keys()].find((name) => !NAMES.some((known) => known === name));
  if (unknown !== undefined) {
    throw new InvalidRequestError(
      `The query is not valid: there is no ${JSON.stringify(unknown.slice(0, 60))}; there is ${NAMES.join(", ")}.`,
    );
  }
  const hasMode = given.has("reward_mode");
  const isMasking = given.get("on_error") === "mask";
  if (isMasking) {
    given.delete("on_error");
  }
  const { rewardMode, onError, stripsThinking, latencyBudgetMs } = readCompatKnobs(given.toString());
  if (onError === "null") {
    throw new InvalidRequestError(
      'The query is not valid: on_error is "null", which NeMo Gym cannot read; it must be 503, mask, or a number to put in the place of a reward.',
    );
  }
  return { rewardMode: hasMode ? rewardMode : null, onError: isMasking ? "mask" : onError, stripsThinking, latencyBudgetMs };
}
