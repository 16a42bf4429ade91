/** Every alarm there is; `distrusted` is calibration's, the others are the monitors'. */
export const ALARM_NAMES = [
  "length_correlation",
  "score_drift",
  "length_drift",
  "zero_spread",
  "repetition",
  "at_clip",
  "unscored",
  "injection",
  "degraded",
  "disagreement",
  "distrusted",
] as const;
export type AlarmName = (typeof ALARM_NAMES)[number];

/** What an alarm is about: one of each at a time. */
export interface AlarmSubject {
  readonly alarm: AlarmName;
  readonly tenantId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly sourceId: string;
}

/** What was measured, and what it was held against. */
export interface AlarmReading {
  readonly value: number;
  readonly threshold: number;
}

/** Where alarms are raised and ended. Neither waits nor throws. */
export interface Alarms {
  /** Tells of the alarm, once: nothing is told where it is raised already. */
  raise(subject: AlarmSubject, reading: AlarmReading): void;
  /** Tells of its end, once: nothing is told where it is not raised. */
  end(subject: AlarmSubject, reading: AlarmReading): void;
}
