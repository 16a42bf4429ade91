import { emptyTally } from "../../domain/monitors/monitor-tally.ts";
import { tallyGroup } from "../../domain/monitors/tally-group.ts";
import type { Monitors, ObservedGroup } from "./monitors.ts";
import type { ObservedTally } from "./observed-tally.ts";

/** Monitors of a thread that keeps nothing itself: adds up what it sees until it is handed over to `MonitorBook.take`. */
export class CollectingMonitors implements Monitors {
  #tallies = new Map<string, ObservedTally>();

  observe({ tenantId, collectionSlug, scenarioSlug, source, answers }: ObservedGroup): void {
    const { kind, id, revision } = source;
    const name = JSON.stringify([tenantId, collectionSlug, scenarioSlug, kind, id, revision]);
    let observed = this.#tallies.get(name);
    if (observed === undefined) {
      observed = { tenantId, collectionSlug, scenarioSlug, source: { kind, id, revision }, tally: emptyTally() };
      this.#tallies.set(name, observed);
    }
    tallyGroup(observed.tally, answers, source.degraded);
  }

  /** What was seen since the last call: as many as there were sources and scenarios, however many answers. */
  drain(): readonly ObservedTally[] {
    const tallies = [...this.#tallies.values()];
    this.#tallies = new Map();
    return tallies;
  }
}
