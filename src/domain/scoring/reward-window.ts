/** The part of a history that a reward is held against: what came within a time, or the latest so many. */
export type RewardWindow =
  | { readonly kind: "time"; readonly durationMs: number }
  | { readonly kind: "latest"; readonly count: number };

/** Windows that one request may ask for. */
export const REWARD_WINDOWS_MAX = 5;
/** Ten years: more than any history keeps. */
const WINDOW_DAYS_MAX = 3650;
const WINDOW_COUNT_MAX = 1_000_000;

const DAY_MS = 86_400_000;
const DAYS_IN: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30 };

/** What a window may look like, for those who are told that theirs does not. */
export const REWARD_WINDOW_RULE = `a number and d (days), w (weeks), m (months of 30 days) or n (the latest so many), such as "7d" or "500n"; 1d to ${WINDOW_DAYS_MAX}d, 1n to ${WINDOW_COUNT_MAX}n`;

/** Reads `7d`, `2w`, `1m` (30 days) or `500n` (the latest 500). Null where the text is none of these, or out of bounds. */
export function parseRewardWindow(text: string): RewardWindow | null {
  const [, digits, unit] = /^(\d{1,9})([dwmn])$/.exec(text) ?? [];
  const amount = Number(digits);
  if (unit === undefined || amount < 1) {
    return null;
  }
  if (unit === "n") {
    return amount <= WINDOW_COUNT_MAX ? { kind: "latest", count: amount } : null;
  }
  const days = amount * (DAYS_IN[unit] ?? Number.NaN);
  return days <= WINDOW_DAYS_MAX ? { kind: "time", durationMs: days * DAY_MS } : null;
}
