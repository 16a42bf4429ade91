import { type FieldError, InvalidRequestError } from "../../domain/errors.ts";
import {
  parseRewardWindow,
  REWARD_WINDOW_RULE,
  REWARD_WINDOWS_MAX,
  type RewardWindow,
} from "../../domain/scoring/reward-window.ts";
import type { NormalizationRequest } from "./evaluation.ts";

/** A history to hold a reward against. */
export interface Normalization {
  readonly historyKey: string;
  /** By their text, each once, in the order in which they were asked for. */
  readonly windows: ReadonlyMap<string, RewardWindow>;
}

/** Reads the windows of a request. Throws InvalidRequestError that names each one that is none, or that there are too many. */
export function readNormalization({ key, windows }: NormalizationRequest): Normalization {
  if (windows.length > REWARD_WINDOWS_MAX) {
    throw refusal([
      { pointer: "/normalization_windows", detail: `has ${windows.length} windows; at most ${REWARD_WINDOWS_MAX} are answered` },
    ]);
  }
  const read = new Map<string, RewardWindow>();
  const errors: FieldError[] = [];
  for (const [index, text] of windows.entries()) {
    const window = parseRewardWindow(text);
    if (window) {
      read.set(text, window);
    } else {
      errors.push({
        pointer: `/normalization_windows/${index}`,
        detail: `is ${JSON.stringify(text)}: must be ${REWARD_WINDOW_RULE}`,
      });
    }
  }
  if (errors.length > 0) {
    throw refusal(errors);
  }
  return { historyKey: key, windows: read };
}

function refusal(errors: readonly FieldError[]): InvalidRequestError {
  return new InvalidRequestError(`normalization_windows ${errors[0]?.detail}.`, { errors });
}
