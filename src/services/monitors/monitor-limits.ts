const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Every bound that the monitors keep, by name. */
export const MONITOR_LIMITS = {
  /** Time between two looks at what was seen; what came since the last one is lost in a crash. */
  lookEveryMs: MINUTE_MS,
  /** Sources of scenarios that are watched at a time; the least recent are kept in the store and forgotten. */
  sourcesMax: 2000,
  /** Revisions of one source and scenario that are watched beside each other: a judge has one for pairs and one for single answers. */
  versionsMax: 4,
  /** Hours that are remembered and can be asked for. */
  hoursMax: 168,
  /** Hours of all sources together; beyond, all but the last day are forgotten. */
  hourTalliesMax: 20_000,
  /** How long hours stay in the store. */
  keptMs: 30 * DAY_MS,
  /** Rows of one operation of the store. */
  rowsPerOperationMax: 200,
  /** A reference window is frozen once it holds that many answers… */
  referenceAnswersMin: 1000,
  /** …or is that old, if it holds that many by then. */
  referenceMs: DAY_MS,
  referenceAnswersFew: 200,
  /** Alarms go by the newest hours that hold that many answers together, a day of them at most. */
  recentAnswersMin: 500,
  recentHoursMax: 24,
  /** Votes from which on people's agreement with a source is something to hold later votes against. */
  agreementVotesMin: 50,
  /** Sources and revisions in one answer of the API. */
  readingsMax: 500,
} as const;
