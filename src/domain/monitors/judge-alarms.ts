import { ALARM_RULES, type AlarmEvidence, type AlarmRule, type MonitoredAlarm } from "./alarm-rules.ts";

/** Of the intervals whose lower bound an alarm goes by: passed by chance once in a thousand. */
export const ALARM_LEVEL = 0.998;

/** What a rule says: raise it, end it, or leave it as it is (between both, or too little is known). */
export interface AlarmVerdict {
  readonly alarm: MonitoredAlarm;
  readonly call: "raise" | "end" | "leave";
  readonly value: number;
  readonly threshold: number;
}

/** Applies every rule of which something is known. @param evidence with intervals of ALARM_LEVEL. */
export function judgeAlarms(evidence: AlarmEvidence): readonly AlarmVerdict[] {
  return ALARM_RULES.flatMap((rule) => {
    const measure = rule.measure(evidence);
    if (measure === null) {
      return [];
    }
    const threshold = thresholdOf(rule, measure.before);
    const { value, lower, count } = measure.now;
    const { alarm, margin, countMin } = rule;
    const isKnown = count >= countMin;
    const call = isKnown && lower > threshold ? "raise" : isKnown && value <= threshold - margin ? "end" : "leave";
    return [{ alarm, call, value, threshold }];
  });
}

function thresholdOf({ floor, rise, ceiling }: AlarmRule, before: number | null): number {
  return before === null ? ceiling : Math.min(ceiling, Math.max(floor, before + rise));
}
