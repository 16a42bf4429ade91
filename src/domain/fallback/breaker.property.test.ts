import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  admitCall,
  type BreakerAdmission,
  type BreakerOutcome,
  type BreakerRule,
  breakerPhase,
  CLOSED_BREAKER,
  noteBreakerOutcome,
} from "./breaker.ts";

const RULE: BreakerRule = { ratio: 0.5, callsMin: 4, windowMs: 1000, openMs: 500 };

/** What happens next: time passes, somebody wants to call, or the oldest call ends. */
const step = fc.oneof(
  fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 400 }) }),
  fc.record({ kind: fc.constant("call" as const) }),
  fc.record({ kind: fc.constant("end" as const), outcome: fc.constantFrom<BreakerOutcome>("success", "failure", "neither") }),
);

/** After so many calls of that outcome at one instant. */
function having(outcomes: readonly BreakerOutcome[], now = 0, state = CLOSED_BREAKER) {
  return outcomes.reduce((kept, outcome) => noteBreakerOutcome(kept, RULE, now, "call", outcome), state);
}

describe("a breaker", () => {
  it("lets one probe at a time through once it has opened, and nothing before its time is over", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let now = 0;
        let state = CLOSED_BREAKER;
        const underWay: BreakerAdmission[] = [];
        for (const next of steps) {
          if (next.kind === "pass") {
            now += next.ms;
          } else if (next.kind === "call") {
            const phase = breakerPhase(state, now);
            const asked = admitCall(state, now);
            state = asked.state;
            if (phase === "open") {
              expect(asked.admission).toBeNull();
            }
            if (asked.admission !== null) {
              expect(asked.admission).toBe(phase === "closed" ? "call" : "probe");
              underWay.push(asked.admission);
            }
          } else {
            const admission = underWay.shift();
            state = admission === undefined ? state : noteBreakerOutcome(state, RULE, now, admission, next.outcome);
          }
          expect(underWay.filter((admission) => admission === "probe").length).toBeLessThanOrEqual(1);
          expect(state.isProbing).toBe(underWay.includes("probe"));
          expect(state.slots.length).toBeLessThanOrEqual(10);
        }
      }),
    );
  });

  it("opens where enough calls of one instant fail, and nowhere else", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<BreakerOutcome>("success", "failure", "neither"), { maxLength: 30 }), (outcomes) => {
        let expected = false;
        let [calls, failures] = [0, 0];
        for (const outcome of outcomes) {
          calls += outcome === "neither" ? 0 : 1;
          failures += outcome === "failure" ? 1 : 0;
          expected ||= outcome !== "neither" && failures > 0 && calls >= RULE.callsMin && failures / calls >= RULE.ratio;
        }
        expect(breakerPhase(having(outcomes), 0)).toBe(expected ? "open" : "closed");
      }),
    );
  });

  it("forgets what lies before its window", () => {
    const failing = having(["failure", "failure", "failure"]);
    expect(breakerPhase(having(["failure"], RULE.windowMs - 1, failing), RULE.windowMs - 1)).toBe("open");
    expect(breakerPhase(having(["failure"], RULE.windowMs, failing), RULE.windowMs)).toBe("closed");
  });

  it("moves its window on by a tenth at a time", () => {
    const failingAt = (now: number) => having(["failure", "failure", "failure"], now);
    const phaseAfter = (first: number, then: number) => breakerPhase(having(["failure"], then, failingAt(first)), then);
    const tenthMs = RULE.windowMs / 10;
    expect(phaseAfter(tenthMs - 1, RULE.windowMs - 1)).toBe("open");
    expect(phaseAfter(tenthMs - 1, RULE.windowMs)).toBe("closed");
    expect(phaseAfter(tenthMs, RULE.windowMs + tenthMs - 1)).toBe("open");
    expect(phaseAfter(tenthMs, RULE.windowMs + tenthMs)).toBe("closed");
  });

  it("closes with a clean record after a probe that succeeds, and opens anew after one that fails", () => {
    const open = having(["failure", "failure", "failure", "failure"]);
    expect(breakerPhase(open, RULE.openMs - 1)).toBe("open");
    const probing = admitCall(open, RULE.openMs).state;
    expect(noteBreakerOutcome(probing, RULE, RULE.openMs, "probe", "success")).toEqual(CLOSED_BREAKER);
    const again = noteBreakerOutcome(probing, RULE, RULE.openMs, "probe", "failure");
    expect(breakerPhase(again, 2 * RULE.openMs - 1)).toBe("open");
    expect(breakerPhase(again, 2 * RULE.openMs)).toBe("half_open");
  });

  it("is not closed by a call that was begun before it opened", () => {
    const open = having(["failure", "failure", "failure", "failure"]);
    expect(having(["success"], RULE.openMs, open)).toEqual(open);
  });
});
