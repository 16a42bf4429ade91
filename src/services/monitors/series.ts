import { ALARM_LEVEL } from "../../domain/monitors/judge-alarms.ts";
import type { Drift } from "../../domain/monitors/measure-drift.ts";
import { measureTally, type TallyMeasures } from "../../domain/monitors/measure-tally.ts";
import { addTally, countAnswers, emptyTally, type MonitorTally } from "../../domain/monitors/monitor-tally.ts";
import { tallyGroup } from "../../domain/monitors/tally-group.ts";
import type { MeasuredAgreement } from "../fallback/source-scale.ts";
import { HOUR_MS, MONITOR_LIMITS } from "./monitor-limits.ts";
import type { ObservedGroup } from "./monitors.ts";

/** What must be the same for answers to be held against each other. */
export interface SeriesVersion {
  readonly kind: ObservedGroup["source"]["kind"];
  /** Of the source; null where it has none, and for the learned model, which stays one however often it learns. */
  readonly revision: string | null;
  /** Null: the scenario was not there any more. */
  readonly scenarioDigest: string | null;
}

/** What was seen in one hour. */
export interface SeriesHour {
  readonly tally: MonitorTally;
  /** How far people agreed with the source at the last look of the hour; null: not known. */
  agreement: MeasuredAgreement | null;
  /** There is something that the store does not have. */
  isDirty: boolean;
}

/** The first answers, that later ones are held against. */
export interface ReferenceWindow {
  readonly tally: MonitorTally;
  readonly since: number;
  /** From then on it does not change; null: it still gathers. */
  frozenAt: number | null;
  /** Share of people's votes against the source, as first known after it was frozen; null: not known yet. */
  disagreement: number | null;
}

/** The newest answers. */
export interface RecentWindow {
  /** Start of its first hour, milliseconds since 1970. */
  readonly since: number;
  readonly tally: MonitorTally;
}

/** What is seen of one revision of a source on one version of a scenario, by the hour. */
export class Series {
  readonly version: SeriesVersion;
  readonly hours = new Map<number, SeriesHour>();
  /** Of the source as it answered last; null: it has none, or has not answered since the start. */
  latestRevision: string | null = null;
  reference: ReferenceWindow;
  /** The newest answers as of the last look, and how far they are from the first ones; null: not looked at yet, and no reference yet. */
  seen: RecentWindow | null = null;
  drift: Drift | null = null;
  #referenceMeasures: TallyMeasures | null = null;

  constructor(version: SeriesVersion, now: number) {
    this.version = version;
    this.reference = { tally: emptyTally(), since: now, frozenAt: null, disagreement: null };
  }

  addGroup({ answers, source }: Pick<ObservedGroup, "answers" | "source">, now: number): void {
    const hour = this.hourAt(startOfHour(now));
    hour.isDirty = true;
    this.latestRevision = source.revision;
    tallyGroup(hour.tally, answers, source.degraded);
    if (this.reference.frozenAt === null) {
      tallyGroup(this.reference.tally, answers, source.degraded);
      this.#freezeWhenFull(now);
    }
  }

  /** Takes over what was kept of an hour, and the reference window as it was then: it is older than any begun since. */
  restore(hourAt: number, kept: Pick<SeriesHour, "tally" | "agreement">, reference: ReferenceWindow): void {
    const hour = this.hourAt(hourAt);
    addTally(hour.tally, kept.tally);
    hour.agreement ??= kept.agreement;
    this.reference = reference;
    this.#referenceMeasures = null;
  }

  /** That hour, empty where nothing was seen yet. */
  hourAt(hourAt: number): SeriesHour {
    const known = this.hours.get(hourAt);
    if (known !== undefined) {
      return known;
    }
    const hour = { tally: emptyTally(), agreement: null, isDirty: false };
    this.hours.set(hourAt, hour);
    return hour;
  }

  /** As many of the newest hours as hold enough answers, a day of them at most. */
  recent(now: number): RecentWindow {
    const tally = emptyTally();
    let since = startOfHour(now);
    for (
      let count = 0;
      count < MONITOR_LIMITS.recentHoursMax && countAnswers(tally) < MONITOR_LIMITS.recentAnswersMin;
      count += 1
    ) {
      since = startOfHour(now) - count * HOUR_MS;
      const hour = this.hours.get(since);
      if (hour !== undefined) {
        addTally(tally, hour.tally);
      }
    }
    return { since, tally };
  }

  /** What the frozen reference says, for the alarms; null: it still gathers. */
  measureReference(): TallyMeasures | null {
    if (this.reference.frozenAt === null) {
      return null;
    }
    this.#referenceMeasures ??= measureTally(this.reference.tally, ALARM_LEVEL);
    return this.#referenceMeasures;
  }

  /** Notes how far people agree with the source, for the hour and, the first time it is known well enough, for the reference. */
  noteAgreement(agreement: MeasuredAgreement | null, now: number): void {
    const hour = this.hours.get(startOfHour(now));
    if (hour !== undefined) {
      hour.agreement = agreement;
    }
    const { reference } = this;
    const isKnown = agreement !== null && agreement.votes >= MONITOR_LIMITS.agreementVotesMin;
    if (isKnown && reference.frozenAt !== null && reference.disagreement === null) {
      reference.disagreement = 1 - agreement.share;
    }
  }

  #freezeWhenFull(now: number): void {
    const { reference } = this;
    const count = countAnswers(reference.tally);
    const isOld = now - reference.since >= MONITOR_LIMITS.referenceMs;
    if (count >= MONITOR_LIMITS.referenceAnswersMin || (isOld && count >= MONITOR_LIMITS.referenceAnswersFew)) {
      reference.frozenAt = now;
    }
  }
}

/** Start of the hour that an instant lies in, milliseconds since 1970. */
export function startOfHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}
