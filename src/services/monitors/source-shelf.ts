import { HOUR_MS, MONITOR_LIMITS } from "./monitor-limits.ts";
import { startOfHour } from "./series.ts";
import { type SourceName, WatchedSource } from "./watched-source.ts";

/** The share of all sources that leave at once where there are too many: looking for the least recent ones costs a look at all. */
const LEAVING_SHARE = 0.1;

/** All sources that are watched, a bounded number. */
export class SourceShelf {
  readonly #sources = new Map<string, WatchedSource>();
  readonly #scenarios = new Map<string, Set<WatchedSource>>();
  /** On the shelf, and taken last: most answers of a time are the same source's. Putting a key together costs more than looking at its parts. */
  #last: WatchedSource | null = null;
  /** Left the shelf; the store does not have all of them yet. */
  #leaving: WatchedSource[] = [];

  get size(): number {
    return this.#sources.size;
  }

  /** On the shelf, in the order in which they came. */
  list(): readonly WatchedSource[] {
    return [...this.#sources.values()];
  }

  /** The sources that answer on the same scenario, itself among them. */
  beside({ name }: WatchedSource): Iterable<WatchedSource> {
    return this.#scenarios.get(scenarioKey(name)) ?? [];
  }

  /** The source of that name, put on the shelf where it is not there. */
  take(name: SourceName, now: number): WatchedSource {
    const source = this.#last !== null && isSameSource(this.#last.name, name) ? this.#last : this.#find(name, now);
    source.lastSeenAt = now;
    this.#last = source;
    return source;
  }

  #find(name: SourceName, now: number): WatchedSource {
    const key = `${scenarioKey(name)}\n${name.sourceId}`;
    const known = this.#sources.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#sources.size >= MONITOR_LIMITS.sourcesMax) {
      this.#makeRoom();
    }
    const { tenantId, collectionSlug, scenarioSlug, sourceId } = name;
    const source = new WatchedSource({ tenantId, collectionSlug, scenarioSlug, sourceId }, now);
    this.#sources.set(key, source);
    const beside = this.#scenarios.get(scenarioKey(name));
    if (beside === undefined) {
      this.#scenarios.set(scenarioKey(name), new Set([source]));
    } else {
      beside.add(source);
    }
    return source;
  }

  /** Takes over those that left since the last call. */
  takeLeaving(): readonly WatchedSource[] {
    const leaving = this.#leaving;
    this.#leaving = [];
    return leaving;
  }

  /** Forgets hours of long ago; where there are too many hours, all but the last day. */
  forgetHours(now: number): void {
    const forgetBefore = (hours: number) => {
      const before = startOfHour(now) - hours * HOUR_MS;
      let left = 0;
      for (const series of this.list().flatMap((source) => source.series)) {
        for (const [hourAt, hour] of series.hours) {
          if (hourAt <= before && !hour.isDirty) {
            series.hours.delete(hourAt);
          } else {
            left += 1;
          }
        }
      }
      return left;
    };
    if (forgetBefore(MONITOR_LIMITS.hoursMax) > MONITOR_LIMITS.hourTalliesMax) {
      forgetBefore(MONITOR_LIMITS.recentHoursMax);
    }
  }

  #makeRoom(): void {
    this.#last = null;
    const byAge = [...this.#sources].sort(([, one], [, other]) => one.lastSeenAt - other.lastSeenAt);
    for (const [key, source] of byAge.slice(0, Math.ceil(MONITOR_LIMITS.sourcesMax * LEAVING_SHARE))) {
      this.#sources.delete(key);
      const scenario = scenarioKey(source.name);
      const beside = this.#scenarios.get(scenario);
      beside?.delete(source);
      if (beside?.size === 0) {
        this.#scenarios.delete(scenario);
      }
      this.#leaving.push(source);
    }
    // A store that takes nothing any more must not fill the memory.
    this.#leaving.splice(0, Math.max(0, this.#leaving.length - MONITOR_LIMITS.sourcesMax));
  }
}

function isSameSource(one: SourceName, other: SourceName): boolean {
  return (
    one.sourceId === other.sourceId &&
    one.scenarioSlug === other.scenarioSlug &&
    one.collectionSlug === other.collectionSlug &&
    one.tenantId === other.tenantId
  );
}

function scenarioKey({ tenantId, collectionSlug, scenarioSlug }: Omit<SourceName, "sourceId">): string {
  return `${tenantId}\n${collectionSlug}\n${scenarioSlug}`;
}
