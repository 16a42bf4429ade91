/** When a source that fails is left alone, and for how long. */
export interface BreakerRule {
  /** Share of failures that opens it, 0 < ratio ≤ 1. */
  readonly ratio: number;
  /** Of at least so many calls within the window. */
  readonly callsMin: number;
  readonly windowMs: number;
  readonly openMs: number;
}

/** Calls that ended within one part of the window. */
interface BreakerSlot {
  /** Counts up with the time. */
  readonly slot: number;
  readonly calls: number;
  readonly failures: number;
}

/** `closed`: calls go through. `open`: none does. `half_open`: one at a time, to see whether the source is back. */
export type BreakerPhase = "closed" | "open" | "half_open";

/** What a breaker remembers. */
export interface BreakerState {
  /** The oldest first. */
  readonly slots: readonly BreakerSlot[];
  /** When it lets a probe through, as `now`; null: it is closed. */
  readonly openUntil: number | null;
  /** A probe is under way. */
  readonly isProbing: boolean;
}

/** A call that may be made: an ordinary one, or the one by which it is seen whether the source is back. */
export type BreakerAdmission = "call" | "probe";

/** `neither`: it says nothing of the source, such as a call that was called off, or one that the source was right to refuse. */
export type BreakerOutcome = "success" | "failure" | "neither";

/** The window moves on by a tenth of itself at a time. */
const SLOTS = 10;

/** A breaker that has seen nothing. */
export const CLOSED_BREAKER: BreakerState = { slots: [], openUntil: null, isProbing: false };

/** @param now milliseconds that have passed since some moment: a time that is never set, here as below */
export function breakerPhase(state: BreakerState, now: number): BreakerPhase {
  if (state.openUntil === null) {
    return "closed";
  }
  return now < state.openUntil ? "open" : "half_open";
}

/** Asks to make a call: as what it may be made, or null where it may not. What is admitted must be told of by `noteBreakerOutcome`, once. */
export function admitCall(
  state: BreakerState,
  now: number,
): { readonly state: BreakerState; readonly admission: BreakerAdmission | null } {
  switch (breakerPhase(state, now)) {
    case "closed":
      return { state, admission: "call" };
    case "open":
      return { state, admission: null };
    case "half_open":
      return state.isProbing ? { state, admission: null } : { state: { ...state, isProbing: true }, admission: "probe" };
  }
}

/** The state after a call that had been admitted has ended. A probe alone decides whether the breaker closes; what was begun before it opened decides nothing any more. */
export function noteBreakerOutcome(
  state: BreakerState,
  rule: BreakerRule,
  now: number,
  admission: BreakerAdmission,
  outcome: BreakerOutcome,
): BreakerState {
  if (admission === "probe") {
    return afterProbe(state, rule, now, outcome);
  }
  if (outcome === "neither" || state.openUntil !== null) {
    return state;
  }
  const slots = countCall(state.slots, rule, now, outcome === "failure");
  const calls = slots.reduce((sum, slot) => sum + slot.calls, 0);
  const failures = slots.reduce((sum, slot) => sum + slot.failures, 0);
  const opens = calls >= rule.callsMin && failures >= rule.ratio * calls;
  return opens ? openedAt(now, rule) : { ...state, slots };
}

function afterProbe(state: BreakerState, rule: BreakerRule, now: number, outcome: BreakerOutcome): BreakerState {
  switch (outcome) {
    case "success":
      return CLOSED_BREAKER;
    case "failure":
      return openedAt(now, rule);
    case "neither":
      return { ...state, isProbing: false };
  }
}

function openedAt(now: number, rule: BreakerRule): BreakerState {
  return { slots: [], openUntil: now + rule.openMs, isProbing: false };
}

/** The slots that lie within the window, with one call more. */
function countCall(slots: readonly BreakerSlot[], rule: BreakerRule, now: number, isFailure: boolean): readonly BreakerSlot[] {
  const newest = slots.at(-1);
  const slot = Math.floor((now * SLOTS) / rule.windowMs);
  const kept = slots.filter((one) => one.slot > slot - SLOTS && one.slot !== slot);
  const present = newest?.slot === slot ? newest : { slot, calls: 0, failures: 0 };
  return [...kept, { slot, calls: present.calls + 1, failures: present.failures + (isFailure ? 1 : 0) }];
}
