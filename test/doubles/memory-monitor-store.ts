import type { MonitorHour, MonitorStore } from "../../src/ports/monitor-store.ts";

/** Hours of what the monitors saw, in memory, for the promises of the port alone. */
export class MemoryMonitorStore implements MonitorStore {
  readonly #hours = new Map<string, MonitorHour>();

  async keepHours(hours: readonly MonitorHour[]): Promise<void> {
    for (const hour of hours) {
      const { hourAt, tenantId, collectionSlug, scenarioSlug, sourceId } = hour;
      this.#hours.set(JSON.stringify([hourAt, tenantId, collectionSlug, scenarioSlug, sourceId]), hour);
    }
  }

  async readHours(since: number, limit: number): Promise<readonly MonitorHour[]> {
    return this.#oldestFirst()
      .filter(({ hourAt }) => hourAt >= since)
      .slice(0, limit);
  }

  async purgeHours(before: number, limit: number): Promise<number> {
    const old = new Set(
      this.#oldestFirst()
        .filter(({ hourAt }) => hourAt < before)
        .slice(0, limit),
    );
    for (const [key, hour] of this.#hours) {
      if (old.has(hour)) {
        this.#hours.delete(key);
      }
    }
    return old.size;
  }

  #oldestFirst(): readonly MonitorHour[] {
    return [...this.#hours.values()].sort((one, other) => one.hourAt - other.hourAt);
  }
}
