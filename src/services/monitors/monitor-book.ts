import type { MonitorHour, MonitorStore } from "../../ports/monitor-store.ts";
import type { ServicePorts } from "../service-ports.ts";
import type { RaisedAlarm } from "./alarm-book.ts";
import { readHourText, writeHourText } from "./hour-text.ts";
import { HOUR_MS, MONITOR_LIMITS } from "./monitor-limits.ts";
import type { Monitors, ObservedGroup } from "./monitors.ts";
import { type Series, type SeriesHour, startOfHour } from "./series.ts";
import { SourceShelf } from "./source-shelf.ts";
import { type WatchPorts, watchSource } from "./watch-source.ts";
import type { WatchedSource } from "./watched-source.ts";

export interface MonitorBookPorts extends Pick<ServicePorts, "clock" | "timer" | "scenarios">, Omit<WatchPorts, "beside"> {
  readonly store: MonitorStore;
  /** Tells of a fault of the store, or of hours that cannot be read; what was seen is kept and tried again. */
  readonly reportFault: (fault: unknown) => void;
}

/** How much of what was kept is read at the start: less where there is more of it than can be remembered. */
const READ_BACK_HOURS = [MONITOR_LIMITS.hoursMax, MONITOR_LIMITS.recentHoursMax, 1] as const;
const PURGED_PER_LOOK_MAX = 500;

/** What was seen of answers by tenant, scenario, source and hour; looked at every minute for alarms, and kept. Lives on the main thread. */
export class MonitorBook implements Monitors {
  readonly #ports: MonitorBookPorts;
  readonly #watchPorts: WatchPorts;
  readonly #shelf = new SourceShelf();
  /** Left the shelf, and not kept yet. */
  #leaving: readonly WatchedSource[] = [];
  #isReadBack = false;
  #looking: Promise<void> | null = null;
  #isClosed = false;
  #disarm: () => void = () => undefined;

  constructor(ports: MonitorBookPorts) {
    this.#ports = ports;
    this.#watchPorts = { ...ports, beside: (source) => this.#shelf.beside(source) };
  }

  /** Begins to look every minute, the first time at once: reads back what was kept. */
  begin(): void {
    this.#looking ??= this.#look();
  }

  /** Keeps what was seen, and looks no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#disarm();
    await this.#looking;
    try {
      this.#isReadBack ||= await this.#readBack();
      await this.#keep(this.#ports.clock.now());
    } catch (fault) {
      this.#ports.reportFault(fault);
    }
  }

  observe(group: ObservedGroup): void {
    const now = this.#ports.clock.now();
    this.#seriesOf(group, now).addGroup(group, now);
  }

  /** Every source that is watched. */
  listSources(): readonly WatchedSource[] {
    return this.#shelf.list();
  }

  #seriesOf({ tenantId, collectionSlug, scenarioSlug, source }: ObservedGroup, now: number): Series {
    const watched = this.#shelf.take({ tenantId, collectionSlug, scenarioSlug, sourceId: source.id }, now);
    watched.isChanged = true;
    const scenarioDigest = this.#ports.scenarios.findScenario(collectionSlug, scenarioSlug)?.digest ?? null;
    // The learned model's revision counts up with every batch of votes, on one scale.
    const revision = source.kind === "learned" ? null : source.revision;
    return watched.seriesOf({ kind: source.kind, revision, scenarioDigest }, now);
  }

  async #look(): Promise<void> {
    try {
      this.#isReadBack ||= await this.#readBack();
      const now = this.#ports.clock.now();
      await this.#watch(now);
      await this.#keep(now);
      this.#shelf.forgetHours(now);
      await this.#ports.store.purgeHours(now - MONITOR_LIMITS.keptMs, PURGED_PER_LOOK_MAX);
    } catch (fault) {
      this.#ports.reportFault(fault);
    }
    this.#looking = null;
    if (!this.#isClosed) {
      this.#disarm = this.#ports.timer.set(MONITOR_LIMITS.lookEveryMs, () => this.begin());
    }
  }

  /** Looks at what has changed, and at what has an alarm: that may end by silence. */
  async #watch(now: number): Promise<void> {
    const alarmed = this.#ports.alarms.list().map((alarm) => this.#shelf.take(alarm, now));
    const sources = new Set([...alarmed, ...this.#shelf.list().filter(({ isChanged }) => isChanged)]);
    let looked = 0;
    for (const source of sources) {
      source.isChanged = false;
      watchSource(this.#watchPorts, source, now);
      looked += 1;
      if (looked % MONITOR_LIMITS.sourcesPerGoMax === 0) {
        await new Promise<void>((resolve) => this.#ports.timer.set(0, resolve));
      }
    }
  }

  /** True once it has been read. Alarms and reference windows go on as they were. */
  async #readBack(): Promise<boolean> {
    const { clock, store, reportFault } = this.#ports;
    const now = clock.now();
    for (const hours of READ_BACK_HOURS) {
      const kept = await store.readHours(startOfHour(now) - (hours - 1) * HOUR_MS, MONITOR_LIMITS.hourTalliesMax);
      if (kept.length < MONITOR_LIMITS.hourTalliesMax || hours === 1) {
        const unreadable = this.#restoreHours(kept, now);
        if (unreadable > 0) {
          reportFault(new Error(`${unreadable} kept hours of the monitors cannot be read and are left out.`));
        }
        return true;
      }
    }
    return true;
  }

  /** Oldest first. Returns how many cannot be read. */
  #restoreHours(kept: readonly MonitorHour[], now: number): number {
    const alarms = new Map<WatchedSource, readonly RaisedAlarm[]>();
    let unreadable = 0;
    for (const record of kept) {
      const hour = readHourText(record.tally);
      if (hour === null) {
        unreadable += 1;
        continue;
      }
      const source = this.#shelf.take(record, now);
      for (const { version, tally, agreement, reference } of hour.series) {
        source.seriesOf(version, now).restore(record.hourAt, { tally, agreement }, reference);
      }
      alarms.set(
        source,
        hour.alarms.map((alarm) => ({ ...alarm, ...source.name })),
      );
    }
    for (const alarm of [...alarms.values()].flat()) {
      this.#ports.alarms.restore(alarm);
    }
    return unreadable;
  }

  /** Only after what was kept has been read: an hour that is going on would lose its beginning. */
  async #keep(now: number): Promise<void> {
    for (const name of this.#ports.alarms.takeChanged()) {
      this.#shelf.take(name, now).isAlarmDirty = true;
    }
    this.#leaving = [...this.#leaving, ...this.#shelf.takeLeaving()].slice(-MONITOR_LIMITS.sourcesMax);
    const dirty = [...this.#leaving, ...this.#shelf.list()].flatMap((source) => this.#dirtyHours(source, now));
    for (let from = 0; from < dirty.length; from += MONITOR_LIMITS.rowsPerOperationMax) {
      await this.#keepHours(dirty.slice(from, from + MONITOR_LIMITS.rowsPerOperationMax));
    }
    this.#leaving = [];
  }

  /** What is seen while the store writes is dirty again. */
  async #keepHours(dirty: readonly DirtyHour[]): Promise<void> {
    const records = dirty.map(({ source, hourAt, hours }) => {
      source.isAlarmDirty = false;
      for (const hour of hours) {
        hour.isDirty = false;
      }
      return { ...source.name, hourAt, tally: writeHourText(source.series, hourAt, this.#ports.alarms.listOf(source.name)) };
    });
    try {
      await this.#ports.store.keepHours(records);
    } catch (fault) {
      for (const { source, hours } of dirty) {
        source.isAlarmDirty = true;
        for (const hour of hours) {
          hour.isDirty = true;
        }
      }
      throw fault;
    }
  }

  #dirtyHours(source: WatchedSource, now: number): readonly DirtyHour[] {
    const byHour = new Map<number, SeriesHour[]>();
    for (const series of source.series) {
      for (const [hourAt, hour] of series.hours) {
        if (hour.isDirty) {
          byHour.set(hourAt, [...(byHour.get(hourAt) ?? []), hour]);
        }
      }
    }
    const thisHour = startOfHour(now);
    if (source.isAlarmDirty && !byHour.has(thisHour)) {
      byHour.set(thisHour, []);
    }
    return [...byHour].map(([hourAt, hours]) => ({ source, hourAt, hours }));
  }
}

interface DirtyHour {
  readonly source: WatchedSource;
  readonly hourAt: number;
  readonly hours: readonly SeriesHour[];
}
