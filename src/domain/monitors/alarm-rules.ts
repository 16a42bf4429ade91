import type { Estimate } from "./estimate.ts";
import type { Drift } from "./measure-drift.ts";
import type { TallyMeasures } from "./measure-tally.ts";
import type { StabilityEstimate } from "./stability-index.ts";

/** What the rules look at. */
export interface AlarmEvidence {
  /** The newest answers. */
  readonly now: TallyMeasures;
  /** The frozen window; null while it is being gathered. */
  readonly reference: TallyMeasures | null;
  readonly drift: Drift | null;
  /** Share of all the scenario's answers in which the source stood in for another. */
  readonly degradedShare: Estimate | null;
  /** Share of people's votes that go against the source, now and when the reference was frozen. */
  readonly disagreement: Estimate | null;
  readonly referenceDisagreement: number | null;
}

/** What a rule measures: what is now, and what it was in the reference window (null: not known). */
interface AlarmMeasure {
  readonly now: Estimate;
  readonly before: number | null;
}

/**
 * When an alarm is raised: the lower bound of what is measured (of drift: what chance does not explain of it) lies above the threshold, which is the reference's own value and `rise` more, but never below `floor` nor above `ceiling` (`ceiling`
 * where there is no reference). It ends when the value itself lies `margin` or more below the threshold. Below `countMin` independent observations it is neither raised nor ended.
 */
export interface AlarmRule {
  readonly alarm: MonitoredAlarm;
  readonly floor: number;
  readonly rise: number;
  readonly ceiling: number;
  readonly margin: number;
  readonly countMin: number;
  /** Null: nothing can be said. */
  readonly measure: (evidence: AlarmEvidence) => AlarmMeasure | null;
}

export type MonitoredAlarm =
  | "length_correlation"
  | "score_drift"
  | "length_drift"
  | "zero_spread"
  | "repetition"
  | "at_clip"
  | "unscored"
  | "injection"
  | "degraded"
  | "disagreement";

/** Degrees of freedom from which on the correlation within groups speaks; below, the one over all answers does. */
const WITHIN_COUNT_MIN = 100;

type ShareMeasure = "zeroSpread" | "repetition" | "atClip" | "unscored" | "injection";

const shareOf = (measure: ShareMeasure) => (evidence: AlarmEvidence) => {
  const now = evidence.now[measure];
  return now === null ? null : { now, before: evidence.reference?.[measure]?.value ?? null };
};

const only = (now: Estimate | null | undefined, before: number | null = null) =>
  now === null || now === undefined ? null : { now, before };

/** .25 is a custom, not a quantity to be sure of: what chance alone could add must not have brought the index there. The interval of the index itself is wide where few answers have moved far. */
const movedBeyondChance = (moved: StabilityEstimate | null | undefined) =>
  moved ? only({ ...moved, lower: moved.beyondChance }) : null;

/** Every rule, with its thresholds. */
export const ALARM_RULES: readonly AlarmRule[] = [
  { alarm: "length_correlation", floor: 0.4, rise: 0.2, ceiling: 0.7, margin: 0.1, countMin: 100, measure: measureCorrelation },
  {
    alarm: "score_drift",
    ...{ floor: 0.25, rise: 0, ceiling: 0.25, margin: 0.1, countMin: 100 },
    measure: ({ drift }) => movedBeyondChance(drift?.reward),
  },
  {
    alarm: "length_drift",
    ...{ floor: 0.25, rise: 0, ceiling: 0.25, margin: 0.1, countMin: 100 },
    measure: ({ drift }) => movedBeyondChance(drift?.length),
  },
  {
    alarm: "zero_spread",
    ...{ floor: 0.5, rise: 0.25, ceiling: 0.9, margin: 0.1, countMin: 30 },
    measure: shareOf("zeroSpread"),
  },
  {
    alarm: "repetition",
    ...{ floor: 0.15, rise: 0.1, ceiling: 0.3, margin: 0.03, countMin: 30 },
    measure: shareOf("repetition"),
  },
  { alarm: "at_clip", floor: 0.5, rise: 0.25, ceiling: 0.95, margin: 0.1, countMin: 30, measure: shareOf("atClip") },
  { alarm: "unscored", floor: 0.05, rise: 0.1, ceiling: 0.3, margin: 0.02, countMin: 30, measure: shareOf("unscored") },
  { alarm: "injection", floor: 0.02, rise: 0.02, ceiling: 0.1, margin: 0.01, countMin: 30, measure: shareOf("injection") },
  {
    alarm: "degraded",
    ...{ floor: 0.2, rise: 0, ceiling: 0.2, margin: 0.1, countMin: 30 },
    measure: ({ degradedShare }) => only(degradedShare),
  },
  {
    alarm: "disagreement",
    ...{ floor: 0.4, rise: 0.1, ceiling: 0.5, margin: 0.05, countMin: 50 },
    measure: ({ disagreement, referenceDisagreement }) => only(disagreement, referenceDisagreement),
  },
];

/** How strong the relation is, whichever its direction: a policy may also be taught to be short. */
function measureCorrelation({ now, reference }: AlarmEvidence): AlarmMeasure | null {
  const within = now.lengthCorrelationWithin;
  const isWithin = within !== null && within.count >= WITHIN_COUNT_MIN;
  const chosen = isWithin ? within : now.lengthCorrelation;
  if (chosen === null) {
    return null;
  }
  const before = isWithin ? reference?.lengthCorrelationWithin : reference?.lengthCorrelation;
  return { now: strengthOf(chosen), before: before === null || before === undefined ? null : Math.abs(before.value) };
}

function strengthOf({ value, lower, upper, count }: Estimate): Estimate {
  const isEitherWay = lower <= 0 && upper >= 0;
  const bounds = [Math.abs(lower), Math.abs(upper)];
  return { value: Math.abs(value), lower: isEitherWay ? 0 : Math.min(...bounds), upper: Math.max(...bounds), count };
}
