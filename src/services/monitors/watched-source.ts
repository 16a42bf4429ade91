import { MONITOR_LIMITS } from "./monitor-limits.ts";
import { Series, type SeriesVersion } from "./series.ts";

/** Whom and what is watched: a tenant's scenario, and a source that answers there. */
export interface SourceName {
  readonly tenantId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly sourceId: string;
}

/** A source on a scenario, with a series for each of its revisions. */
export class WatchedSource {
  readonly name: SourceName;
  readonly #series = new Map<string, Series>();
  /** Asked for last, and still kept. */
  #last: Series | null = null;
  lastSeenAt: number;
  /** Something was seen since the last look. */
  isChanged = false;
  /** Its alarms changed, and the store does not know. */
  isAlarmDirty = false;

  constructor(name: SourceName, now: number) {
    this.name = name;
    this.lastSeenAt = now;
  }

  /** Oldest first. */
  get series(): readonly Series[] {
    return [...this.#series.values()];
  }

  /** The series of that version, begun where there is none; the oldest one makes room. */
  seriesOf(version: SeriesVersion, now: number): Series {
    if (this.#last === null || !isSameVersion(this.#last.version, version)) {
      this.#last = this.#find(version, now);
    }
    return this.#last;
  }

  #find(version: SeriesVersion, now: number): Series {
    const name = `${version.revision ?? ""}\n${version.scenarioDigest ?? ""}\n${version.kind}`;
    const known = this.#series.get(name);
    if (known !== undefined) {
      return known;
    }
    const [oldest] = this.#series.keys();
    if (oldest !== undefined && this.#series.size >= MONITOR_LIMITS.versionsMax) {
      this.#series.delete(oldest);
    }
    const series = new Series(version, now);
    this.#series.set(name, series);
    return series;
  }
}

function isSameVersion(one: SeriesVersion, other: SeriesVersion): boolean {
  return one.scenarioDigest === other.scenarioDigest && one.revision === other.revision && one.kind === other.kind;
}
